package io.bloomery.jobs.clean;

import io.bloomery.data.document.Quarantined;
import io.bloomery.data.source.SourceConfig;
import io.bloomery.data.source.SourceRecord;
import io.bloomery.data.source.SourceSplit;
import io.bloomery.data.source.TextFields;
import io.bloomery.data.source.TextRecord;
import java.io.Closeable;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;

/**
 * Texts in the rows of a Parquet file, or of those of its row groups that lie mostly in a part of it.
 *
 * <p>Reads the named columns only and verifies page checksums. What of a row group follows damage is one quarantine row;
 * the other row groups are not affected.
 */
final class ParquetRecords implements Iterator<SourceRecord>, Closeable {

    private static final String SOURCE = "parquet";

    private final SourceSplit split;
    private final TextFields fields;
    private final int maxTextBytes;
    private final Optional<ParquetFileReader> file;
    private final List<BlockMetaData> groups;
    private final MessageType columns;
    private Optional<RecordReader<Group>> rows = Optional.empty();
    private int group;
    private long row;
    private Optional<SourceRecord> next;

    ParquetRecords(SourceSplit split, SourceConfig config, Configuration hadoop) throws IOException {
        this.split = split;
        this.fields = new TextFields(config.fields());
        this.maxTextBytes = config.maxRecordSize().toInt();
        Path path = new Path(split.path());
        ParquetReadOptions options = HadoopReadOptions.builder(hadoop)
                .usePageChecksumVerification(true)
                .withRange(split.start(), split.end())
                .build();
        Optional<ParquetFileReader> opened = Optional.empty();
        Optional<SourceRecord> damage = Optional.empty();
        HadoopInputFile input = HadoopInputFile.fromPath(path, hadoop);
        try {
            opened = Optional.of(ParquetFileReader.open(input, options));
        } catch (IOException | RuntimeException e) { // a footer that is no footer is met with either
            path.getFileSystem(hadoop).open(path).close(); // an unreachable storage ends the task here
            damage = split.start() > 0 ? Optional.empty() : Optional.of(damaged("parquet-corrupt", 0, e.toString()));
        }
        this.file = opened;
        this.groups = opened.map(ParquetFileReader::getRowGroups).orElse(List.of());
        this.columns = opened.map(reader -> ParquetColumns.named(
                        reader.getFooter().getFileMetaData().getSchema(), fields))
                .orElse(new MessageType("none"));
        opened.ifPresent(reader -> reader.setRequestedSchema(columns));
        this.next = damage.isPresent() ? damage : find();
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public SourceRecord next() {
        SourceRecord current = next.orElseThrow(NoSuchElementException::new);
        next = find();
        return current;
    }

    @Override
    public void close() throws IOException {
        if (file.isPresent()) {
            file.get().close();
        }
    }

    private Optional<SourceRecord> find() {
        while (group < groups.size()) {
            BlockMetaData current = groups.get(group);
            try {
                if (rows.isEmpty()) {
                    rows = Optional.of(open(current));
                }
                if (row < current.getRowCount()) {
                    return Optional.of(read(rows.get(), current));
                }
                nextGroup();
            } catch (IOException | RuntimeException e) { // decoders meet damaged bytes with either
                long lost = current.getRowCount() - row;
                if (rows.isEmpty()) {
                    file.orElseThrow().skipNextRowGroup();
                }
                nextGroup();
                return Optional.of(damaged(
                        "parquet-corrupt",
                        current.getStartingPos(),
                        lost + " of " + current.getRowCount() + " rows of a row group are lost: " + e));
            }
        }
        return Optional.empty();
    }

    private RecordReader<Group> open(BlockMetaData current) throws IOException {
        boolean isInside = current.getColumns().stream()
                .allMatch(column -> column.getStartingPos() >= 0
                        && column.getTotalSize() >= 0
                        && column.getStartingPos() <= split.length() - column.getTotalSize());
        if (!isInside) {
            throw new IOException("the row group reaches beyond the file");
        }
        PageReadStore pages = file.orElseThrow().readNextRowGroup();
        return new ColumnIOFactory().getColumnIO(columns).getRecordReader(pages, new GroupRecordConverter(columns));
    }

    private void nextGroup() {
        rows = Optional.empty();
        row = 0;
        group++;
    }

    private SourceRecord read(RecordReader<Group> reader, BlockMetaData current) {
        Group values = reader.read();
        String place = current.getStartingPos() + "+" + row;
        row++;
        Optional<TextRecord> record = fields.record(ParquetColumns.values(values), SOURCE, split.path(), place);
        if (record.isEmpty()) {
            return damaged("text-missing", current.getStartingPos(), "the row at " + place + " has no text");
        }
        int length = record.get().document().text().length();
        return length > maxTextBytes
                ? damaged("record-too-large", current.getStartingPos(), "text of " + length + " characters at " + place)
                : record.get();
    }

    private SourceRecord damaged(String reason, long offset, String detail) {
        return new SourceRecord.Damaged(new Quarantined(split.path(), offset, "", reason, detail));
    }
}
