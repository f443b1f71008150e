package io.bloomery.jobs.train.average;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** A worker that counts lays out its shards for those who keep them; says where. */
record SendShards(CohortConfig config, Stretch stretch, Set<Integer> counted, ShardBlocks sent)
        implements WorkerTask<Integer, String> {

    @Override
    public Iterator<String> run(int worker, Iterator<Integer> given) {
        if (counted.contains(worker)) {
            ReplicaHost host = ReplicaHost.of(config.run());
            Replica replica = host.after(worker, stretch);
            List<FloatBuffer> weights = host.weights(stretch.version());
            for (int shard = 0; shard < weights.size(); shard++) {
                ByteBuffer encoded = ByteBuffer.wrap(replica.encoded(shard, weights.get(shard)));
                sent.put(number(worker, weights.size(), shard), encoded);
            }
        }
        return List.of(WorkerTask.place()).iterator();
    }

    /** The number of the block in which a worker's shard lies. */
    static int number(int worker, int shards, int shard) {
        return Math.addExact(Math.multiplyExact(worker, shards), shard);
    }
}
