package io.bloomery.jobs.crawl;

import io.bloomery.data.crawl.Politeness;
import io.bloomery.data.source.WarcPageWriter;
import io.bloomery.jobs.storage.TaskFiles;
import io.bloomery.jobs.table.FrontierTable;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.util.SerializableConfiguration;

/**
 * Copies the records of one archive file from their segments, byte for byte, and gives back their rows with the places
 * they have now.
 *
 * <p>Records that no row speaks of, such as those of a task that was tried twice, stay behind.
 */
final class JoinTask implements MapPartitionsFunction<Row, Row> {

    private static final long serialVersionUID = 1L;

    /** Column: the archive file that a row's record goes to. */
    static final String TARGET = "target";

    private final Politeness politeness;
    private final String work;
    private final String staging;
    private final SerializableConfiguration hadoop;

    JoinTask(Politeness politeness, Path work, Path staging, SerializableConfiguration hadoop) {
        this.politeness = politeness;
        this.work = work.toString();
        this.staging = staging.toString();
        this.hadoop = hadoop;
    }

    /** Takes rows of one target, sorted by segment and offset. */
    @Override
    public Iterator<Row> call(Iterator<Row> rows) throws IOException {
        List<Row> joined = new ArrayList<>();
        if (!rows.hasNext()) {
            return joined.iterator();
        }
        FileSystem fileSystem = new Path(staging).getFileSystem(hadoop.value());
        Row row = rows.next();
        String name = row.getAs(TARGET);
        TaskFiles files = new TaskFiles(fileSystem, new Path(staging));
        String attempt = TaskContext.get().taskAttemptId() + "-" + name;
        try (WarcPageWriter out = new WarcPageWriter(
                files.create(attempt), name, Clock.systemUTC().instant(), CrawlArchive.warcinfo(politeness))) {
            copy(row, rows, out, name, joined, fileSystem);
        }
        files.finishAs(attempt, name);
        return joined.iterator();
    }

    private void copy(
            Row first, Iterator<Row> others, WarcPageWriter out, String name, List<Row> joined, FileSystem fileSystem)
            throws IOException {
        String open = "";
        FSDataInputStream in = null;
        try {
            for (Row row = first; row != null; row = others.hasNext() ? others.next() : null) {
                String segment = row.getAs(FrontierTable.FILE);
                if (!segment.equals(open)) {
                    close(in);
                    in = fileSystem.open(segmentFile(segment));
                    open = segment;
                }
                byte[] records = new byte[Math.toIntExact(row.<Long>getAs(FrontierTable.EXTENT))];
                in.readFully(row.<Long>getAs(FrontierTable.OFFSET), records);
                joined.add(moved(row, name, out.append(records)));
            }
        } finally {
            close(in);
        }
    }

    private Path segmentFile(String segment) {
        RoundFolder folder = RoundFolder.of(new Path(work), Segment.round(segment));
        return new Path(folder.visits(), segment);
    }

    private static void close(FSDataInputStream in) throws IOException {
        if (in != null) {
            in.close();
        }
    }

    private static Row moved(Row row, String file, long offset) {
        Object[] values = new Object[FrontierTable.SCHEMA.length()];
        for (int i = 0; i < values.length; i++) {
            String column = FrontierTable.SCHEMA.fieldNames()[i];
            values[i] = switch (column) {
                case FrontierTable.FILE -> file;
                case FrontierTable.OFFSET -> offset;
                default -> row.getAs(column);
            };
        }
        return RowFactory.create(values);
    }
}
