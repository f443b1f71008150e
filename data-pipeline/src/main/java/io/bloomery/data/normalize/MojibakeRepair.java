package io.bloomery.data.normalize;

import java.io.ByteArrayOutputStream;
import java.io.Serializable;
import java.lang.Character.UnicodeScript;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Decodes text again that was UTF-8 and was decoded in a charset of one byte a character, as often as that happened.
 *
 * <p>After ftfy (Speer 2019): a text is decoded again as a whole in the first charset in which its bytes are UTF-8, or
 * else in those parts of which the bytes are. Where ftfy asks whether the text looks bad by a table of unlikely neighbours,
 * this asks whether the result looks good: each new character has to be one that people write, not, say, a letter of
 * Latin Extended-B. Linear time.
 *
 * @param restoreSpaces whether a space may stand for the byte A0
 * @param replaceLossy whether sequences with lost bytes become U+FFFD
 * @param decodeParts whether parts of a text are decoded where the whole cannot be
 */
record MojibakeRepair(boolean restoreSpaces, boolean replaceLossy, boolean decodeParts) implements Serializable {

    private static final int MOST_LAYERS = 8;
    private static final byte NO_BREAK_SPACE = (byte) 0xa0;
    private static final String UNSURE = " \u00a0‘’“”‚„«»‹›–—…•™";
    private static final byte[] REPLACEMENT = "\uFFFD".getBytes(StandardCharsets.UTF_8);

    String repair(String text) {
        String repaired = text;
        for (int i = 0; i < MOST_LAYERS; i++) {
            String once = repairOnce(repaired);
            if (once.equals(repaired)) {
                break;
            }
            repaired = once;
        }
        return repaired;
    }

    private String repairOnce(String text) {
        if (text.chars().allMatch(character -> character < 0x80)) {
            return text;
        }
        return decodedAsAWhole(text).orElseGet(() -> decodeParts ? decodedInParts(text) : text);
    }

    private Optional<String> decodedAsAWhole(String text) {
        for (SingleByteCharset charset : SingleByteCharset.ALL) {
            Optional<String> decoded = charset.encode(text)
                    .filter(bytes -> hasSureSequence(text, bytes))
                    .flatMap(bytes -> decoded(bytes, charset.isLossy()));
            if (decoded.isPresent()) {
                return decoded;
            }
        }
        return Optional.empty();
    }

