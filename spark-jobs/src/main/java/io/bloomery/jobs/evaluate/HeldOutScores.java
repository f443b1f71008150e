package io.bloomery.jobs.evaluate;

import static java.util.Objects.requireNonNull;

import io.bloomery.jobs.table.SequenceTable;
import io.bloomery.model.checkpoint.Checkpoint;
import io.bloomery.model.evaluate.GptLanguageModel;
import io.bloomery.model.evaluate.PairCounts;
import io.bloomery.model.evaluate.Score;
import io.bloomery.model.network.DecoderNetwork;
import io.bloomery.model.network.Engine;
import io.bloomery.model.spec.ModelSpec;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.nd4j.linalg.factory.Nd4j;

/** Scores sequences on the executors; sums are taken in the order of the sequences, so they do not depend on partitions. */
final class HeldOutScores {

    private final JavaSparkContext spark;

    HeldOutScores(JavaSparkContext spark) {
        this.spark = requireNonNull(spark, "spark");
    }

    /** The first sequences of a split, spread over the executors. */
    JavaRDD<int[]> sequences(Dataset<Row> all, String split, int most) {
        return SequenceTable.idsOf(all, split)
                .toJavaRDD()
                .zipWithIndex()
                .filter(row -> row._2() < most)
                .map(row -> SequenceTable.ids(row._1()));
    }

    /** What the model's predictions cost. */
    Score ofModel(Checkpoint checkpoint, EvaluateConfig config, JavaRDD<int[]> sequences) {
        Broadcast<float[]> weights = spark.broadcast(checkpoint.parameters());
        ModelSpec spec = checkpoint.spec();
        int cores = spark.getConf().getInt("spark.task.cpus", 1);
        try {
            return sum(sequences
                    .mapPartitions(part -> costs(spec, config.engine(cores), weights.value(), part))
                    .collect());
        } finally {
            weights.destroy();
        }
    }

    /** How often which token follows which. */
    static PairCounts counts(int vocabularySize, JavaRDD<int[]> sequences) {
        return sequences.treeAggregate(new PairCounts(vocabularySize), PairCounts::add, PairCounts::add);
    }

    private static Iterator<double[]> costs(ModelSpec spec, Engine engine, float[] weights, Iterator<int[]> sequences) {
        List<double[]> costs = new ArrayList<>();
        try (DecoderNetwork network = engine.network(spec)) {
            GptLanguageModel model = new GptLanguageModel(network, Nd4j.createFromArray(weights));
            while (sequences.hasNext()) {
                Score score = Score.of(model, List.of(sequences.next()));
                costs.add(new double[] {score.negativeLogLikelihood(), score.tokens()});
            }
        }
        return costs.iterator();
    }

    private static Score sum(List<double[]> costs) {
        Score sum = Score.NOTHING;
        for (double[] cost : costs) {
            sum = sum.plus(new Score(cost[0], (long) cost[1]));
        }
        return sum;
    }
}
