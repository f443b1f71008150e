package io.bloomery.jobs.train.average;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import scala.Tuple2;

/** A worker that counts sends its shards to where their means are made, each behind its own number. */
record SendShards(CohortConfig config, Stretch stretch, Set<Integer> counted)
        implements WorkerTask<Integer, Tuple2<Integer, byte[]>> {

    @Override
    public Iterator<Tuple2<Integer, byte[]>> run(int worker, Iterator<Integer> given, IntFunction<byte[]> shards) {
        if (!counted.contains(worker)) {
            return Collections.emptyIterator();
        }
        ReplicaHost host = ReplicaHost.of(config.run());
        Replica replica = host.after(worker, stretch);
        float[][] weights = host.weights(stretch.version());
        return IntStream.range(0, weights.length)
                .mapToObj(shard -> new Tuple2<>(shard, numbered(worker, replica.encoded(shard, weights[shard]))))
                .iterator();
    }

    private static byte[] numbered(int worker, byte[] encoded) {
        return ByteBuffer.allocate(Integer.BYTES + encoded.length)
                .putInt(worker)
                .put(encoded)
                .array();
    }
}
