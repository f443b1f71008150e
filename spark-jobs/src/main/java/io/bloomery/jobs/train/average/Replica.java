package io.bloomery.jobs.train.average;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.model.average.DeltaCodec;
import io.bloomery.model.average.FlatVector;
import io.bloomery.model.layer.Away;
import io.bloomery.model.layer.DecoderNetworks;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** A worker's model with its optimizer's state, from one round to the next. Not thread-safe. */
final class Replica {

    private static final int STATE_CHUNK = 1 << 22;

    private final CohortConfig config;
    private final int worker;
    private final int generation;
    private final TaskDevice device;
    private final MultiLayerNetwork network;
    private final FlatVector parameters;
    private final Optional<FlatVector> state; // of the optimizer; SGD has none
    private final float[][] error; // by shard: what the codec left unsaid
    private final List<byte[]> encoded =
            new ArrayList<>(); // by shard, of the last stretch, where encoding changes error
    private final boolean isStandIn;
    private Optional<StretchResult> result = Optional.empty();
    private Optional<Throwable> brokenOffBy = Optional.empty(); // the steps of the last stretch

    /** A replica with the state that its stretch says, or a fresh one. */
    Replica(CohortConfig config, int worker, Stretch stretch, TaskDevice device) throws IOException {
        device.use();
        this.device = device;
        this.config = config;
        this.worker = worker;
        generation = stretch.generation();
        MultiLayerConfiguration configuration = config.network().clone();
        device.place(configuration);
        network = new MultiLayerNetwork(configuration);
        network.init(Nd4j.create(DataType.FLOAT, 1, config.shards().parameters()), false);
        network.setListeners(config.listeners());
        parameters = new FlatVector(network.params());
        INDArray view = network.getUpdater().getStateViewArray();
        state = view == null ? Optional.empty() : Optional.of(new FlatVector(view));
        error = new float[codec().isLossy() ? config.shards().shards() : 0][];
        for (int shard = 0; shard < error.length; shard++) {
            error[shard] = new float[config.shards().length(shard)];
        }
        isStandIn = stretch.iteration() != stretch.base();
        if (stretch.innerStates().isPresent() && !isStandIn) {
            load(stretch.innerStates().read(InnerStates.ofWorker(worker), stretch.base()));
        }
    }

    TaskDevice device() {
        return device;
    }

    int generation() {
        return generation;
    }

    /** Whether it was made, with nothing learned, in the place of one that was lost. */
    boolean isStandIn() {
        return isStandIn;
    }

    boolean hasDone(Stretch stretch) {
        return generation == stretch.generation()
                && result.isPresent()
                && !result.get().isUnderWay()
                && result.get().version() == stretch.version();
    }

    /**
     * The result of the stretch, which is not done again where a task is repeated.
     *
     * @throws BloomeryException that broke off these steps in an earlier task, as it would again
     * @throws LostReplicaException if something else broke them off, after which nobody knows what was learned
     */
    StretchResult train(Stretch stretch, List<FloatBuffer> weights, Iterator<DataSet> batches) {
        if (hasDone(stretch)) {
            return result.get();
        }
        if (result.map(StretchResult::isUnderWay).orElse(false)) {
            throw brokenOff();
        }
        device.use();
        result = Optional.of(StretchResult.begun(stretch.version()));
        try {
            result = Optional.of(steps(stretch, weights, batches));
        } catch (RuntimeException | Error e) {
            brokenOffBy = Optional.of(e);
            throw e;
        }
        return result.get();
    }

    private RuntimeException brokenOff() {
        if (brokenOffBy.isPresent() && brokenOffBy.get() instanceof BloomeryException known) {
            return known;
        }
        return new LostReplicaException(
                "a task of worker " + worker + " failed within its steps"
                        + brokenOffBy.map(cause -> ": " + cause).orElse(""),
                brokenOffBy.orElse(null));
    }

