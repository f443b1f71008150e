package io.bloomery.jobs.train.average;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;

/** Takes a shard over from the driver, with the momentum that was saved if one was; says where. */
record BeginShard(ShardBlocks initial, InnerStates saved, int iteration, boolean hasMomentum, GlobalShards first)
        implements WorkerTask<Integer, String> {

    @Override
    public Iterator<String> run(int shard, Iterator<Integer> given) {
        float[] weights = Floats.ofBytes(initial.read(shard));
        first.put(shard, weights, momentum(shard, weights.length));
        return List.of(WorkerTask.place()).iterator();
    }

    private float[] momentum(int shard, int length) {
        if (!saved.isPresent()) {
            return new float[hasMomentum ? length : 0];
        }
        try {
            return saved.read(InnerStates.ofShard(shard), iteration).get(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
