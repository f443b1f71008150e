package io.bloomery.data.source;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;

/** Packs bytes for tests. */
final class Packed {

    private Packed() {}

    /** The bytes packed by the means of a compression. */
    static byte[] with(Compression compression, byte[] content) {
        return switch (compression) {
            case NONE -> content;
            case GZIP -> pack(content, GZIPOutputStream::new);
            case ZSTD -> pack(content, out -> new ZstdOutputStream(out).setChecksum(true));
            case BZIP2 -> pack(content, out -> new BZip2CompressorOutputStream(out, 1));
        };
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }

    private static byte[] pack(byte[] content, Packer packer) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = packer.open(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    /** Opens a stream that packs. */
    private interface Packer {
        OutputStream open(OutputStream out) throws IOException;
    }
}
