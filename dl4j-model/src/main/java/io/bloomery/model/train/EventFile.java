package io.bloomery.model.train;

import static java.util.Objects.requireNonNull;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.zip.CRC32C;

/**
 * Numbers over steps as TensorBoard reads them: records of TFRecord, each an {@code Event} of TensorFlow's
 * {@code event.proto}.
 *
 * <p>Only what scalars need is encoded: wall time (field 1), step (2), file version (3) and a summary (5) of values with
 * tag (1) and simple value (2). A reader that meets the end within a record waits for the rest of it.
 */
public final class EventFile {

    /** TensorBoard takes every file for one of events that has {@code tfevents} in its name. */
    public static final String NAME = "events.out.tfevents.bloomery";

    private static final String VERSION = "brain.Event:2";
    private static final int CRC_ROTATION = 15;
    private static final int CRC_DELTA = 0xa282ead8;

    private final OutputStream out;

    /** Begins a file; the stream stays the caller's to flush and to close. */
    public EventFile(OutputStream out, double wallTime) throws IOException {
        this.out = requireNonNull(out, "out");
        Message event = new Message().number(1, wallTime).text(3, VERSION);
        record(event.bytes());
    }

    /**
     * Adds the numbers of a step.
     *
     * @param wallTime seconds since 1970
     * @param step at least 0
     * @param scalars numbers by tag; a slash in a tag parts group and name
     */
    public void add(double wallTime, long step, SortedMap<String, Double> scalars) throws IOException {
        Message summary = new Message();
        for (Map.Entry<String, Double> scalar : scalars.entrySet()) {
            Message value = new Message()
                    .text(1, scalar.getKey())
                    .number(2, scalar.getValue().floatValue());
            summary.message(1, value);
        }
        record(new Message()
                .number(1, wallTime)
                .integer(2, step)
                .message(5, summary)
                .bytes());
    }

    /** Length, its checksum, data, its checksum. */
    private void record(byte[] data) throws IOException {
        byte[] length = littleEndian(Long.BYTES).putLong(data.length).array();
        out.write(length);
        out.write(littleEndian(Integer.BYTES).putInt(maskedCrc(length)).array());
        out.write(data);
        out.write(littleEndian(Integer.BYTES).putInt(maskedCrc(data)).array());
    }

    /** CRC-32C, rotated and shifted as TFRecord has it, so that the checksum of data with checksums stays a good one. */
    static int maskedCrc(byte[] data) {
        CRC32C crc = new CRC32C();
        crc.update(data);
        return Integer.rotateRight((int) crc.getValue(), CRC_ROTATION) + CRC_DELTA;
    }

    private static ByteBuffer littleEndian(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Fields of a protocol buffers message, encoded one after the other. */
    private static final class Message {

        private static final int VARINT = 0;
        private static final int FIXED_64 = 1;
        private static final int DELIMITED = 2;
        private static final int FIXED_32 = 5;

        private final ByteArrayOutputStream encoded = new ByteArrayOutputStream();

        /** A zero is what a reader assumes where the field is missing. */
        private Message integer(int field, long value) {
            if (value != 0) {
                key(field, VARINT);
                varint(value);
            }
            return this;
        }

        private Message number(int field, double value) {
            key(field, FIXED_64);
            encoded.writeBytes(littleEndian(Double.BYTES).putDouble(value).array());
            return this;
        }

        private Message number(int field, float value) {
            key(field, FIXED_32);
            encoded.writeBytes(littleEndian(Float.BYTES).putFloat(value).array());
            return this;
        }

        private Message text(int field, String value) {
            return delimited(field, value.getBytes(StandardCharsets.UTF_8));
        }

        private Message message(int field, Message value) {
            return delimited(field, value.bytes());
        }

        private byte[] bytes() {
            return encoded.toByteArray();
        }

        private Message delimited(int field, byte[] value) {
            key(field, DELIMITED);
            varint(value.length);
            encoded.writeBytes(value);
            return this;
        }

        private void key(int field, int wireType) {
            varint(((long) field << 3) | wireType);
        }

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                encoded.write((int) ((rest & 0x7f) | 0x80));
                rest >>>= 7;
            }
            encoded.write((int) rest);
        }
    }
}
