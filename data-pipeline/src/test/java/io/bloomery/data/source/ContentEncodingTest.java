package io.bloomery.data.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.luben.zstd.Zstd;
import io.bloomery.data.source.ContentEncoding.Decoded;
import io.bloomery.data.source.ContentEncoding.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentEncodingTest {

    private static final byte[] IRON = "<p>iron</p>".getBytes(UTF_8);

    /** The same by brotli 1.1 at level 11. */
    private static final byte[] BROTLI_IRON = HexFormat.of().parseHex("0b05803c703e69726f6e3c2f703e03");

    @Test
    void decodesEveryEncodingThatIsAskedFor() throws IOException {
        assertThat(ContentEncoding.decode(gzip(IRON), "gzip", 100).bytes()).isEqualTo(IRON);
        assertThat(ContentEncoding.decode(deflate(IRON), "Deflate", 100).bytes())
                .isEqualTo(IRON);
        assertThat(ContentEncoding.decode(BROTLI_IRON, "br", 100).bytes()).isEqualTo(IRON);
        assertThat(ContentEncoding.decode(Zstd.compress(IRON), "zstd", 100).bytes())
                .isEqualTo(IRON);
        assertThat(ContentEncoding.decode(IRON, "identity", 100).bytes()).isEqualTo(IRON);
    }

    @Test
    void decodesTwoEncodingsInTheOrderInWhichTheyWereApplied() throws IOException {
        Decoded decoded = ContentEncoding.decode(Zstd.compress(gzip(IRON)), "gzip, zstd", 100);
        assertThat(decoded.outcome()).isEqualTo(Outcome.COMPLETE);
        assertThat(decoded.bytes()).isEqualTo(IRON);
    }

    @Test
    void refusesThreeEncodingsAndThoseItDoesNotKnow() {
        assertThat(ContentEncoding.decode(IRON, "gzip, gzip, gzip", 100).outcome())
                .isEqualTo(Outcome.UNSUPPORTED);
        assertThat(ContentEncoding.decode(IRON, "compress", 100).outcome()).isEqualTo(Outcome.UNSUPPORTED);
    }

    @Test
    void keepsExactlyTheLimitAndCutsOneByteMore() {
        for (String coding : List.of("br", "zstd")) {
            byte[] encoded = coding.equals("br") ? BROTLI_IRON : Zstd.compress(IRON);
            assertThat(ContentEncoding.decode(encoded, coding, IRON.length).outcome())
                    .isEqualTo(Outcome.COMPLETE);
            Decoded cut = ContentEncoding.decode(encoded, coding, IRON.length - 1);
            assertThat(cut.outcome()).isEqualTo(Outcome.TOO_LARGE);
            assertThat(cut.bytes()).isEqualTo(Arrays.copyOf(IRON, IRON.length - 1));
        }
    }

    @Test
    void refusesAWindowOfMoreThan8Mebibytes() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (com.github.luben.zstd.ZstdOutputStream out = new com.github.luben.zstd.ZstdOutputStream(packed)) {
            out.setLong(27);
            out.write(new byte[1000]);
        }
        assertThat(ContentEncoding.decode(packed.toByteArray(), "zstd", 10_000).outcome())
                .isEqualTo(Outcome.CORRUPT);
    }

    @Test
    void leavesABodyAloneThatIsNotInTheEncodingItClaims() {
        assertThat(ContentEncoding.decode(IRON, "gzip", 100).bytes()).isEqualTo(IRON);
        assertThat(ContentEncoding.decode(IRON, "zstd", 100).bytes()).isEqualTo(IRON);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void survivesDamageAnywhere(long seed) throws IOException {
        Random random = new Random(seed);
        byte[] text = "iron and steel ".repeat(200).getBytes(UTF_8);
        for (String coding : List.of("gzip", "deflate", "br", "zstd")) {
            for (int i = 0; i < 300; i++) {
                byte[] damaged =
                        switch (coding) {
                            case "gzip" -> gzip(text);
                            case "deflate" -> deflate(text);
                            case "br" -> BROTLI_IRON.clone();
                            default -> Zstd.compress(text);
                        };
                damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
                int length = 1 + random.nextInt(damaged.length);
                Decoded decoded = ContentEncoding.decode(Arrays.copyOf(damaged, length), coding, 5000);
                assertThat(decoded.bytes()).hasSizeLessThanOrEqualTo(5000);
            }
        }
    }

    private static byte[] gzip(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }

    private static byte[] deflate(byte[] body) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(packed)) {
            out.write(body);
        }
        return packed.toByteArray();
    }
}
