package io.bloomery.data.filter.fineweb;

import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code clean.rules.fineweb.quality}.
 *
 * @param linePunctThr {@code line-punct-thr}: smallest share of lines that end with a mark, in [0, 1]
 * @param linePunctExcludeZero {@code line-punct-exclude-zero}: whether a text where no line does is kept
 * @param stopChars {@code stop-chars}: the marks; none means those of datatrove, of some 80 scripts
 * @param shortLineThr {@code short-line-thr}: largest share of short lines, in [0, 1]
 * @param shortLineLength {@code short-line-length}: most characters of a short line
 * @param charDuplicatesRatio {@code char-duplicates-ratio}: largest share of characters in copies of lines, in [0, 1]
 * @param newLineRatio {@code new-line-ratio}: most newlines per word
 */
public record FinewebQualityConfig(
        double linePunctThr,
        boolean linePunctExcludeZero,
        List<String> stopChars,
        double shortLineThr,
        int shortLineLength,
        double charDuplicatesRatio,
        double newLineRatio)
        implements Serializable {

    public FinewebQualityConfig {
        checkShare("line-punct-thr", linePunctThr);
        checkShare("short-line-thr", shortLineThr);
        checkShare("char-duplicates-ratio", charDuplicatesRatio);
        stopChars = List.copyOf(stopChars);
        if (shortLineLength < 0 || !(newLineRatio >= 0)) {
            throw new IllegalArgumentException("short-line-length and new-line-ratio must not be negative but are "
                    + shortLineLength + " and " + newLineRatio);
        }
    }

    private static void checkShare(String key, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException(key + " must be in [0, 1] but is " + share);
        }
    }
}
