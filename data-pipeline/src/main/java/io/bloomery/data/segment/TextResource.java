package io.bloomery.data.segment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A list of lines that comes with this package or a library; lines that begin with "# " are remarks. */
final class TextResource {

    private TextResource() {}

    /** The lines of a file beside this class, or of a library if the name begins with a slash, without remarks. */
    static List<String> lines(String name) {
        try (InputStream bytes = TextResource.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalStateException("the resource " + name + " is missing");
            }
            return new BufferedReader(new InputStreamReader(bytes, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + name, e);
        }
    }
}
