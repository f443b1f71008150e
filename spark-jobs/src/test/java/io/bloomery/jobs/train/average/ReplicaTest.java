package io.bloomery.jobs.train.average;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.average.AveragingConfig;
import io.bloomery.model.average.ShardPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Tasks that Spark repeats in the process where they failed. */
class ReplicaTest {

    private static final int WORKER = 3;
    private static final int PARAMETERS = 8;
    private static final Stretch STRETCH = new Stretch(1, 5, 0, 0, 0, 2, Set.of(), InnerStates.none());
    private static final List<FloatBuffer> WEIGHTS = List.of(FloatBuffer.allocate(PARAMETERS));

    @Test
    void givesTheResultAgain() throws IOException {
        Replica replica = replica();
        StretchResult done = replica.train(STRETCH, WEIGHTS, batches(ReplicaTest::batch));
        assertThat(done.steps()).isEqualTo(2);
        assertThat(replica.train(STRETCH, WEIGHTS, batches(() -> failing(ErrorCode.BAD_DATA))))
                .isSameAs(done);
        assertThat(replica.hasDone(STRETCH)).isTrue();
    }

    @Test
    void failsAgainByWhatSaysWhatToDo() throws IOException {
        Replica replica = replica();
        for (int task = 0; task < 3; task++) {
            assertThatThrownBy(() -> replica.train(STRETCH, WEIGHTS, batches(() -> failing(ErrorCode.UNAVAILABLE))))
                    .isInstanceOfSatisfying(BloomeryException.class, failure -> assertThat(failure.code())
                            .isEqualTo(ErrorCode.UNAVAILABLE));
        }
        assertThat(replica.hasDone(STRETCH)).isFalse();
    }

    @Test
    void isLostByWhatMayNotHappenAgain() throws IOException {
        Replica replica = replica();
        assertThatThrownBy(() -> replica.train(STRETCH, WEIGHTS, batches(ReplicaTest::cutOff)))
                .isInstanceOf(UncheckedIOException.class);
        assertThatThrownBy(() -> replica.train(STRETCH, WEIGHTS, batches(ReplicaTest::batch)))
                .isInstanceOf(LostReplicaException.class)
                .hasMessageContaining("worker 3 failed within its steps")
                .hasMessageContaining("connection reset");
    }

    private static Replica replica() throws IOException {
        MultiLayerConfiguration network = new NeuralNetConfiguration.Builder()
                .updater(new Sgd(0.1))
                .list(new OutputLayer.Builder(LossFunction.MCXENT)
                        .nIn(3)
                        .nOut(2)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build();
        CohortConfig config = new CohortConfig(
                "run",
                WORKER + 1,
                AveragingConfig.standard(),
                new ShardPlan(PARAMETERS, ShardPlan.BLOCK),
                network,
                true,
                batch -> batch.numExamples(),
                trained -> 0,
                List.of());
        return new Replica(config, WORKER, STRETCH, new TaskDevice(""));
    }

    /** One that is good, and another. */
    private static Iterator<DataSet> batches(Supplier<DataSet> second) {
        return Stream.<Supplier<DataSet>>of(ReplicaTest::batch, second)
                .map(Supplier::get)
                .iterator();
    }

    private static DataSet batch() {
        return new DataSet(Nd4j.ones(1, 3), Nd4j.createFromArray(new float[][] {{1, 0}}));
    }

    private static DataSet cutOff() {
        throw new UncheckedIOException(new IOException("connection reset"));
    }

    private static DataSet failing(ErrorCode code) {
        throw new BloomeryException(code, "what happened", "What to do.");
    }
}
