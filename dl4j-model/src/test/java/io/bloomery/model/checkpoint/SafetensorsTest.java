package io.bloomery.model.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

    @Test
    void writesTheBytesOfTheFormatsOwnDescription() throws IOException {
        byte[] file = written(List.of(new Tensor("w", List.of(1L, 2L), new float[] {1, -2})));
        String header = "{\"__metadata__\":{\"format\":\"pt\"},"
                + "\"w\":{\"dtype\":\"F32\",\"shape\":[1,2],\"data_offsets\":[0,8]}}";
        String padded = header + " ".repeat((8 - header.length() % 8) % 8);
        ByteBuffer expected = ByteBuffer.allocate(8 + padded.length() + 8).order(ByteOrder.LITTLE_ENDIAN);
        expected.putLong(padded.length());
        expected.put(padded.getBytes(StandardCharsets.UTF_8)).putFloat(1).putFloat(-2);
        assertThat(file).isEqualTo(expected.array());
    }

    @Test
    void readsBackWhatItWroteBitByBit() throws IOException {
        float[] values = new float[40_000];
        Random random = new Random(7);
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(random.nextInt());
        }
        List<Tensor> tensors = List.of(
                new Tensor("z.weight", List.of(200L, 200L), values),
                new Tensor("a \"quoted\" näme", List.of(), new float[] {Float.MIN_VALUE}),
                new Tensor("empty", List.of(0L, 3L), new float[0]));
        Map<String, Tensor> read = read(written(tensors));
        assertThat(read.keySet()).containsExactly("a \"quoted\" näme", "empty", "z.weight");
        for (Tensor tensor : tensors) {
            assertThat(read.get(tensor.name()).shape()).isEqualTo(tensor.shape());
            assertThat(bits(read.get(tensor.name()).values())).isEqualTo(bits(tensor.values()));
        }
    }

    @Test
    void givesTheSameBytesWhateverTheOrderOfTheTensors() throws IOException {
        Tensor a = new Tensor("a", List.of(1L), new float[] {1});
        Tensor b = new Tensor("b", List.of(1L), new float[] {2});
        assertThat(written(List.of(a, b))).isEqualTo(written(List.of(b, a)));
    }

    @Test
    void widensBfloat16() throws IOException {
        byte[] file = file("{\"w\":{\"dtype\":\"BF16\",\"shape\":[2],\"data_offsets\":[0,4]}}", new byte[] {
            (byte) 0x80, 0x3f, 0x00, (byte) 0xc0 // 0x3f80 is 1, 0xc000 is -2
        });
        assertThat(read(file).get("w").values()).containsExactly(1, -2);
    }

    @Test
    void passesOverWhatIsNotWantedWhateverItsType() throws IOException {
        byte[] file = file(
                "{\"mask\":{\"dtype\":\"BOOL\",\"shape\":[4],\"data_offsets\":[0,4]},"
                        + "\"w\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}}",
                new byte[] {1, 0, 1, 0, 0, 0, (byte) 0x80, 0x3f});
        Map<String, Tensor> wanted = SafetensorsReader.read(
                new ByteArrayInputStream(file), file.length, "model.safetensors", name -> name.equals("w"));
        assertThat(wanted.keySet()).containsExactly("w");
        assertThat(wanted.get("w").values()).containsExactly(1);
        assertRefused(() -> read(file), "tensor mask of type 'BOOL'; only [F32, BF16, F16] are read");
    }

    /** All 65,536 patterns of both types, their NaNs too. */
    @ParameterizedTest
    @EnumSource(
            value = ElementType.class,
            names = {"BF16", "F16"})
    void keepsEveryNumberOf16BitsAsItIs(ElementType type) throws IOException {
        ByteBuffer all = ByteBuffer.allocate(2 << 16).order(ByteOrder.LITTLE_ENDIAN);
        for (int bits = 0; bits < 1 << 16; bits++) {
            all.putShort((short) bits);
        }
        byte[] file =
                file("{\"w\":{\"dtype\":\"" + type + "\",\"shape\":[65536],\"data_offsets\":[0,131072]}}", all.array());
        byte[] again = written(List.of(read(file).get("w")));
        byte[] data = Arrays.copyOfRange(again, again.length - all.capacity(), again.length);
        assertThat(Arrays.mismatch(data, all.array())).isEqualTo(-1);
    }

    @ParameterizedTest
    @CsvSource({
        "F16, 1.0, 3c00",
        "F16, -2.0, c000",
        "F16, 65504, 7bff",
        "F16, 65519.9, 7bff",
        "F16, 65520, 7c00",
        "F16, 1e30, 7c00",
        "F16, 6.1035156e-5, 0400",
        "F16, 5.9604645e-8, 0001",
        "F16, 2.9802322e-8, 0000",
        "F16, 1.00048828125, 3c00",
        "F16, 1.00146484375, 3c02",
        "BF16, 1.0, 3f80",
        "BF16, 1.00390625, 3f80",
        "BF16, 1.01171875, 3f82",
        "BF16, 3.4e38, 7f80"
    })
    void roundsToTheNearestOf16Bits(ElementType type, float value, String expected) throws IOException {
        byte[] file = written(List.of(new Tensor("w", type, List.of(1L), new float[] {value})));
        ByteBuffer data = ByteBuffer.wrap(file, file.length - 2, 2).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(String.format("%04x", data.getShort() & 0xffff)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "[{index}] {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}|tensor w at byte 4 of the data where a hole
            {"w":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}|has 8 bytes of data where its tensors take 4
            {"w":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}|has 8 bytes of data where its tensors take 12
            {"v":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}|tensor w at byte 4 of the data where another tensor lies
            {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}|tensor w of shape [2] and type F32 at bytes 0 to 4
            {"w":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}|tensor w with a dimension of -2
            {"w":{"dtype":"F32","shape":[65536,65536],"data_offsets":[0,8]}}|tensor w of more than 2147483647 values
            {"w":{"dtype":"F32","shape":[0,2147483648],"data_offsets":[0,8]}}|tensor w with a dimension of 2147483648
            {"w":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}|tensor w of type 'F64'
            {"w":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}|tensor w of shape [2]
            {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8.5]}}|tensor w with offsets [0,8.5]
            {"w":{"dtype":"F32","shape":[2]}}|tensor w with offsets
            {"w":{"dtype":"F32","data_offsets":[0,8]}}|tensor w without a proper shape
            {"w":{"dtype":"F32","shape":[1,1,1,1,1,1,1,1,2],"data_offsets":[0,8]}}|tensor w without a proper shape
            {"w":{"dtype":"F33","shape":[2],"data_offsets":[0,8]}}|tensor w of type 'F33', which the format does not know
            {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}}|tensor w with offsets
            {"w":7}|tensor w of type ''
            {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"w":{}}|is not JSON
            {"w":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}|is not JSON
            [1,2]|does not start with '{'
            """)
    void refusesAHeaderThatDoesNotDescribeTheData(String header, String message) {
        assertRefused(() -> read(file(header, new byte[8])), message);
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, 0, 1, 100_000_001, Long.MAX_VALUE, 17})
    void refusesAHeaderLengthThatTheFileCannotHold(long headerBytes) {
        byte[] file = ByteBuffer.allocate(24)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(headerBytes)
                .array();
        assertRefused(() -> read(file), "declares a header of");
    }

    @Test
    void namesFileAndTensorWhereverTheStreamIsCutShort() throws IOException {
        byte[] file = written(List.of(new Tensor("w", List.of(4L), new float[4])));
        for (int kept = 0; kept < file.length; kept++) {
            byte[] cut = Arrays.copyOf(file, kept);
            assertRefused(() -> read(cut), "model.safetensors");
            assertRefused(
                    () -> SafetensorsReader.read(new ByteArrayInputStream(cut), file.length, "model.safetensors"),
                    "model.safetensors ends within");
        }
    }

    @Test
    void refusesTwoTensorsOfOneName() {
        Tensor tensor = new Tensor("w", List.of(1L), new float[1]);
        assertThatThrownBy(() -> written(List.of(tensor, tensor)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("tensor name w is taken");
    }

    private static void assertRefused(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading)
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining(message)
                .extracting(e -> ((BloomeryException) e).code())
                .isEqualTo(ErrorCode.BAD_DATA);
    }

    private static byte[] written(List<Tensor> tensors) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        SafetensorsWriter.write(out, SafetensorsWriter.PYTORCH, tensors);
        return out.toByteArray();
    }

    private static Map<String, Tensor> read(byte[] file) throws IOException {
        return SafetensorsReader.read(new ByteArrayInputStream(file), file.length, "model.safetensors");
    }

    private static byte[] file(String header, byte[] data) {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(8 + json.length + data.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data)
                .array();
    }

    private static int[] bits(float[] values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
