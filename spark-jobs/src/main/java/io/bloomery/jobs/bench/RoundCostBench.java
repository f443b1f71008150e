package io.bloomery.jobs.bench;

import io.bloomery.jobs.train.average.AveragingMaster;
import io.bloomery.jobs.train.average.InnerStates;
import io.bloomery.jobs.train.average.RoundReport;
import io.bloomery.model.kernel.Kernels;
import io.bloomery.model.layer.DecoderNetworks;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.GptSpec;
import io.bloomery.model.train.Batches;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Rounds of one short step with GPT-2's 124 million parameters, or fewer layers of it, under the master that trains: what is
 * measured is the meeting, beside the time that its bytes take through a socket.
 */
public final class RoundCostBench {

    /** Steps between two meetings for which bytes per token are told. */
    public static final int INTERVAL = 30;

    /** Tokens of a worker's step for which bytes per token are told: sixteen sequences of 1024. */
    public static final int TOKENS_IN_STEP = 16 * 1024;

    private static final OptimizerConfig OPTIMIZER = new OptimizerConfig(1e-4, 1e-5, 0, 10, 0.9, 0.95, 1e-8, 0.1, 1.0);
    private static final int TOKENS = 8;
    private static final int WARMUP_ROUNDS = 2; // the first waits for the weights of the driver, both for compilation
    private static final int ROUNDS = 7;

    private final JavaSparkContext spark;
    private final int workers;
    private final GptSpec model;

    /**
     * A bench on a cluster with room for this many replicas, some 3 GB each where all layers are there.
     *
     * @param layers of GPT-2's twelve: fewer where there is less memory
     */
    public RoundCostBench(JavaSparkContext spark, int workers, int layers) {
        this.spark = spark;
        this.workers = workers;
        model = new GptSpec(50_257, 1024, layers, 12, 768);
    }

    /**
     * Measures.
     *
     * @param progress is told each round
     */
    public RoundCostResult run(Consumer<String> progress) throws IOException {
        MultiLayerNetwork network = DecoderNetworks.create(model, OPTIMIZER, 1, Kernels.AUTO);
        List<RoundReport> reports = new ArrayList<>();
        long heap;
        try (HeapWatch watch = new HeapWatch();
                AveragingMaster master = new AveragingMaster.Builder(workers, 1)
                        .batchSizePerWorker(1)
                        .averagingFrequency(1)
                        .build()) {
            master.begin(spark, network, InnerStates.none());
            for (int round = 0; round < ROUNDS; round++) {
                RoundReport report = master.round(network, batches());
                progress.accept("round " + round + ": " + report.numbers());
                if (round >= WARMUP_ROUNDS) {
                    reports.add(report);
                }
            }
            heap = watch.peakBytes();
        }
        double reduce = median(reports.stream().mapToDouble(RoundReport::reduceSeconds));
        double broadcast = median(reports.stream().mapToDouble(RoundReport::broadcastSeconds));
        long bytes = reports.get(0).bytesUp() + reports.get(0).bytesDown();
        double socket = socketSeconds(bytes);
        double perStep = (double) bytes / workers / TOKENS_IN_STEP;
        return new RoundCostResult(
                model.parameterCount(),
                workers,
                reduce,
                broadcast,
                bytes,
                socket,
                (reduce + broadcast) / socket,
                heap,
                perStep / INTERVAL,
                perStep);
    }

    private static double socketSeconds(long bytes) throws IOException {
        DoubleStream.Builder seconds = DoubleStream.builder();
        LoopbackCopy.seconds(bytes); // warms up
        for (int round = WARMUP_ROUNDS; round < ROUNDS; round++) {
            seconds.add(LoopbackCopy.seconds(bytes));
        }
        return median(seconds.build());
    }

    private static double median(DoubleStream values) {
        double[] sorted = values.sorted().toArray();
        return sorted[sorted.length / 2];
    }

    private JavaRDD<DataSet> batches() {
        List<Integer> numbers = IntStream.range(0, workers).boxed().toList();
        return spark.parallelize(numbers, workers).map(worker -> {
            int[] ids = new int[TOKENS + 1];
            Arrays.setAll(ids, place -> worker + place);
            return Batches.dataSet(Collections.singletonList(ids), TOKENS);
        });
    }
}