    @SuppressWarnings("try") // the vectors are away while it is open
    private StretchResult steps(Stretch stretch, List<FloatBuffer> weights, Iterator<DataSet> batches) {
        encoded.clear();
        for (int shard = 0; shard < weights.size(); shard++) {
            parameters.write(config.shards().first(shard), weights.get(shard));
        }
        if (stretch.fresh().contains(worker) || !config.keepsInnerState()) {
            forget();
        }
        network.getLayerWiseConfigurations().setIterationCount(stretch.iteration());
        long begin = System.nanoTime();
        long budget = config.averaging().roundBudget().toNanos();
        int steps = 0;
        long tokens = 0;
        double loss = 0;
        double gradientNorm = 0;
        for (int i = 0; i < stretch.firstBatch() && batches.hasNext(); i++) {
            batches.next();
        }
        try (Away away = DecoderNetworks.away(network)) {
            while (steps < stretch.steps() && batches.hasNext() && (steps == 0 || inTime(begin, budget))) {
                DataSet batch = batches.next();
                network.fit(batch);
                loss += network.score();
                gradientNorm += config.gradient().norm(network);
                tokens += config.weight().of(batch);
                steps++;
            }
        }
        double norm = steps == 0 ? 0 : distance(weights);
        return new StretchResult(stretch.version(), steps, tokens, norm, loss / steps, gradientNorm / steps);
    }

    /** A shard as it travels to where the mean is made; the same bytes however often it is asked for. */
    byte[] encoded(int shard, FloatBuffer weights) {
        device.use();
        if (!codec().isLossy()) {
            return encode(shard, weights, new float[0]);
        }
        while (encoded.size() <= shard) {
            encoded.add(new byte[0]);
        }
        if (encoded.get(shard).length == 0) {
            encoded.set(shard, encode(shard, weights, error[shard]));
        }
        return encoded.get(shard);
    }

    /** What a checkpoint has to hold of this replica: its optimizer's state, then what its codec left unsaid. */
    List<float[]> vectors() {
        device.use();
        List<float[]> vectors = new ArrayList<>();
        state.ifPresent(vector -> {
            for (long first = 0; first < vector.length(); first += STATE_CHUNK) {
                vectors.add(vector.read(first, (int) Math.min(STATE_CHUNK, vector.length() - first)));
            }
        });
        vectors.addAll(Arrays.asList(error));
        return vectors;
    }

    void close() {
        DecoderNetworks.close(network);
    }

    private void load(List<float[]> vectors) throws IOException {
        List<float[]> shapes = vectors();
        if (!shapes.stream()
                .map(shape -> shape.length)
                .toList()
                .equals(vectors.stream().map(vector -> vector.length).toList())) {
            throw new IOException("the saved state of worker " + worker + " is of another model, optimizer or codec");
        }
        int chunks = vectors.size() - error.length;
        for (int i = 0; i < chunks; i++) {
            state.orElseThrow().write((long) i * STATE_CHUNK, vectors.get(i));
        }
        for (int shard = 0; shard < error.length; shard++) {
            error[shard] = vectors.get(chunks + shard);
        }
    }

    private void forget() {
        state.ifPresent(vector -> vector.fill(0));
        for (float[] shard : error) {
            Arrays.fill(shard, 0);
        }
    }

    private static boolean inTime(long begin, long budget) {
        return budget == 0 || System.nanoTime() - begin < budget;
    }

    private double distance(List<FloatBuffer> weights) {
        double squares = 0;
        for (int shard = 0; shard < weights.size(); shard++) {
            FloatBuffer own = own(shard);
            FloatBuffer start = weights.get(shard);
            for (int i = 0; i < own.limit(); i++) {
                double moved = (double) own.get(i) - start.get(i);
                squares += moved * moved;
            }
        }
        return Math.sqrt(squares);
    }

    /** The replica's own weights of a shard, as they are now. */
    private FloatBuffer own(int shard) {
        return parameters.view(config.shards().first(shard), config.shards().length(shard));
    }

    private byte[] encode(int shard, FloatBuffer weights, float[] unsaid) {
        FloatBuffer own = own(shard);
        ByteBuffer bytes = ByteBuffer.allocate(codec().bytes(own.limit())).order(ByteOrder.LITTLE_ENDIAN);
        codec().encode(own, weights, unsaid, bytes);
        return bytes.array();
    }

    private DeltaCodec codec() {
        return config.averaging().delta().codec();
    }
}
