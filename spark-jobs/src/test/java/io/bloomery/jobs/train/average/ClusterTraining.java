package io.bloomery.jobs.train.average;

import io.bloomery.model.average.AveragingConfig;
import io.bloomery.model.average.AveragingConfig.LostReplica;
import io.bloomery.model.average.AveragingConfig.Master;
import io.bloomery.model.average.AveragingConfig.Outer;
import io.bloomery.model.average.DeltaPrecision;
import io.bloomery.model.average.FlatVector;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * Trains four replicas on executors that are processes of their own, in a process of its own, since a process has one Spark;
 * prints a digest of the weights at the end.
 */
final class ClusterTraining {

    static final String DIGEST = "digest of the weights: ";
    static final String DEVICES = "devices: ";
    static final String REPLAYED = "replayed from round ";

    private static final int WORKERS = 4;
    private static final int STEPS = 2;
    private static final int ROUNDS = 5;
    private static final int SAVED_ROUND = 2;
    private static final int KILL_ROUND = 3;

    private ClusterTraining() {}

    /** Takes the number of executors, a directory for states, whether one is killed, and a script that finds GPUs or nothing. */
    public static void main(String[] arguments) {
        int executors = Integer.parseInt(arguments[0]);
        InnerStates saved = new InnerStates(new Path(arguments[1]), new Configuration());
        boolean kills = Boolean.parseBoolean(arguments[2]);
        try (JavaSparkContext spark = new JavaSparkContext(configuration(executors, arguments[3]));
                AveragingMaster master = new AveragingMaster.Builder(WORKERS, 4)
                        .averagingFrequency(STEPS)
                        .averaging(config())
                        .build()) {
            spark.setLogLevel("ERROR");
            MultiLayerNetwork network = network();
            FlatVector weights = new FlatVector(network.params());
            float[] savedWeights = {};
            master.begin(spark, network, InnerStates.none());
            for (int round = 0; round < ROUNDS; round++) {
                try {
                    master.round(network, batches(spark, round));
                    if (round == SAVED_ROUND) {
                        master.save(saved, network.getIterationCount());
                        master.fetch(network);
                        savedWeights = weights.read(0, (int) weights.length());
                    }
                    if (round == KILL_ROUND && kills) {
                        kills = false;
                        killAnExecutor(spark);
                    }
                } catch (LostReplicaException e) {
                    weights.write(0, savedWeights);
                    network.getLayerWiseConfigurations().setIterationCount((SAVED_ROUND + 1) * STEPS);
                    if (!master.isWhole(spark, network, saved)) {
                        throw new IllegalStateException(saved + " is not whole", e);
                    }
                    master.begin(spark, network, saved);
                    round = SAVED_ROUND;
                    System.out.println(REPLAYED + (round + 1));
                }
            }
            master.fetch(network);
            System.out.println(DEVICES + master.devices());
            System.out.println(DIGEST + digest(weights));
        }
    }

    private static String digest(FlatVector weights) {
        CRC32C checksum = new CRC32C();
        checksum.update(Floats.toBytes(weights.read(0, (int) weights.length())));
        return Long.toHexString(checksum.getValue());
    }

    private static void killAnExecutor(JavaSparkContext spark) {
        List<Long> processes = spark.parallelize(
                        IntStream.range(0, 2 * WORKERS).boxed().toList(), 2 * WORKERS)
                .map(any -> ProcessHandle.current().pid())
                .distinct()
                .collect();
        ProcessHandle.of(processes.get(0)).orElseThrow().destroyForcibly();
    }

    private static SparkConf configuration(int executors, String discoveryScript) {
        String options = ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .collect(Collectors.joining(" "));
        SparkConf gpus = new SparkConf();
        if (!discoveryScript.isEmpty()) {
            gpus.set("spark.worker.resource.gpu.amount", "2")
                    .set("spark.worker.resource.gpu.discoveryScript", discoveryScript)
                    .set("spark.executor.resource.gpu.amount", "2")
                    .set("spark.task.resource.gpu.amount", "1");
        }
        return gpus.setMaster("local-cluster[" + executors + ",2,1024]")
                .setAppName("bloomery-cluster-test")
                .set("spark.ui.enabled", "false")
                .set("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .set("spark.kryo.registrator", "org.nd4j.kryo.Nd4jRegistrator")
                .set("spark.executor.memory", "600m")
                .set("spark.executor.extraClassPath", System.getProperty("java.class.path"))
                .set("spark.executor.extraJavaOptions", options)
                // Lets Spark start executors from this class path rather than from an installation.
                .set("spark.executorEnv.SPARK_TESTING", "1")
                .set("spark.executorEnv.SPARK_SCALA_VERSION", "2.12")
                .set("spark.executorEnv.SPARK_HOME", System.getProperty("java.io.tmpdir"));
    }

    private static AveragingConfig config() {
        return new AveragingConfig(
                Master.BLOOMERY,
                Outer.DILOCO,
                0.7,
                0.5,
                0,
                0,
                DeltaPrecision.INT8,
                10,
                1,
                Duration.ZERO,
                LostReplica.REPLAY,
                256);
    }

    private static MultiLayerNetwork network() {
        MultiLayerNetwork network = new MultiLayerNetwork(new NeuralNetConfiguration.Builder()
                .seed(3)
                .updater(new Adam(1e-2))
                .list(
                        new DenseLayer.Builder()
                                .nIn(5)
                                .nOut(80)
                                .activation(Activation.TANH)
                                .build(),
                        new OutputLayer.Builder(LossFunction.MCXENT)
                                .nIn(80)
                                .nOut(3)
                                .activation(Activation.SOFTMAX)
                                .build())
                .build());
        network.init();
        return network;
    }

    private static JavaRDD<DataSet> batches(JavaSparkContext spark, int round) {
        List<Integer> numbers = IntStream.range(0, WORKERS).boxed().toList();
        return spark.parallelize(numbers, WORKERS).flatMap(worker -> {
            Random random = new Random(1000L * round + worker);
            List<DataSet> batches = new ArrayList<>();
            for (int step = 0; step < STEPS; step++) {
                INDArray features = Nd4j.create(4, 5);
                INDArray labels = Nd4j.create(4, 3);
                for (int example = 0; example < 4; example++) {
                    int kind = random.nextInt(3);
                    for (int i = 0; i < 5; i++) {
                        features.putScalar(example, i, random.nextGaussian() + (i == kind ? 2 : 0));
                    }
                    labels.putScalar(example, kind, 1);
                }
                batches.add(new DataSet(features, labels));
            }
            return batches.iterator();
        });
    }
}
