package io.bloomery.jobs.train.average;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Blocks in the order in which they are wanted, the next few of them fetched while their reader is at work on others.
 *
 * <p>Not thread-safe.
 */
final class BlockStream implements AutoCloseable {

    /** Blocks that are underway, or wait to be taken, at a time. */
    private static final int AHEAD = 4;

    private final ShardBlocks blocks;
    private final Iterator<Integer> numbers;
    private final Queue<Future<ByteBuffer>> underway = new ArrayDeque<>();
    private final ExecutorService readers = Executors.newFixedThreadPool(AHEAD, task -> {
        Thread reader = new Thread(task, "bloomery-block-reader");
        reader.setDaemon(true);
        return reader;
    });

    /** A stream of these blocks. */
    BlockStream(ShardBlocks blocks, Iterator<Integer> numbers) {
        this.blocks = blocks;
        this.numbers = numbers;
    }

    /**
     * The next block, to be read only; little-endian.
     *
     * @throws LostReplicaException if nobody has it
     */
    ByteBuffer next() {
        while (underway.size() <= AHEAD && numbers.hasNext()) {
            int number = numbers.next();
            underway.add(readers.submit(() -> blocks.read(number)));
        }
        try {
            return underway.remove().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for a block", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof LostReplicaException lost) {
                throw lost;
            }
            throw new IllegalStateException(
                    "cannot read a block: " + e.getCause().getMessage(), e.getCause());
        }
    }

    /** Gives up what is underway. */
    @Override
    public void close() {
        readers.shutdownNow();
    }
}
