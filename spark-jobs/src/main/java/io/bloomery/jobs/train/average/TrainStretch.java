package io.bloomery.jobs.train.average;

import io.bloomery.data.failure.BloomeryException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.TaskContext;
import org.nd4j.linalg.dataset.DataSet;

/** A worker takes the steps of a stretch; tells where it is and what it did. */
record TrainStretch(CohortConfig config, Stretch stretch, ShardBlocks start)
        implements WorkerTask<DataSet, PlacedReport> {

    private static final double NANOS = 1e9;

    @Override
    public Iterator<PlacedReport> run(int worker, Iterator<DataSet> batches) {
        ReplicaHost host = ReplicaHost.of(config.run());
        long begin = System.nanoTime();
        long[] fetched = {0};
        int shards = config.shards().shards();
        List<FloatBuffer> weights;
        try (BlockStream stream =
                new BlockStream(start, IntStream.range(0, shards).iterator())) {
            weights = host.weights(stretch.version(), shards, shard -> {
                ByteBuffer fetchedShard = stream.next();
                fetched[0] += fetchedShard.limit();
                return fetchedShard.asFloatBuffer();
            });
        }
        long ready = System.nanoTime();
        Replica replica = replica(host, worker);
        StretchResult result = train(replica, weights, batches);
        double fetchSeconds = (ready - begin) / NANOS;
        double computeSeconds = (System.nanoTime() - ready) / NANOS;
        return List.of(PlacedReport.of(
                        WorkerTask.place(),
                        replica.device().address(),
                        replica.isStandIn(),
                        result.report(worker, fetchSeconds, computeSeconds, fetched[0])))
                .iterator();
    }

    private StretchResult train(Replica replica, List<FloatBuffer> weights, Iterator<DataSet> batches) {
        try {
            return replica.train(stretch, weights, batches);
        } catch (BloomeryException e) {
            throw LostProcessError.unlessLost(e);
        }
    }

    private Replica replica(ReplicaHost host, int worker) {
        try {
            return host.replica(config, worker, stretch, TaskDevice.ofTask(TaskContext.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
