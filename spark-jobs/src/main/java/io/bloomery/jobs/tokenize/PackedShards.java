package io.bloomery.jobs.tokenize;

import io.bloomery.data.pack.SequencePacker;
import io.bloomery.data.pack.TokenSequence;
import io.bloomery.data.pack.TokenizedDocument;
import io.bloomery.jobs.table.SequenceTable;
import java.util.Collections;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;

/** The sequences of encoded documents that come shard after shard; no sequence crosses from one shard into the next. */
final class PackedShards implements Iterator<Row> {

    private final Iterator<Row> rows;
    private final int sequenceLength;
    private final int endOfText;
    private Row ahead;
    private String split = "";
    private int shard;
    private Iterator<TokenSequence> sequences = Collections.emptyIterator();

    /** Takes rows of {@link TextTable#ENCODED}, sorted by split and shard. */
    PackedShards(Iterator<Row> rows, int sequenceLength, int endOfText) {
        this.rows = rows;
        this.sequenceLength = sequenceLength;
        this.endOfText = endOfText;
        advance();
    }

    @Override
    public boolean hasNext() {
        while (!sequences.hasNext() && ahead != null) {
            split = ahead.getString(0);
            shard = ahead.getInt(1);
            sequences = new SequencePacker(new DocumentsOfShard(), sequenceLength, endOfText);
        }
        return sequences.hasNext();
    }

    @Override
    public Row next() {
        if (!hasNext()) {
            throw new NoSuchElementException("no further sequence");
        }
        TokenSequence sequence = sequences.next();
        return SequenceTable.toRow(sequence.inputIds(), sequence.documentIds(), split);
    }

    private void advance() {
        ahead = rows.hasNext() ? rows.next() : null;
    }

    /** The documents up to the end of the present shard. */
    private final class DocumentsOfShard implements Iterator<TokenizedDocument> {
        @Override
        public boolean hasNext() {
            return ahead != null
                    && ahead.getInt(1) == shard
                    && ahead.getString(0).equals(split);
        }

        @Override
        public TokenizedDocument next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no further document");
            }
            int[] tokens = ahead.<Integer>getList(4).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
            TokenizedDocument document = new TokenizedDocument(ahead.getString(3), tokens);
            advance();
            return document;
        }
    }
}
