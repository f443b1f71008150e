package io.bloomery.jobs.clean;

import io.bloomery.data.filter.PageJudge;
import io.bloomery.data.source.PageOrDamage;
import io.bloomery.data.source.WarcPages;
import io.bloomery.jobs.table.OutcomeTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.Spliterators;
import java.util.stream.StreamSupport;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;

/** Reads one archive file in a task: every record, page or damage, becomes one row of {@link OutcomeTable}. */
final class ArchiveReader implements FlatMapFunction<String, Row> {

    private static final long serialVersionUID = 1L;

    private final PageJudge judge;
    private final OutcomeTable table;
    private final String runId;
    private final SerializableConfiguration hadoop;

    ArchiveReader(PageJudge judge, OutcomeTable table, String runId, SerializableConfiguration hadoop) {
        this.judge = judge;
        this.table = table;
        this.runId = runId;
        this.hadoop = hadoop;
    }

    @Override
    public Iterator<Row> call(String file) throws IOException {
        Path path = new Path(file);
        InputStream in = new CheckedStream(path.getFileSystem(hadoop.value()).open(path));
        TaskContext.get().addTaskCompletionListener((TaskCompletionListener) task -> close(in));
        Iterator<PageOrDamage> records = WarcPages.read(in, file);
        return StreamSupport.stream(Spliterators.spliteratorUnknownSize(records, 0), false)
                .map(this::outcome)
                .iterator();
    }

    private Row outcome(PageOrDamage record) {
        return record.fold(
                page -> table.toRow(judge.judge(page), CleanStage.NAME, runId),
                damaged -> table.toRow(damaged.quarantined(), runId));
    }

    private static void close(InputStream in) {
        try {
            in.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
