package io.bloomery.data.fasttext;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The words and labels of a model; words come first, and a word's number is its row. */
final class Vocabulary implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final int ABSENT = -1;
    private static final int LABEL = 1;
    private static final double LOAD = 0.7;

    private final byte[][] entries;
    private final long[] counts;
    private final boolean[] isLabel;
    private final int words;
    private final int[] table; // entry numbers by hash, open addressing
    private final boolean pruned;
    private final int[] keptBuckets; // sorted
    private final int[] rowsOfKept;

    private Vocabulary(byte[][] entries, long[] counts, boolean[] isLabel, int words, boolean pruned, long[] kept) {
        this.entries = entries;
        this.counts = counts;
        this.isLabel = isLabel;
        this.words = words;
        this.table = table(entries);
        this.pruned = pruned;
        Arrays.sort(kept);
        this.keptBuckets =
                Arrays.stream(kept).mapToInt(pair -> (int) (pair >> 32)).toArray();
        this.rowsOfKept = Arrays.stream(kept).mapToInt(pair -> (int) pair).toArray();
    }

    static Vocabulary readFrom(ModelStream in) throws IOException {
        int size = in.count(in.readInt(), "words");
        int words = in.count(in.readInt(), "words");
        int labels = in.count(in.readInt(), "labels");
        in.readLong(); // tokens of the training text
        long pruned = in.readLong();
        if ((long) words + labels != size || labels == 0) {
            throw ModelStream.damaged("it states " + words + " words and " + labels + " labels of " + size);
        }
        List<byte[]> entries = new ArrayList<>();
        long[] counts = new long[0];
        boolean[] isLabel = new boolean[0];
        for (int i = 0; i < size; i++) {
            entries.add(in.readWord());
            if (i == counts.length) {
                int capacity = (int) Math.min(size, i * 2L + 16);
                counts = Arrays.copyOf(counts, capacity);
                isLabel = Arrays.copyOf(isLabel, capacity);
            }
            counts[i] = in.readLong();
            isLabel[i] = in.readByte() == LABEL;
        }
        long[] kept = new long[0];
        for (int i = 0; i < pruned; i++) {
            if (i == kept.length) {
                kept = Arrays.copyOf(kept, in.count(Math.min(pruned, i * 2L + 16), "kept n-grams"));
            }
            kept[i] = ((long) in.readInt() << 32) | (in.readInt() & 0xffffffffL);
        }
        return new Vocabulary(entries.toArray(new byte[0][]), counts, isLabel, words, pruned >= 0, kept);
    }

    private static int[] table(byte[][] entries) {
        int[] table = new int[(int) Math.ceil(entries.length / LOAD) + 1];
        Arrays.fill(table, ABSENT);
        for (int number = 0; number < entries.length; number++) {
            byte[] entry = entries[number];
            int slot = slot(entry, 0, entry.length, table, entries);
            table[slot] = number;
        }
        return table;
    }

    private static int slot(byte[] text, int from, int to, int[] table, byte[][] entries) {
        int slot = Integer.remainderUnsigned(hash(text, from, to), table.length);
        while (table[slot] != ABSENT
                && !Arrays.equals(entries[table[slot]], 0, entries[table[slot]].length, text, from, to)) {
            slot = slot + 1 == table.length ? 0 : slot + 1;
        }
        return slot;
    }

    /** FNV-1a with bytes taken as signed, as fastText has it. */
    static int hash(byte[] text, int from, int to) {
        int hash = 0x811c9dc5;
        for (int i = from; i < to; i++) {
            hash = (hash ^ text[i]) * 16_777_619;
        }
        return hash;
    }

    /** Number of an entry, or -1. */
    int find(byte[] text, int from, int to) {
        return table[slot(text, from, to, table, entries)];
    }

    boolean isLabel(int entry) {
        return isLabel[entry];
    }

    int words() {
        return words;
    }

    int labels() {
        return entries.length - words;
    }

    String label(int label) {
        return new String(entries[words + label], UTF_8);
    }

    /** How often a label was seen in training. */
    long labelCount(int label) {
        return counts[words + label];
    }

    /** Whether n-grams were left out of the model to make it small. */
    boolean isPruned() {
        return pruned;
    }

    /** How many rows of n-grams a pruned model has kept. */
    int keptNgrams() {
        return keptBuckets.length;
    }

    /** The row of an n-gram's bucket, or -1 if the model was pruned of it. */
    int row(int bucket) {
        if (!pruned) {
            return words + bucket;
        }
        int kept = Arrays.binarySearch(keptBuckets, bucket);
        return kept < 0 ? -1 : words + rowsOfKept[kept];
    }
}
