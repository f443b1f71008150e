package io.bloomery.data.tokenize;

import java.util.Arrays;

/**
 * Merges the bytes of one word into tokens: always the most urgent pair, of equally urgent ones the leftmost.
 *
 * <p>Takes O(n log n) for n bytes, so that a "word" of a megabyte without a space does no harm.
 */
final class WordMerger {

    private static final int GONE = -1;

    private final MergeTable table;
    private final int[] tokens;
    private final int[] next;
    private final int[] previous;
    private long[] heap; // rank in the upper half, position in the lower: the least is merged first
    private int heapSize;

    private WordMerger(int[] tokens, MergeTable table) {
        this.table = table;
        this.tokens = tokens;
        this.next = new int[tokens.length];
        this.previous = new int[tokens.length];
        this.heap = new long[Math.max(1, tokens.length)];
        for (int i = 0; i < tokens.length; i++) {
            previous[i] = i - 1;
            next[i] = i + 1;
        }
    }

    /** The tokens that the tokens of single bytes become; changes the array it is given. */
    static int[] merge(int[] bytes, MergeTable table) {
        WordMerger merger = new WordMerger(bytes, table);
        merger.run();
        return Arrays.stream(bytes).filter(token -> token != GONE).toArray();
    }

    private void run() {
        for (int i = 0; i + 1 < tokens.length; i++) {
            offer(i);
        }
        while (heapSize > 0) {
            long least = poll();
            mergeAt((int) least, (int) (least >>> Integer.SIZE));
        }
    }

    private void mergeAt(int position, int rank) {
        boolean isStale = tokens[position] == GONE || rankAt(position) != rank;
        if (isStale) {
            return;
        }
        int absorbed = next[position];
        tokens[position] = table.merged(rank);
        tokens[absorbed] = GONE;
        next[position] = next[absorbed];
        if (next[position] < tokens.length) {
            previous[next[position]] = position;
        }
        offer(position);
        if (previous[position] >= 0) {
            offer(previous[position]);
        }
    }

    private int rankAt(int position) {
        int right = next[position];
        return right < tokens.length ? table.rank(tokens[position], tokens[right]) : MergeTable.NO_RANK;
    }

    private void offer(int position) {
        int rank = rankAt(position);
        if (rank != MergeTable.NO_RANK) {
            push((long) rank << Integer.SIZE | position);
        }
    }

    private void push(long entry) {
        if (heapSize == heap.length) {
            heap = Arrays.copyOf(heap, 2 * heapSize);
        }
        int hole = heapSize++;
        while (hole > 0 && heap[(hole - 1) / 2] > entry) {
            heap[hole] = heap[(hole - 1) / 2];
            hole = (hole - 1) / 2;
        }
        heap[hole] = entry;
    }

    private long poll() {
        long least = heap[0];
        long last = heap[--heapSize];
        int hole = 0;
        for (int child = 1; child < heapSize; child = 2 * hole + 1) {
            int smaller = child + 1 < heapSize && heap[child + 1] < heap[child] ? child + 1 : child;
            if (heap[smaller] >= last) {
                break;
            }
            heap[hole] = heap[smaller];
            hole = smaller;
        }
        heap[hole] = last;
        return least;
    }
}
