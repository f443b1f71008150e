package io.bloomery.jobs.train.average;

import io.bloomery.model.average.AveragingConfig;
import io.bloomery.model.average.OuterOptimizer;
import io.bloomery.model.average.ShardMean;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.FlatMapFunction2;
import scala.Tuple2;

/** Makes the next weights and momentum of a shard from the last ones and what the workers sent. */
record ReduceShard(AveragingConfig averaging, Map<Integer, Double> shares, double innerRate)
        implements FlatMapFunction2<Iterator<float[][]>, Iterator<Tuple2<Integer, byte[]>>, float[][]> {

    @Override
    public Iterator<float[][]> call(Iterator<float[][]> states, Iterator<Tuple2<Integer, byte[]>> sent) {
        float[][] state = states.next();
        float[] weights = state[0].clone();
        float[] momentum = state[1].clone();
        List<ShardMean.Contribution> contributions = new ArrayList<>();
        while (sent.hasNext()) {
            ByteBuffer bytes = ByteBuffer.wrap(sent.next()._2());
            int worker = bytes.getInt();
            contributions.add(new ShardMean.Contribution(
                    worker, shares.get(worker), bytes.slice().order(ByteOrder.LITTLE_ENDIAN)));
        }
        OuterOptimizer outer = averaging.outerOptimizer();
        outer.step(weights, momentum, ShardMean.of(averaging.delta().codec(), weights, contributions), innerRate);
        List<float[][]> next = new ArrayList<>();
        next.add(new float[][] {weights, momentum});
        return next.iterator();
    }
}
