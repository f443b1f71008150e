package io.bloomery.data.extract;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mozilla.universalchardet.UniversalDetector;

/**
 * Finds the character set of a page as browsers do (WHATWG HTML, "determining the character encoding").
 *
 * <p>In this order: byte order mark, HTTP header, declaration in the first 1024 bytes, UTF-8 if all bytes are valid in
 * it, a later declaration, what the bytes look like, else windows-1252. Labels mean what the WHATWG Encoding Standard
 * says, not what they say: {@code gb2312} is gb18030, {@code iso-8859-1} is windows-1252. Labels that the standard does
 * not know, or that Java has no decoder for, count as not declared.
 */
public final class CharsetDetector {

    private static final int PRESCAN_BYTES = 1024;

    /** Browsers, too, change to a declaration that they find while they read on. */
    private static final int LATE_BYTES = 1 << 16;

    private static final int LONGEST_CHARACTER = 4;
    private static final int DECODED_AT_ONCE = 8192;
    private static final Charset WINDOWS_1252 = Charset.forName("windows-1252");
    private static final Pattern HTTP_CHARSET =
            Pattern.compile("charset\\s*=\\s*[\"']?\\s*([^\\s\"';,>/]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern META = Pattern.compile("<meta\\s[^>]*>?", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
    private static final Pattern XML_ENCODING =
            Pattern.compile("^\\s*<\\?xml[^>]*encoding\\s*=\\s*[\"']([^\"']+)[\"']", Pattern.CASE_INSENSITIVE);

    private CharsetDetector() {}

    /** The character set of a page; the content type is the value of the HTTP header, empty where there is none. */
    public static Charset detect(byte[] body, String contentType) {
        return byteOrderMark(body)
                .or(() -> declared(HTTP_CHARSET, contentType))
                .or(() -> prescan(body, PRESCAN_BYTES))
                .or(() -> isUtf8(body) ? Optional.of(StandardCharsets.UTF_8) : Optional.empty())
                .or(() -> prescan(body, LATE_BYTES))
                .or(() -> guess(body))
                .orElse(WINDOWS_1252);
    }

    /** The text of a page, without byte order mark; bytes that mean nothing become U+FFFD. */
    static String decode(byte[] body, Charset charset) {
        String text = new String(body, charset);
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Optional<Charset> byteOrderMark(byte[] body) {
        if (startsWith(body, 0xEF, 0xBB, 0xBF)) {
            return Optional.of(StandardCharsets.UTF_8);
        }
        if (startsWith(body, 0xFE, 0xFF)) {
            return Optional.of(StandardCharsets.UTF_16BE);
        }
        return startsWith(body, 0xFF, 0xFE) ? Optional.of(StandardCharsets.UTF_16LE) : Optional.empty();
    }

    private static boolean startsWith(byte[] body, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (i >= body.length || (body[i] & 0xFF) != mark[i]) {
                return false;
            }
        }
        return true;
    }

    private static Optional<Charset> prescan(byte[] body, int bytes) {
        String head = new String(body, 0, Math.min(body.length, bytes), StandardCharsets.ISO_8859_1);
        Optional<Charset> xml = declared(XML_ENCODING, head);
        Matcher meta = META.matcher(COMMENT.matcher(head).replaceAll(" "));
        while (meta.find()) {
            Optional<Charset> charset = declared(HTTP_CHARSET, meta.group());
            if (charset.isPresent()) {
                return charset.map(CharsetDetector::readableByPrescan);
            }
        }
        return xml.map(CharsetDetector::readableByPrescan);
    }

    /** A declaration that could be read as ASCII was not written in UTF-16. */
    private static Charset readableByPrescan(Charset declared) {
        return declared.name().startsWith("UTF-16") ? StandardCharsets.UTF_8 : declared;
    }

    private static Optional<Charset> declared(Pattern pattern, String declaration) {
        Matcher matcher = pattern.matcher(declaration);
        return matcher.find() ? EncodingLabels.charset(matcher.group(1)) : Optional.empty();
    }

    /** What Mozilla's detector makes of the bytes that are not ASCII. */
    private static Optional<Charset> guess(byte[] body) {
        UniversalDetector detector = new UniversalDetector();
        detector.handleData(body, 0, Math.min(body.length, LATE_BYTES));
        detector.dataEnd();
        return Optional.ofNullable(detector.getDetectedCharset()).flatMap(EncodingLabels::charset);
    }

    /** Whether all bytes are valid, but for a last character that may have been cut. */
    private static boolean isUtf8(byte[] body) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CharBuffer characters = CharBuffer.allocate(DECODED_AT_ONCE);
        CoderResult result = CoderResult.OVERFLOW;
        while (result.isOverflow()) {
            characters.clear();
            result = decoder.decode(bytes, characters, false);
        }
        return !result.isError() && bytes.remaining() < LONGEST_CHARACTER;
    }
}
