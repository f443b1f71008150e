package io.bloomery.model.kernel.cuda;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The CUDA C++ texts that lie beside this class in the jar. */
final class Sources {

    /** What the others include. */
    static final List<String> HEADERS = List.of("device.cuh", "heads.cuh", "random.cuh", "tensor.cuh");

    private Sources() {}

    static String text(String name) {
        try (InputStream file = Sources.class.getResourceAsStream(name)) {
            if (file == null) {
                throw new IllegalArgumentException("no source is called " + name);
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new BloomeryException(
                    ErrorCode.IO,
                    "the jar's " + name + " cannot be read: " + e.getMessage(),
                    "Build the jar again.",
                    e);
        }
    }
}
