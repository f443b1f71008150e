package io.bloomery.data.extract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringTokenizer;

/** What the labels of character sets mean by the WHATWG Encoding Standard; other labels mean nothing. */
final class EncodingLabels {

    private static final String RESOURCE = "encoding-labels.txt";
    private static final Map<String, Charset> CHARSETS = read();

    private EncodingLabels() {}

    static Optional<Charset> charset(String label) {
        return Optional.ofNullable(CHARSETS.get(label.strip().toLowerCase(Locale.ROOT)));
    }

    private static Map<String, Charset> read() {
        Map<String, Charset> charsets = new HashMap<>();
        try (InputStream in = EncodingLabels.class.getResourceAsStream(RESOURCE);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, UTF_8))) {
            lines.lines().filter(line -> !line.startsWith("#")).forEach(line -> {
                StringTokenizer tokens = new StringTokenizer(line);
                Charset charset = Charset.forName(tokens.nextToken());
                while (tokens.hasMoreTokens()) {
                    charsets.put(tokens.nextToken(), charset);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return charsets;
    }
}
