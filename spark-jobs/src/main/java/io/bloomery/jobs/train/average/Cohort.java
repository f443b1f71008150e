package io.bloomery.jobs.train.average;

import io.bloomery.model.average.Admission;
import io.bloomery.model.average.FlatVector;
import io.bloomery.model.average.ShardPlan;
import io.bloomery.model.average.WorkerReport;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.nd4j.linalg.dataset.DataSet;
import scala.collection.JavaConverters;

/**
 * The replicas of a training, as the driver sees them: where they are, and the shards of the weights they start from.
 *
 * <p>Weights and momentum are blocks in the executors. The driver holds them only where it cuts them up to begin and where it
 * fetches them, a shard at a time. Not thread-safe.
 */
final class Cohort implements AutoCloseable {

    private static final double NANOS = 1e9;

    private final JavaSparkContext spark;
    private final CohortConfig config;
    private final ShardPlan shards;
    private final ShardKeepers keepers;
    private Optional<GlobalShards> global = Optional.empty();
    private List<String> keeperPlaces = List.of();
    private InnerStates innerStates = InnerStates.none();
    private List<String> places; // of the workers
    private List<String> devices = List.of();
    private Set<String> processes = Set.of(); // at the last success
    private Set<Integer> fresh = new HashSet<>();
    private final Set<String> told = new HashSet<>(); // stand-ins and where they are
    private final LostProcesses lostProcesses = new LostProcesses();
    private int generation;
    private int base;
    private long version;

    Cohort(JavaSparkContext spark, CohortConfig config) {
        this.spark = spark;
        this.config = config;
        shards = config.shards();
        keepers = ShardKeepers.of(config.workers(), shards.shards());
        places = Collections.nCopies(config.workers(), "");
        spark.sc().addSparkListener(lostProcesses);
    }

    /**
     * All replicas begin with these weights, whatever there was before.
     *
     * @param iteration steps that are behind them
     * @param saved what the workers knew at that step; without that they begin with fresh moments
     */
    void begin(FlatVector initial, int iteration, InnerStates saved) {
        release();
        innerStates = saved;
        generation++;
        version++;
        base = iteration;
        fresh.clear();
        ShardBlocks initialShards = ShardBlocks.create(spark);
        for (int shard = 0; shard < shards.shards(); shard++) {
            float[] values = initial.read(shards.first(shard), shards.length(shard));
            initialShards.put(shard, ByteBuffer.wrap(Floats.toBytes(values)));
        }
        GlobalShards first = GlobalShards.create(spark, hasMomentum());
        global = Optional.of(first);
        keeperPlaces = onKeepers(List.of(), new BeginShards(keepers, initialShards, saved, iteration, first));
        initialShards.remove(spark);
    }

    /**
     * All workers take some steps, and meet.
     *
     * @param batches a partition for each worker
     * @param innerRate the learning rate of the last of the steps
     * @throws LostReplicaException if the replicas have to {@link #begin} again
     */
    RoundReport stretch(JavaRDD<DataSet> batches, int iteration, int firstBatch, int steps, double innerRate) {
        Stretch stretch = new Stretch(generation, version, base, iteration, firstBatch, steps, fresh, innerStates);
        long begin = System.nanoTime();
        TrainStretch task =
                new TrainStretch(config, stretch, global.orElseThrow().weights());
        List<PlacedReport> placed =
                unlessLost(() -> new JavaRDD<>(new WorkerRdd<>(batches.rdd(), places, task), Tags.any()).collect());
        places = placed.stream().map(PlacedReport::place).toList();
        devices = placed.stream().map(PlacedReport::device).toList();
        List<WorkerReport> reports = placed.stream().map(PlacedReport::report).toList();
        Admission admission = Admission.of(reports, config.averaging().maxDeltaRatio());
        fresh = new HashSet<>();
        admission.refused().forEach(refusal -> fresh.add(refusal.worker()));
        long met = System.nanoTime();
        boolean quorum = admission.isQuorum(config.workers(), config.averaging().quorum());
        if (quorum) {
            reduce(stretch, admission, innerRate);
        }
        version++;
        long end = System.nanoTime();
        return new RoundReport(
                reports,
                standIns(placed),
                admission.refused(),
                (end - met) / NANOS,
                (end - begin) / NANOS,
                admission.shares().size()
                        * shards.bytes(config.averaging().delta().codec()),
                reports.stream().mapToLong(WorkerReport::fetchedBytes).sum(),
                1,
                quorum ? 0 : 1);
    }

    /** The addresses of the GPUs of the workers' replicas, each empty where there is none; none before the first stretch. */
    List<String> devices() {
        return devices;
    }

    /** Fetches the weights, a shard at a time. */
    void fetch(FlatVector into) {
        ShardBlocks present = global.orElseThrow().weights();
        try (BlockStream stream =
                new BlockStream(present, IntStream.range(0, shards.shards()).iterator())) {
            for (int shard = 0; shard < shards.shards(); shard++) {
                into.write(shards.first(shard), Floats.ofBytes(unlessLost(stream::next)));
            }
        }
    }

