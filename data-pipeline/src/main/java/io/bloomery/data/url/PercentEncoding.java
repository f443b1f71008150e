package io.bloomery.data.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;

/** Which characters the parts of a URL may not have as they are, in the URL standard of WHATWG. */
enum PercentEncoding {
    FRAGMENT(" \"<>`"),
    QUERY(" \"#<>'"),
    PATH(" \"#<>?^`{}"),
    USER_INFO(" \"#<>?^`{}/:;=@[\\]|");

    private final String encoded;

    PercentEncoding(String encoded) {
        this.encoded = encoded;
    }

    /** A text with such characters, control characters and all beyond ASCII as escapes of their UTF-8. */
    String of(String text) {
        StringBuilder escaped = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            i += Character.charCount(character);
            if (character > ' ' && character < 0x7f && encoded.indexOf(character) < 0) {
                escaped.append((char) character);
            } else {
                boolean lone = character >= 0xd800 && character <= 0xdfff;
                for (byte octet : Character.toString(lone ? 0xfffd : character).getBytes(UTF_8)) {
                    escaped.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
                }
            }
        }
        return escaped.toString();
    }
}
