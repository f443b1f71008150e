package io.bloomery.jobs.train.average;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/** A keeper takes its shards over from the driver, with the momentum that was saved if one was; says where. */
record BeginShards(ShardKeepers keepers, ShardBlocks initial, InnerStates saved, int iteration, GlobalShards first)
        implements WorkerTask<Integer, String> {

    @Override
    public Iterator<String> run(int keeper, Iterator<Integer> given) {
        int[] shards = keepers.of(keeper);
        try (BlockStream stream = new BlockStream(initial, Arrays.stream(shards).iterator())) {
            for (int shard : shards) {
                ByteBuffer fromDriver = stream.next();
                int length = fromDriver.limit() / Float.BYTES;
                ByteBuffer weights = Floats.room(length).put(0, fromDriver, 0, fromDriver.limit());
                first.put(shard, weights, momentum(shard, length));
            }
        }
        return List.of(WorkerTask.place()).iterator();
    }

    private ByteBuffer momentum(int shard, int length) {
        if (!first.hasMomentum() || !saved.isPresent()) {
            return Floats.room(first.hasMomentum() ? length : 0);
        }
        try {
            return ByteBuffer.wrap(Floats.toBytes(
                    saved.read(InnerStates.ofShard(shard), iteration).get(0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
