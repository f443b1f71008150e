package io.bloomery.jobs.table;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.ColumnReader;
import org.apache.parquet.column.impl.ColumnReadStoreImpl;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.example.DummyRecordConverter;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.schema.MessageType;

/**
 * One Parquet file of {@link SequenceTable}, read by row group and without an engine: only the columns of ids and splits,
 * their page checksums verified.
 *
 * <p>Bytes that are not what was written are {@link ErrorCode#BAD_DATA} or an {@link IOException}, both naming the file.
 */
public final class SequenceFile implements AutoCloseable {

    private static final Binary TRAIN = Binary.fromString(SequenceTable.TRAIN);

    private final String file;
    private final ParquetFileReader reader;
    private final MessageType columns;

    private SequenceFile(String file, ParquetFileReader reader, MessageType columns) {
        this.file = file;
        this.reader = reader;
        this.columns = columns;
    }

    /** Reads the footer. */
    public static SequenceFile open(String file, Configuration hadoop) throws IOException {
        return reading(file, () -> {
            Path path = new Path(file);
            ParquetFileReader reader = ParquetFileReader.open(
                    HadoopInputFile.fromPath(path, hadoop),
                    HadoopReadOptions.builder(hadoop, path)
                            .usePageChecksumVerification()
                            .build());
            MessageType all = reader.getFooter().getFileMetaData().getSchema();
            MessageType columns = new MessageType(
                    all.getName(), all.getType(SequenceTable.INPUT_IDS), all.getType(SequenceTable.SPLIT));
            reader.setRequestedSchema(columns);
            return new SequenceFile(file, reader, columns);
        });
    }

    /** What is in each row group; mostly without reading one. */
    public List<RowGroup> rowGroups() throws IOException {
        List<RowGroup> groups = new ArrayList<>();
        for (BlockMetaData block : reader.getRowGroups()) {
            ColumnChunkMetaData ids = chunk(block, SequenceTable.INPUT_IDS);
            int ordinal = groups.size();
            groups.add(new RowGroup(
                    file,
                    ordinal,
                    block.getRowCount(),
                    trainRows(ordinal, block),
                    max(chunk(block, SequenceTable.LENGTH), 0),
                    max(ids, -1),
                    ids.getTotalSize()));
        }
        return groups;
    }

    /**
     * The ids of some of the sequences to learn from.
     *
     * @param ordinal of the row group
     * @param from the first, counted among the sequences to learn from of this row group
     * @param to one after the last
     */
    public List<int[]> trainIds(int ordinal, long from, long to) throws IOException {
        List<int[]> found = reading(file, () -> {
            PageReadStore pages = reader.readRowGroup(ordinal);
            ColumnReader splits = column(pages, SequenceTable.SPLIT);
            ColumnReader ids = column(pages, SequenceTable.INPUT_IDS);
            List<int[]> sequences = new ArrayList<>();
            long train = 0;
            for (long row = 0; row < pages.getRowCount() && train < to; row++) {
                int[] sequence = next(ids);
                if (isTrain(splits) && train++ >= from) {
                    sequences.add(sequence);
                }
            }
            return sequences;
        });
        if (found.size() != to - from) {
            throw bad(file + " has fewer sequences in row group " + ordinal + " than its footer told", null);
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        reader.close();
    }

    private long trainRows(int ordinal, BlockMetaData block) throws IOException {
        Statistics<?> statistics = chunk(block, SequenceTable.SPLIT).getStatistics();
        if (statistics.hasNonNullValue() && Arrays.equals(statistics.getMinBytes(), statistics.getMaxBytes())) {
            return Arrays.equals(statistics.getMinBytes(), TRAIN.getBytes()) ? block.getRowCount() : 0;
        }
        return reading(file, () -> {
            ColumnReader splits = column(reader.readRowGroup(ordinal), SequenceTable.SPLIT);
            long train = 0;
            for (long row = 0; row < block.getRowCount(); row++) {
                train += isTrain(splits) ? 1 : 0;
            }
            return train;
        });
    }

    private ColumnReader column(PageReadStore pages, String name) {
        ColumnDescriptor descriptor = columns.getColumns().stream()
                .filter(column -> column.getPath()[0].equals(name))
                .findFirst()
                .orElseThrow();
        return new ColumnReadStoreImpl(
                        pages,
                        new DummyRecordConverter(columns).getRootConverter(),
                        columns,
                        reader.getFooter().getFileMetaData().getCreatedBy())
                .getColumnReader(descriptor);
    }

    private static boolean isTrain(ColumnReader splits) {
        boolean train = splits.getBinary().equals(TRAIN);
        splits.consume();
        return train;
    }

    /** The values up to where the next row begins; an empty list is one place without a value. */
    private static int[] next(ColumnReader ids) {
        int present = ids.getDescriptor().getMaxDefinitionLevel();
        int[] sequence = new int[16];
        int length = 0;
        do {
            if (ids.getCurrentDefinitionLevel() == present) {
                if (length == sequence.length) {
                    sequence = Arrays.copyOf(sequence, 2 * length);
                }
                sequence[length++] = ids.getInteger();
            }
            ids.consume();
        } while (ids.getCurrentRepetitionLevel() > 0);
        return Arrays.copyOf(sequence, length);
    }

    private ColumnChunkMetaData chunk(BlockMetaData block, String name) {
        Optional<ColumnChunkMetaData> found = block.getColumns().stream()
                .filter(column -> column.getPath().toArray()[0].equals(name))
                .findFirst();
        return found.orElseThrow(() -> bad(file + " has no column " + name, null));
    }

    private int max(ColumnChunkMetaData column, int none) {
        Statistics<?> statistics = column.getStatistics();
        if (statistics instanceof IntStatistics ints && ints.hasNonNullValue()) {
            return ints.getMax();
        }
        if (statistics.getNumNulls() == column.getValueCount()) {
            return none;
        }
        throw bad(file + " has no greatest value of " + column.getPath().toDotString() + " in its footer", null);
    }

    /** Reads, and says of which file what goes wrong. */
    private static <R> R reading(String file, Reading<R> read) throws IOException {
        try {
            return read.run();
        } catch (BloomeryException e) {
            throw e;
        } catch (RuntimeException e) { // parquet-mr has no type of its own for a footer that is none
            throw bad(file + " is damaged: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private static BloomeryException bad(String what, Throwable cause) {
        return new BloomeryException(
                ErrorCode.BAD_DATA,
                "the file of sequences " + what,
                "Restore the file, or delete the directory of the table and run tokenize again.",
                cause);
    }

    /** Something that reads. */
    private interface Reading<R> {
        R run() throws IOException;
    }
}
