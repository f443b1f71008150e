package io.bloomery.data.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A file that is one page or one text. */
final class WholeFileCutter implements RecordCutter {

    private static final int OK = 200;

    private final DecodedStream decoded;
    private final SourceSplit split;
    private final SourceConfig config;
    private boolean isDone;

    WholeFileCutter(DecodedStream decoded, SourceSplit split, SourceConfig config) {
        this.decoded = decoded;
        this.split = split;
        this.config = config;
    }

    @Override
    public Optional<SourceRecord> next() throws IOException, DamageException {
        if (isDone) {
            return Optional.empty();
        }
        isDone = true;
        byte[] content = content();
        return Optional.of(
                split.format() == SourceFormat.HTML ? page(content) : TextRecord.ofFile(split.path(), decode(content)));
    }

    private byte[] content() throws IOException, DamageException {
        int limit = config.maxRecordSize().toInt();
        try {
            byte[] content = decoded.readNBytes(limit);
            if (content.length == limit && decoded.read() >= 0) {
                throw new DamageException("record-too-large", 0, "file of more than " + limit + " bytes");
            }
            return content;
        } catch (GapException gap) {
            throw gap.damage();
        }
    }

    private Page page(byte[] content) {
        return new Page(split.path(), "", OK, "text/html", content, "", split.path(), 0, "");
    }

    /** By the byte order mark, else in the configured character set; bytes that are not in it are damage. */
    private String decode(byte[] content) throws DamageException {
        Charset charset = Charset.forName(config.charset());
        int skipped = 0;
        if (startsWith(content, 0xef, 0xbb, 0xbf)) {
            charset = StandardCharsets.UTF_8;
            skipped = 3;
        } else if (startsWith(content, 0xff, 0xfe) || startsWith(content, 0xfe, 0xff)) {
            charset = StandardCharsets.UTF_16;
        }
        try {
            return charset.newDecoder()
                    .decode(ByteBuffer.wrap(content, skipped, content.length - skipped))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new DamageException("text-corrupt", 0, "not in " + charset + ": " + e.getMessage());
        }
    }

    private static boolean startsWith(byte[] content, int... mark) {
        for (int i = 0; i < mark.length; i++) {
            if (content.length <= i || (content[i] & 0xff) != mark[i]) {
                return false;
            }
        }
        return true;
    }
}
