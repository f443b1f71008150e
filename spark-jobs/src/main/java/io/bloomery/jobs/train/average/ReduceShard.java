package io.bloomery.jobs.train.average;

import io.bloomery.model.average.AveragingConfig;
import io.bloomery.model.average.DeltaCodec;
import io.bloomery.model.average.ShardMean;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/** Makes the next weights and momentum of a shard from the last ones and what the workers sent; says where. */
record ReduceShard(
        AveragingConfig averaging,
        int shards,
        ShardBlocks sent,
        Map<Integer, Double> shares,
        GlobalShards last,
        GlobalShards next,
        double innerRate)
        implements WorkerTask<Integer, String> {

    @Override
    public Iterator<String> run(int shard, Iterator<Integer> given) {
        List<ShardMean.Contribution> contributions = new ArrayList<>();
        shares.forEach((worker, share) -> contributions.add(
                new ShardMean.Contribution(worker, share, sent.read(SendShards.number(worker, shards, shard)))));
        float[] weights = Floats.ofBytes(last.weights().read(shard));
        float[] momentum = Floats.ofBytes(last.momentum().read(shard));
        DeltaCodec codec = averaging.delta().codec();
        float[] mean = ShardMean.of(codec, weights, contributions);
        averaging.outerOptimizer().step(weights, momentum, mean, innerRate);
        next.put(shard, weights, momentum);
        return List.of(WorkerTask.place()).iterator();
    }
}
