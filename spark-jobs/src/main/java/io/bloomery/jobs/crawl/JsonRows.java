package io.bloomery.jobs.crawl;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/** Rows as lines of JSON that Spark reads back with the schema of the rows; closes its stream. */
final class JsonRows implements AutoCloseable {

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator out;

    JsonRows(OutputStream out) throws IOException {
        this.out = JSON.createGenerator(out, JsonEncoding.UTF8).setRootValueSeparator(null);
    }

    void write(Row row) throws IOException {
        object(row);
        out.writeRaw('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private void object(Row row) throws IOException {
        StructType schema = row.schema();
        out.writeStartObject();
        for (int i = 0; i < row.length(); i++) {
            if (!row.isNullAt(i)) {
                out.writeFieldName(schema.fieldNames()[i]);
                value(row.get(i));
            }
        }
        out.writeEndObject();
    }

    private void value(Object value) throws IOException {
        if (value instanceof Row row) {
            object(row);
        } else if (value instanceof Object[] elements) {
            out.writeStartArray();
            for (Object element : elements) {
                value(element);
            }
            out.writeEndArray();
        } else {
            out.writeObject(value); // strings, numbers, booleans; bytes as base64
        }
    }
}
