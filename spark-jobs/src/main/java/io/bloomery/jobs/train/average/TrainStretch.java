package io.bloomery.jobs.train.average;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.List;
import java.util.function.IntFunction;
import org.apache.spark.SparkEnv;
import org.apache.spark.TaskContext;
import org.apache.spark.storage.BlockManagerId;
import org.nd4j.linalg.dataset.DataSet;

/** A worker takes the steps of a stretch; tells where it is and what it did. */
record TrainStretch(CohortConfig config, Stretch stretch) implements WorkerTask<DataSet, PlacedReport> {

    private static final double NANOS = 1e9;

    @Override
    public Iterator<PlacedReport> run(int worker, Iterator<DataSet> batches, IntFunction<byte[]> shards) {
        ReplicaHost host = ReplicaHost.of(config.run());
        long begin = System.nanoTime();
        long[] fetched = {0};
        float[][] weights = host.weights(stretch.version(), config.shards().shards(), shard -> {
            byte[] bytes = shards.apply(shard);
            fetched[0] += bytes.length;
            return bytes;
        });
        long ready = System.nanoTime();
        Replica replica = replica(host, worker);
        StretchResult result = replica.train(stretch, weights, batches);
        double fetchSeconds = (ready - begin) / NANOS;
        double computeSeconds = (System.nanoTime() - ready) / NANOS;
        return List.of(PlacedReport.of(
                        place(),
                        replica.device().address(),
                        replica.isStandIn(),
                        result.report(worker, fetchSeconds, computeSeconds, fetched[0])))
                .iterator();
    }

    private Replica replica(ReplicaHost host, int worker) {
        try {
            return host.replica(config, worker, stretch, TaskDevice.ofTask(TaskContext.get()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** This process as Spark's scheduler names the place of a cached block. */
    private static String place() {
        BlockManagerId process = SparkEnv.get().blockManager().blockManagerId();
        return "executor_" + process.host() + "_" + process.executorId();
    }
}
