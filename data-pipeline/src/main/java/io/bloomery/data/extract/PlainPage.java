package io.bloomery.data.extract;

import java.util.Optional;
import java.util.regex.Pattern;

/** A page that is plain text: in the character set that it says or looks like, lines ended by line feeds. */
public final class PlainPage {

    private static final Pattern LINE_END = Pattern.compile("\r\n?");

    private PlainPage() {}

    /**
     * The text of a page that claims to be plain text; empty where it is markup, or bytes that browsers take for binary
     * (WHATWG MIME sniffing, "binary data byte").
     *
     * @param contentType value of the HTTP header
     */
    public static Optional<String> text(byte[] body, String contentType) {
        String text = CharsetDetector.decode(body, CharsetDetector.detect(body, contentType));
        return isBinary(text) || text.stripLeading().startsWith("<")
                ? Optional.empty()
                : Optional.of(LINE_END.matcher(text).replaceAll("\n"));
    }

    private static boolean isBinary(String text) {
        return text.chars()
                .anyMatch(character -> character <= 0x08
                        || character == 0x0b
                        || (character >= 0x0e && character <= 0x1a)
                        || (character >= 0x1c && character <= 0x1f));
    }
}
