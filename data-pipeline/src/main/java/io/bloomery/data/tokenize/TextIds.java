package io.bloomery.data.tokenize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.Arrays;

/** The ids of texts that come one a line: {@code {"text": "…"}} in, {@code {"ids": […]}} out. */
public final class TextIds {

    private static final ObjectMapper JSON = JsonMapper.builder().build();

    private TextIds() {}

    /**
     * Encodes every line.
     *
     * @param origin where the lines come from, for the message
     * @return how many lines there were
     * @throws BloomeryException with {@link ErrorCode#BAD_DATA} at a line that has no text
     */
    public static long encode(Tokenizer tokenizer, BufferedReader lines, String origin, Writer output)
            throws IOException {
        long number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            int[] ids = tokenizer.encode(text(line, origin, number));
            output.write("{\"ids\": " + Arrays.toString(ids) + "}\n");
        }
        return number;
    }

    private static String text(String line, String origin, long number) {
        try {
            JsonNode text = JSON.readTree(line).path("text");
            if (text.isTextual()) {
                return text.textValue();
            }
        } catch (JsonProcessingException e) {
            throw noText(origin, number, e);
        }
        throw noText(origin, number, null);
    }

    private static BloomeryException noText(String origin, long number, Throwable cause) {
        return new BloomeryException(
                ErrorCode.BAD_DATA,
                origin + " line " + number + " is not a JSON object with a \"text\"",
                "Write one object like {\"text\": \"iron\"} on each line.",
                cause);
    }
}
