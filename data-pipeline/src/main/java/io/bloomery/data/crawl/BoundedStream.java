package io.bloomery.data.crawl;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends after a number of bytes, whatever is left. */
final class BoundedStream extends FilterInputStream {

    private long left;

    BoundedStream(InputStream in, long maxBytes) {
        super(in);
        this.left = maxBytes;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        int count = left <= 0 ? -1 : super.read(target, offset, (int) Math.min(length, left));
        left -= Math.max(0, count);
        return count;
    }
}
