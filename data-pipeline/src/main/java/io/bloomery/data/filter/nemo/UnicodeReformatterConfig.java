package io.bloomery.data.filter.nemo;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.normalize.HtmlUnescaping;
import io.bloomery.data.normalize.UnicodeForm;
import io.bloomery.data.normalize.UnicodeRepair;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.RuleFactory;
import io.bloomery.data.step.TextRule;
import java.io.Serializable;

/**
 * HOCON: {@code clean.rules.nemo.unicode-reformatter}.
 *
 * @param unescapeHtml {@code unescape-html}: when HTML entities become the characters that they stand for
 * @param removeTerminalEscapes {@code remove-terminal-escapes}: whether the codes go that colour a terminal
 * @param fixEncoding {@code fix-encoding}: whether text that was decoded in a wrong charset is decoded again
 * @param restoreByteA0 {@code restore-byte-a0}: whether a space may stand for the byte A0 of such text
 * @param replaceLossySequences {@code replace-lossy-sequences}: whether such text that lost bytes becomes U+FFFD
 * @param decodeInconsistentUtf8 {@code decode-inconsistent-utf8}: whether parts of a text are decoded again where the whole cannot be
 * @param fixC1Controls {@code fix-c1-controls}: whether C1 control characters become what they are in windows-1252
 * @param fixLatinLigatures {@code fix-latin-ligatures}: whether ligatures become letters
 * @param fixCharacterWidth {@code fix-character-width}: whether full-width Latin and half-width kana become usual
 * @param uncurlQuotes {@code uncurl-quotes}: whether quotation marks become straight
 * @param fixLineBreaks {@code fix-line-breaks}: whether every line end becomes a line feed
 * @param fixSurrogates {@code fix-surrogates}: whether lone surrogates become U+FFFD
 * @param removeControlChars {@code remove-control-chars}: whether control characters go that show nothing
 * @param normalization {@code normalization}: normalization form
 * @param maxDecodeLength {@code max-decode-length}: most characters that are decoded again together
 */
public record UnicodeReformatterConfig(
        HtmlUnescaping unescapeHtml,
        boolean removeTerminalEscapes,
        boolean fixEncoding,
        boolean restoreByteA0,
        boolean replaceLossySequences,
        boolean decodeInconsistentUtf8,
        boolean fixC1Controls,
        boolean fixLatinLigatures,
        boolean fixCharacterWidth,
        boolean uncurlQuotes,
        boolean fixLineBreaks,
        boolean fixSurrogates,
        boolean removeControlChars,
        UnicodeForm normalization,
        int maxDecodeLength)
        implements RuleFactory, Serializable {
    public UnicodeReformatterConfig {
        requireNonNull(unescapeHtml, "unescape-html");
        requireNonNull(normalization, "normalization");
        if (!(maxDecodeLength >= 1)) {
            throw new IllegalArgumentException("max-decode-length must be at least 1 but is " + maxDecodeLength);
        }
    }

    @Override
    public Rule create(ResourceReader resources) {
        UnicodeRepair repair = new UnicodeRepair(
                unescapeHtml,
                removeTerminalEscapes,
                fixEncoding,
                restoreByteA0,
                replaceLossySequences,
                decodeInconsistentUtf8,
                fixC1Controls,
                fixLatinLigatures,
                fixCharacterWidth,
                uncurlQuotes,
                fixLineBreaks,
                fixSurrogates,
                removeControlChars,
                normalization,
                maxDecodeLength);
        return new TextRule(repair::repair);
    }
}
