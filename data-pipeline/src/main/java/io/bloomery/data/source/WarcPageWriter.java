package io.bloomery.data.source;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;

/**
 * Writes HTTP exchanges as WARC 1.1, one gzip member a record.
 *
 * <p>Safe for use by several threads, which compress side by side; closes its stream.
 */
public final class WarcPageWriter implements AutoCloseable {

    private final OutputStream out;
    private final String name;
    private final WarcRecords records;
    private long position;

    /**
     * Starts an archive with its warcinfo record.
     *
     * @param name of the archive file
     * @param fields what made it: software, operator, robots policy
     */
    public WarcPageWriter(OutputStream out, String name, Instant date, Map<String, String> fields) throws IOException {
        this.out = requireNonNull(out, "out");
        this.name = requireNonNull(name, "name");
        this.records = new WarcRecords(fields);
        append(records.warcinfo(name, date));
    }

    /** Writes the response and, after it, the request; tells where the response lies. */
    public WarcPosition write(HttpExchange exchange) throws IOException {
        return write(exchange, Map.of());
    }

    /** The same with a metadata record of these facts. */
    public WarcPosition write(HttpExchange exchange, Map<String, String> facts) throws IOException {
        return append(records.page(exchange, facts));
    }

    /** Writes that a page is what it was, and the request that told so. */
    public WarcPosition write(HttpExchange exchange, Revisit revisit) throws IOException {
        return append(records.revisit(exchange, revisit));
    }

    /** Takes over the members of another archive of the same fields; tells where they begin here. */
    public synchronized long append(byte[] members) throws IOException {
        long offset = position;
        out.write(members);
        position += members.length;
        return offset;
    }

    /** Bytes so far. */
    public synchronized long position() {
        return position;
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    private WarcPosition append(WarcRecords.Group group) throws IOException {
        long offset = append(group.members());
        return new WarcPosition(
                name, offset, group.firstLength(), group.members().length, group.recordId(), group.payloadDigest());
    }
}
