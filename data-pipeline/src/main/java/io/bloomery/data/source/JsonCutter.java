package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Texts in JSON objects, one a line; blank lines hold nothing. */
final class JsonCutter implements RecordCutter {

    private static final String SOURCE = "jsonl";

    private final LineCutter lines;
    private final TextFields fields;
    private final String filePath;
    private final JsonFactory json;

    JsonCutter(LineCutter lines, TextFields fields, String filePath, int maxBytes) {
        this.lines = lines;
        this.fields = fields;
        this.filePath = filePath;
        this.json = new JsonFactoryBuilder()
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES) // names of hostile records would stay in memory
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxStringLength(maxBytes)
                        .build())
                .build();
    }

    @Override
    public Optional<SourceRecord> next() throws IOException, DamageException {
        for (Optional<LineCutter.Line> line = lines.next(); line.isPresent(); line = lines.next()) {
            Optional<SourceRecord> record = record(line.get());
            if (record.isPresent()) {
                return record;
            }
        }
        return Optional.empty();
    }

    /** The record of a line; empty for a blank line, and for the rest of one whose beginning is missing. */
    private Optional<SourceRecord> record(LineCutter.Line line) throws IOException, DamageException {
        if (isBlank(line.bytes())) {
            return Optional.empty();
        }
        try {
            Optional<TextRecord> record = fields.record(
                    values(line.bytes()), SOURCE, filePath, line.place().toString());
            if (record.isEmpty() && line.isWhole()) {
                throw new DamageException(
                        "text-missing", line.place().offset(), "the object at " + line.place() + " has no text field");
            }
            return record.map(text -> text);
        } catch (JsonProcessingException | CharacterCodingException e) {
            if (!line.isWhole()) {
                return Optional.empty();
            }
            String detail = e instanceof JsonProcessingException parsing ? parsing.getOriginalMessage() : "not UTF-8";
            throw new DamageException("json-corrupt", line.place().offset(), "at " + line.place() + ": " + detail);
        }
    }

    private static boolean isBlank(byte[] line) {
        for (byte character : line) {
            if (character != ' ' && character != '\t' && character != '\r') {
                return false;
            }
        }
        return true;
    }

    private Map<String, String> values(byte[] line) throws IOException {
        int start =
                line.length > 2 && line[0] == (byte) 0xef && line[1] == (byte) 0xbb && line[2] == (byte) 0xbf ? 3 : 0;
        Reader characters = new InputStreamReader(
                new ByteArrayInputStream(line, start, line.length - start),
                UTF_8.newDecoder()); // which reports, not repairs
        try (JsonParser parser = json.createParser(characters)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new UnexpectedJsonException(parser, "a line must hold one object");
            }
            Map<String, String> values = new HashMap<>();
            read(parser, "", values);
            if (parser.nextToken() != null) {
                throw new UnexpectedJsonException(parser, "something follows the object");
            }
            return values;
        }
    }

    /** Reads an object; objects in it are looked into, which the parser bounds to a thousand levels, arrays are not. */
    private void read(JsonParser parser, String prefix, Map<String, String> values) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String path = prefix + parser.currentName();
            JsonToken token = parser.nextToken();
            if (token == JsonToken.START_OBJECT && fields.isPrefix(path)) {
                read(parser, path + ".", values);
            } else if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
                parser.skipChildren();
            } else if (fields.isNamed(path) && (token == JsonToken.VALUE_STRING || token.isNumeric())) {
                values.put(path, parser.getText());
            }
        }
    }

    /** JSON that is well formed but not what a line must hold. */
    private static final class UnexpectedJsonException extends JsonProcessingException {

        private static final long serialVersionUID = 1L;

        UnexpectedJsonException(JsonParser parser, String message) {
            super(message, parser.currentLocation());
        }
    }
}
