package io.bloomery.jobs.clean;

import io.bloomery.data.filter.PageJudge;
import io.bloomery.data.source.SourceConfig;
import io.bloomery.data.source.SourceFormat;
import io.bloomery.data.source.SourceReader;
import io.bloomery.data.source.SourceRecord;
import io.bloomery.data.source.SourceSplit;
import io.bloomery.jobs.table.OutcomeTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/**
 * Reads the parts of files that belong to one task: every record, page, text or damage, becomes one row of {@link
 * OutcomeTable}.
 */
final class SourceTask implements FlatMapFunction<Integer, Row> {

    private static final long serialVersionUID = 1L;

    private final List<List<SourceSplit>> tasks;
    private final SourceConfig config;
    private final PageJudge judge;
    private final OutcomeTable table;
    private final String runId;
    private final SerializableConfiguration hadoop;

    SourceTask(
            List<List<SourceSplit>> tasks,
            SourceConfig config,
            PageJudge judge,
            OutcomeTable table,
            String runId,
            SerializableConfiguration hadoop) {
        this.tasks = tasks;
        this.config = config;
        this.judge = judge;
        this.table = table;
        this.runId = runId;
        this.hadoop = hadoop;
    }

    @Override
    public Iterator<Row> call(Integer task) {
        return tasks.get(task).stream()
                .flatMap(this::records)
                .map(this::outcome)
                .iterator();
    }

    private Stream<SourceRecord> records(SourceSplit split) {
        try {
            OpenSplit open = open(split);
            TaskContext.get().addTaskCompletionListener((TaskCompletionListener) done -> open.close());
            return StreamSupport.stream(Spliterators.spliteratorUnknownSize(open.records(), 0), false)
                    .onClose(open::close);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OpenSplit open(SourceSplit split) throws IOException {
        if (split.format() == SourceFormat.PARQUET) {
            ParquetRecords rows = new ParquetRecords(split, config, hadoop.value());
            return new OpenSplit(rows, rows);
        }
        Path path = new Path(split.path());
        FSDataInputStream file = path.getFileSystem(hadoop.value()).open(path);
        file.seek(split.start());
        SourceReader reader = SourceReader.open(new CheckedStream(file), split, config);
        return new OpenSplit(reader, reader);
    }

    private Row outcome(SourceRecord record) {
        return record.fold(
                page -> table.toRow(judge.judge(page), CleanStage.NAME, runId),
                text -> table.toRow(judge.judge(text), CleanStage.NAME, runId),
                damaged -> table.toRow(damaged.quarantined(), runId));
    }
}
