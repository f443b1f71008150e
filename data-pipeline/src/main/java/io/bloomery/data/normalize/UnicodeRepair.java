package io.bloomery.data.normalize;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.parser.Parser;

/**
 * Repairs what goes wrong with text on its way through programs, line by line, until nothing changes any more: wrong
 * charsets, entities, control characters, ligatures, widths, quotation marks. After ftfy's {@code fix_text}; as a rule it
 * is NeMo Curator's, HOCON: {@code clean.rules.nemo.unicode-reformatter}.
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
public record UnicodeRepair(
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
        implements Serializable {

    private static final int MOST_ROUNDS = 8;
    private static final Pattern ENTITY = Pattern.compile("&#?[0-9A-Za-z]{1,24};");
    private static final Pattern TERMINAL_ESCAPE = Pattern.compile("\u001b\\[[0-9;]*+[a-zA-Z]");
    private static final Pattern LINE_BREAK = Pattern.compile("\r\n?|[\u2028\u2029\u0085]");
    private static final Pattern CONTROL =
            Pattern.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f\\u206a-\\u206f\\ufeff\\ufff9-\\ufffc]++");
    private static final Pattern WIDE = Pattern.compile("[\\u3000\\uff01-\\uffef]");
    private static final Pattern C1 = Pattern.compile("[\\x80-\\x9f]");
    private static final Map<Character, String> LIGATURES = Map.ofEntries(
            Map.entry('Ĳ', "IJ"),
            Map.entry('ĳ', "ij"),
            Map.entry('ŉ', "ʼn"),
            Map.entry('Ǳ', "DZ"),
            Map.entry('ǲ', "Dz"),
            Map.entry('ǳ', "dz"),
            Map.entry('Ǆ', "DŽ"),
            Map.entry('ǅ', "Dž"),
            Map.entry('ǆ', "dž"),
            Map.entry('Ǉ', "LJ"),
            Map.entry('ǈ', "Lj"),
            Map.entry('ǉ', "lj"),
            Map.entry('Ǌ', "NJ"),
            Map.entry('ǋ', "Nj"),
            Map.entry('ǌ', "nj"),
            Map.entry('ﬀ', "ff"),
            Map.entry('ﬁ', "fi"),
            Map.entry('ﬂ', "fl"),
            Map.entry('ﬃ', "ffi"),
            Map.entry('ﬄ', "ffl"),
            Map.entry('ﬅ', "ſt"),
            Map.entry('ﬆ', "st"));

    public UnicodeRepair {
        requireNonNull(unescapeHtml, "unescape-html");
        requireNonNull(normalization, "normalization");
        if (!(maxDecodeLength >= 1)) {
            throw new IllegalArgumentException("max-decode-length must be at least 1 but is " + maxDecodeLength);
        }
    }

    /** The repaired text. */
    public String repair(String text) {
        MojibakeRepair charsets = new MojibakeRepair(restoreByteA0, replaceLossySequences, decodeInconsistentUtf8);
        StringBuilder repaired = new StringBuilder(text.length());
        boolean unescape = unescapeHtml != HtmlUnescaping.NEVER;
        int start = 0;
        while (start < text.length()) {
            String segment = text.substring(start, endOfSegment(text, start));
            unescape &= unescapeHtml == HtmlUnescaping.ALWAYS || segment.indexOf('<') < 0;
            repaired.append(repairSegment(segment, unescape, charsets));
            start += segment.length();
        }
        return repaired.toString();
    }

    private int endOfSegment(String text, int start) {
        int lineEnd = text.indexOf('\n', start) + 1;
        int end = Math.min(
                lineEnd == 0 ? text.length() : lineEnd, start + Math.min(maxDecodeLength, text.length() - start));
        boolean splitsPair = end < text.length()
                && Character.isHighSurrogate(text.charAt(end - 1))
                && Character.isLowSurrogate(text.charAt(end));
        return splitsPair ? end + 1 : end;
    }

    private String repairSegment(String segment, boolean unescape, MojibakeRepair charsets) {
        String repaired = segment;
        for (int i = 0; i < MOST_ROUNDS; i++) {
            String before = repaired;
            repaired = unescape ? unescaped(repaired) : repaired;
            repaired = fixEncoding ? charsets.repair(repaired) : repaired;
            repaired = normalization.of(withoutOddities(repaired));
            if (repaired.equals(before)) {
                break;
            }
        }
        return repaired;
    }

    private String withoutOddities(String text) {
        String plain = fixC1Controls
                ? C1.matcher(text)
                        .replaceAll(c1 -> String.valueOf(SingleByteCharset.WINDOWS_1252.character(
                                c1.group().charAt(0))))
                : text;
        plain = fixLatinLigatures ? withoutLigatures(plain) : plain;
        plain = fixCharacterWidth
                ? WIDE.matcher(plain).replaceAll(wide -> Matcher.quoteReplacement(UnicodeForm.NFKC.of(wide.group())))
                : plain;
        plain = uncurlQuotes ? uncurled(plain) : plain;
        plain = fixLineBreaks ? LINE_BREAK.matcher(plain).replaceAll("\n") : plain;
        plain = fixSurrogates ? withoutLoneSurrogates(plain) : plain;
        plain = removeTerminalEscapes ? TERMINAL_ESCAPE.matcher(plain).replaceAll("") : plain;
        return removeControlChars ? CONTROL.matcher(plain).replaceAll("") : plain;
    }

    private static String unescaped(String text) {
        return text.indexOf('&') < 0
                ? text
                : ENTITY.matcher(text)
                        .replaceAll(entity -> Matcher.quoteReplacement(Parser.unescapeEntities(entity.group(), false)));
    }

    private static String uncurled(String text) {
        StringBuilder straight = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            boolean single = character == 'ʼ' || (character >= '‘' && character <= '‛');
            boolean pair = character >= '“' && character <= '‟';
            straight.append(single ? '\'' : pair ? '"' : character);
        }
        return straight.toString();
    }

    private static String withoutLigatures(String text) {
        StringBuilder letters = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            letters.append(LIGATURES.getOrDefault(text.charAt(i), String.valueOf(text.charAt(i))));
        }
        return letters.toString();
    }

    private static String withoutLoneSurrogates(String text) {
        StringBuilder whole = new StringBuilder(text.length());
        text.codePoints()
                .map(character -> Character.getType(character) == Character.SURROGATE ? 0xfffd : character)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }
}
