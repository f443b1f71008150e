package io.bloomery.jobs.crawl;

import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.sum;

import io.bloomery.data.crawl.CrawlState;
import io.bloomery.data.crawl.Politeness;
import io.bloomery.data.source.CdxLine;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.table.FrontierTable;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.io.IOUtils;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.util.SerializableConfiguration;

/** A table of WARC files with a CDXJ index, made of the segments of a crawl. */
final class ArchiveTable {

    static final String INDEX = "index.cdxj";

    private static final String REVISIT = "warc/revisit";
    private static final StructType TARGETS = new StructType()
            .add("of_segment", DataTypes.StringType, false)
            .add(JoinTask.TARGET, DataTypes.StringType, false)
            .add("task", DataTypes.IntegerType, false);

    private final StageContext context;
    private final Politeness politeness;
    private final String name;

    ArchiveTable(StageContext context, Politeness politeness, String name) {
        this.context = context;
        this.politeness = politeness;
        this.name = name;
    }

    /**
     * Writes the files and their index.
     *
     * @param archived rows of {@link FrontierTable} that have a record, with places in segments
     * @return the same rows with places in the files of the table
     */
    Dataset<Row> write(Dataset<Row> archived) throws IOException {
        List<ArchiveFiles> files = ArchiveFiles.plan(
                archived
                        .groupBy(FrontierTable.FILE)
                        .agg(sum(FrontierTable.EXTENT), count(lit(1)))
                        .collectAsList()
                        .stream()
                        .map(row -> new ArchiveFiles.Part(row.getString(0), row.getLong(1), row.getLong(2)))
                        .toList());
        for (ArchiveFiles file : files) {
            context.records(name, file.name(), file.records());
        }
        Path rows = new Path(context.work(), "joined-" + name);
        join(archived, files).write().mode(SaveMode.Overwrite).parquet(rows.toString());
        Dataset<Row> joined =
                context.spark().read().schema(FrontierTable.SCHEMA).parquet(rows.toString());
        index(joined);
        context.contentDigest(name, CrawlDigest.of(joined));
        return joined;
    }

    private Dataset<Row> join(Dataset<Row> archived, List<ArchiveFiles> files) {
        int tasks = Math.max(1, files.size());
        int[] keys = TaskShares.keys(tasks);
        List<Row> targets = new ArrayList<>();
        for (int i = 0; i < files.size(); i++) {
            for (ArchiveFiles.Part part : files.get(i).segments()) {
                targets.add(RowFactory.create(part.segment(), files.get(i).name(), keys[i]));
            }
        }
        JoinTask task = new JoinTask(
                politeness,
                context.work(),
                context.staging(name),
                new SerializableConfiguration(context.fileSystem().getConf()));
        Dataset<Row> target = context.spark().createDataFrame(targets, TARGETS);
        return archived.join(broadcast(target), col(FrontierTable.FILE).equalTo(col("of_segment")))
                .repartition(tasks, col("task"))
                .sortWithinPartitions(FrontierTable.FILE, FrontierTable.OFFSET)
                .mapPartitions(task, Encoders.row(FrontierTable.SCHEMA));
    }

    private void index(Dataset<Row> joined) throws IOException {
        Path lines = new Path(context.work(), "index-" + name);
        MapFunction<Row, String> line = row -> line(row).format();
        joined.map(line, Encoders.STRING())
                .orderBy("value")
                .write()
                .mode(SaveMode.Overwrite)
                .text(lines.toString());
        FileStatus[] parts =
                context.fileSystem().listStatus(lines, file -> file.getName().startsWith("part-"));
        Arrays.sort(parts);
        try (OutputStream out = context.fileSystem().create(new Path(context.staging(name), INDEX), true)) {
            for (FileStatus part : parts) {
                try (FSDataInputStream in = context.fileSystem().open(part.getPath())) {
                    IOUtils.copyBytes(in, out, context.fileSystem().getConf(), false);
                }
            }
        }
        context.store().discard(lines);
    }

    private static CdxLine line(Row row) {
        String state = row.getAs(FrontierTable.STATE);
        boolean revisit = Arrays.stream(CrawlState.values())
                .anyMatch(known -> known.isRevisit() && known.label().equals(state));
        return new CdxLine(
                row.getAs(FrontierTable.URL),
                Instant.parse(row.getAs(FrontierTable.DATE)),
                revisit ? REVISIT : row.getAs(FrontierTable.MIME),
                row.<Integer>getAs(FrontierTable.STATUS),
                row.getAs(FrontierTable.PAYLOAD_DIGEST),
                row.<Long>getAs(FrontierTable.LENGTH),
                row.<Long>getAs(FrontierTable.OFFSET),
                row.getAs(FrontierTable.FILE));
    }
}