    /**
     * Whether some sequence of UTF-8 is no chance: one of three bytes or more, or one of two whose second character is not
     * such as stands behind a capital letter in good text, like the quotation mark behind {@code Å”}.
     */
    private static boolean hasSureSequence(String text, byte[] bytes) {
        for (int i = 0; i + 1 < bytes.length; i++) {
            int lead = bytes[i] & 0xff;
            if (lead >= 0xc2 && lead < 0xf5 && isContinuation(bytes, i + 1)) {
                boolean two = lead < 0xe0;
                if (two ? UNSURE.indexOf(text.charAt(i + 1)) < 0 : isContinuation(bytes, i + 2)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Decodes each sequence that was UTF-8 in windows-1252 by itself. */
    private String decodedInParts(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        boolean sure = false;
        int i = 0;
        while (i < text.length()) {
            int length = lengthOfSequence(text, i);
            Optional<String> part = length == 0
                    ? Optional.empty()
                    : SingleByteCharset.WINDOWS_1252
                            .encode(text.subSequence(i, i + length))
                            .flatMap(bytes -> decoded(bytes, false));
            sure |= part.isPresent() && (length > 2 || UNSURE.indexOf(text.charAt(i + 1)) < 0);
            decoded.append(part.orElse(text.substring(i, i + 1)));
            i += part.isPresent() ? length : 1;
        }
        return sure ? decoded.toString() : text;
    }

    /** Characters of the UTF-8 sequence that seems to start here, by its first byte; 0 if none does. */
    private static int lengthOfSequence(String text, int i) {
        int first = byteOf(text, i);
        int length = first >= 0xc2 && first < 0xe0
                ? 2
                : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
        if (length == 0 || i + length > text.length()) {
            return 0;
        }
        for (int k = i + 1; k < i + length; k++) {
            int continuation = byteOf(text, k);
            if ((continuation & 0xc0) != 0x80 && text.charAt(k) != ' ') {
                return 0;
            }
        }
        return length;
    }

    private static int byteOf(String text, int i) {
        return SingleByteCharset.WINDOWS_1252
                .encode(text.subSequence(i, i + 1))
                .map(bytes -> bytes[0] & 0xff)
                .orElse(0);
    }

    private Optional<String> decoded(byte[] encoded, boolean mayHaveLost) {
        byte[] bytes = restoreSpaces ? withSpacesRestored(encoded) : encoded;
        bytes = replaceLossy && mayHaveLost ? withLossReplaced(bytes) : bytes;
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return text.codePoints().allMatch(MojibakeRepair::isWritten) ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Whether a character is one that people write, so that it is more than a chance of bytes. */
    private static boolean isWritten(int character) {
        if (character < 0x180 || character == 0xfffd) {
            return true;
        }
        int type = Character.getType(character);
        if (type == Character.UNASSIGNED || type == Character.PRIVATE_USE || type == Character.CONTROL) {
            return false;
        }
        return character >= 0x370
                || character == 0x192
                || (character >= 0x2c6 && character <= 0x2dd)
                || (character >= 0x218 && character <= 0x21b)
                || (character >= 0x300 && UnicodeScript.of(character) == UnicodeScript.INHERITED);
    }

    /** A space behind the first bytes of a likely character is the byte A0; an {@code à} keeps a space behind it. */
    private static byte[] withSpacesRestored(byte[] bytes) {
        ByteArrayOutputStream restored = new ByteArrayOutputStream(bytes.length + 8);
        for (int i = 0; i < bytes.length; i++) {
            int lead = bytes[i] & 0xff;
            boolean spaced = i + 1 < bytes.length && bytes[i + 1] == ' ';
            restored.write(lead);
            if (spaced
                    && (lead == 0xc3 || lead == 0xc2 || lead == 0xc5 || lead == 0xce || lead == 0xd0 || lead == 0xd9)) {
                restored.write(NO_BREAK_SPACE);
                i++;
                if (lead == 0xc3 && i + 1 < bytes.length && bytes[i + 1] != ' ') {
                    restored.write(' ');
                }
            } else if (spaced && (lead == 0xe2 || lead == 0xe3) && isContinuation(bytes, i + 2)) {
                restored.write(NO_BREAK_SPACE);
                i++;
            } else if (lead >= 0xe0
                    && lead <= 0xe3
                    && isContinuation(bytes, i + 1)
                    && i + 2 < bytes.length
                    && bytes[i + 2] == ' ') {
                restored.write(bytes[i + 1]);
                restored.write(NO_BREAK_SPACE);
                i += 2;
            }
        }
        return restored.toByteArray();
    }

    private static boolean isContinuation(byte[] bytes, int i) {
        return i < bytes.length && (bytes[i] & 0xc0) == 0x80;
    }

    /** A sequence in which a byte was lost, and a lost byte by itself, are U+FFFD. */
    private static byte[] withLossReplaced(byte[] bytes) {
        ByteArrayOutputStream replaced = new ByteArrayOutputStream(bytes.length + 8);
        int i = 0;
        while (i < bytes.length) {
            int length = lossyLength(bytes, i);
            if (length > 0) {
                replaced.writeBytes(REPLACEMENT);
                i += length;
            } else {
                replaced.write(bytes[i]);
                i++;
            }
        }
        return replaced.toByteArray();
    }

    /** Bytes of the sequence with lost ones that starts here; 0 if none does. */
    private static int lossyLength(byte[] bytes, int start) {
        int lead = bytes[start] & 0xff;
        int length = lead == SingleByteCharset.LOST
                ? 1
                : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : lead < 0xf5 ? 4 : 0;
        boolean lost = length == 1;
        for (int i = start + 1; i < start + length; i++) {
            boolean isLost = i < bytes.length && bytes[i] == SingleByteCharset.LOST;
            if (!isLost && !isContinuation(bytes, i)) {
                return 0;
            }
            lost |= isLost;
        }
        return lost ? length : 0;
    }
}
