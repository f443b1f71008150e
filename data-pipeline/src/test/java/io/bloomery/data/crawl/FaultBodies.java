package io.bloomery.data.crawl;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;

/** Encoded bodies, most of them larger than they look. */
final class FaultBodies {

    /** Ten million letters x, by brotli 1.1 at level 11. */
    static final byte[] BROTLI_BOMB = HexFormat.of().parseHex("cbffff3ff825f0e2b14020f7fe2fff2c31f04b00c46111808e2306");

    /** {@code <p>iron</p>}, by brotli 1.1 at level 11. */
    static final byte[] BROTLI_IRON = HexFormat.of().parseHex("0b05803c703e69726f6e3c2f703e03");

    private FaultBodies() {}

    static byte[] zeros(int count) {
        return new byte[count];
    }

    static byte[] gzip(byte[] body) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            out.write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static byte[] zstd(byte[] body) {
        return Zstd.compress(body);
    }
}
