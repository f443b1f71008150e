package io.bloomery.jobs.tokenize;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import io.bloomery.data.tokenize.WordSplitter;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Queue;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * How often each word occurs in a corpus.
 *
 * <p>Words of more than 1,000 bytes of UTF-8 are left out: they are no words of any language, and long ones could fill
 * the memory of the machine that learns.
 */
final class WordCounts {

    private static final int MAX_WORDS_HELD = 1 << 18;
    private static final int MAX_CHARACTERS_HELD = 1 << 23;
    private static final int MAX_WORD_BYTES = 1000;
    private static final String WORD = "word";
    private static final String COUNT = "count";

    private static final StructType SCHEMA =
            new StructType().add(WORD, DataTypes.StringType, false).add(COUNT, DataTypes.LongType, false);

    private WordCounts() {}

    /**
     * Counts the words of texts, and takes the most frequent ones; of equally frequent ones those first in order.
     *
     * <p>All are sorted, which Spark does on disk, and the rest is not fetched; a limit in Spark's plan would be a heap
     * of that size in every task.
     */
    static Map<String, Long> of(Dataset<Row> texts, int maxDistinctWords) {
        MapPartitionsFunction<Row, Row> count = Counting::new;
        Iterator<Row> rows = texts.mapPartitions(count, Encoders.row(SCHEMA))
                .groupBy(WORD)
                .agg(sum(COUNT).as(COUNT))
                .orderBy(col(COUNT).desc(), col(WORD))
                .toLocalIterator();
        Map<String, Long> counts = new HashMap<>();
        while (counts.size() < maxDistinctWords && rows.hasNext()) {
            Row row = rows.next();
            counts.put(row.getString(0), row.getLong(1));
        }
        return counts;
    }

    /** Counts the words of a partition, and gives the counts away whenever too many are held. */
    private static final class Counting implements Iterator<Row> {

        private final Iterator<Row> texts;
        private final Map<String, Long> held = new HashMap<>();
        private final Queue<Row> given = new ArrayDeque<>();
        private long charactersHeld;

        Counting(Iterator<Row> texts) {
            this.texts = texts;
        }

        @Override
        public boolean hasNext() {
            while (given.isEmpty() && texts.hasNext()) {
                WordSplitter.split(texts.next().getString(0), this::count);
                if (held.size() > MAX_WORDS_HELD || charactersHeld > MAX_CHARACTERS_HELD || !texts.hasNext()) {
                    held.forEach((word, count) -> given.add(RowFactory.create(word, count)));
                    held.clear();
                    charactersHeld = 0;
                }
            }
            return !given.isEmpty();
        }

        @Override
        public Row next() {
            if (!hasNext()) {
                throw new NoSuchElementException("no further word");
            }
            return given.remove();
        }

        private void count(String word) {
            if (word.length() <= MAX_WORD_BYTES
                    && word.getBytes(UTF_8).length <= MAX_WORD_BYTES
                    && held.merge(word, 1L, Long::sum) == 1) {
                charactersHeld += word.length();
            }
        }
    }
}
