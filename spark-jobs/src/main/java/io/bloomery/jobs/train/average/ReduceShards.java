package io.bloomery.jobs.train.average;

import io.bloomery.model.average.AveragingConfig;
import io.bloomery.model.average.ShardStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A keeper makes the next weights and momentum of its shards from the last ones and what the workers sent; says where.
 *
 * @param shares by worker, in ascending order
 */
record ReduceShards(
        AveragingConfig averaging,
        ShardKeepers keepers,
        ShardBlocks sent,
        Map<Integer, Double> shares,
        GlobalShards last,
        GlobalShards next,
        double innerRate)
        implements WorkerTask<Integer, String> {

    @Override
    public Iterator<String> run(int keeper, Iterator<Integer> given) {
        ShardStep step = new ShardStep(averaging.delta().codec(), averaging.outerOptimizer(), innerRate);
        try (BlockStream contributions =
                new BlockStream(sent, contributions(keeper).iterator())) {
            for (int shard : keepers.of(keeper)) {
                last.step(shard, step, shardContributions(contributions), next);
            }
        }
        return List.of(WorkerTask.place()).iterator();
    }

    private IntStream contributions(int keeper) {
        return Arrays.stream(keepers.of(keeper)).flatMap(shard -> shares.keySet().stream()
                .mapToInt(worker -> SendShards.number(worker, keepers.shards(), shard)));
    }

    private List<ShardStep.Contribution> shardContributions(BlockStream stream) {
        List<ShardStep.Contribution> contributions = new ArrayList<>();
        shares.forEach((worker, share) -> contributions.add(new ShardStep.Contribution(worker, share, stream.next())));
        return contributions;
    }
}