    /** Executors write what a checkpoint has to know of the workers besides the weights. */
    void save(InnerStates target, int iteration) {
        Stretch last = new Stretch(generation, version - 1, base, iteration, 0, 0, Set.of(), InnerStates.none());
        CohortConfig shipped = config;
        onWorkers((worker, given) -> {
            List<float[]> vectors =
                    ReplicaHost.of(shipped.run()).after(worker, last).vectors();
            return List.of(SavedFile.written(target, InnerStates.ofWorker(worker), iteration, vectors))
                    .iterator();
        });
        if (hasMomentum()) {
            ShardBlocks momentum = global.orElseThrow().momentum();
            ShardKeepers kept = keepers;
            onKeepers(keeperPlaces, (keeper, given) -> Arrays.stream(kept.of(keeper))
                    .mapToObj(shard -> {
                        List<float[]> vectors = List.of(Floats.ofBytes(momentum.read(shard)));
                        return SavedFile.written(target, InnerStates.ofShard(shard), iteration, vectors);
                    })
                    .iterator());
        }
    }

    private List<String> savedNames() {
        List<String> names = new ArrayList<>();
        IntStream.range(0, config.workers()).mapToObj(InnerStates::ofWorker).forEach(names::add);
        if (hasMomentum()) {
            IntStream.range(0, shards.shards()).mapToObj(InnerStates::ofShard).forEach(names::add);
        }
        return names;
    }

    /** Frees replicas and weights wherever they are. */
    @Override
    public void close() {
        spark.sc().removeSparkListener(lostProcesses);
        release();
        String run = config.run();
        on(places, config.workers(), (worker, given) -> {
                    ReplicaHost.close(run);
                    return Collections.emptyIterator();
                })
                .count();
    }

    /** Whether all files of a checkpoint are there and undamaged. */
    boolean isWhole(InnerStates saved, int iteration) {
        List<String> names = savedNames();
        return spark.parallelize(names, names.size())
                .map(name -> saved.isWhole(name, iteration))
                .reduce(Boolean::logicalAnd);
    }

    /** Those that are told for the first time. */
    private Set<Integer> standIns(List<PlacedReport> placed) {
        Set<Integer> newOnes = new HashSet<>();
        for (PlacedReport report : placed) {
            int worker = report.report().worker();
            if (report.isStandIn() && told.add(worker + "/" + report.place())) {
                newOnes.add(worker);
            }
        }
        return newOnes;
    }

    private void reduce(Stretch stretch, Admission admission, double innerRate) {
        Map<Integer, Double> shares = new TreeMap<>(admission.shares());
        GlobalShards last = global.orElseThrow();
        GlobalShards next = GlobalShards.create(spark, hasMomentum());
        ShardBlocks sent = ShardBlocks.create(spark);
        try {
            onWorkers(new SendShards(config, stretch, Set.copyOf(shares.keySet()), sent));
            keeperPlaces = onKeepers(
                    keeperPlaces, new ReduceShards(config.averaging(), keepers, sent, shares, last, next, innerRate));
            global = Optional.of(next);
        } finally {
            sent.remove(spark);
        }
        last.remove(spark);
    }

    private List<String> onWorkers(WorkerTask<Integer, String> task) {
        return unlessLost(() -> on(places, config.workers(), task).collect());
    }

    private List<String> onKeepers(List<String> where, WorkerTask<Integer, String> task) {
        return unlessLost(() -> on(where, keepers.keepers(), task).collect());
    }

    private <R> JavaRDD<R> on(List<String> where, int count, WorkerTask<Integer, R> task) {
        JavaRDD<Integer> numbers =
                spark.parallelize(IntStream.range(0, count).boxed().toList(), count);
        return new JavaRDD<>(new WorkerRdd<>(numbers.rdd(), where, task), Tags.any());
    }

    private boolean hasMomentum() {
        return config.averaging().outerOptimizer().hasMomentum();
    }

    private void release() {
        global.ifPresent(shardsOfIt -> shardsOfIt.remove(spark));
        global = Optional.empty();
    }

    /** Spark gives up on a job whose blocks are gone with their process just as on one that fails by itself. */
    private <R> R unlessLost(Supplier<R> job) {
        try {
            R result = job.get();
            processes = processes();
            return result;
        } catch (Exception e) { // Spark's own is a checked one that its Java methods do not declare
            if (LostReplicaException.isCauseOf(e) || !processes().containsAll(processes)) {
                throw new LostReplicaException(lostProcesses.takeNewest().orElse(e.getMessage()), e);
            }
            throw Cohort.<RuntimeException>asItIs(e);
        }
    }

    /** Never returns: the cast must stay within, where it is none. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // lets the caller pass on what Spark threw
    private static <E extends Exception> E asItIs(Exception e) throws E {
        throw (E) e;
    }

    /** Where blocks can be, as host and port. */
    private Set<String> processes() {
        return Set.copyOf(
                JavaConverters.setAsJavaSet(spark.sc().getExecutorMemoryStatus().keySet()));
    }
}
