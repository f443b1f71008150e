package io.bloomery.jobs.train;

import static org.assertj.core.api.Assertions.assertThat;

import io.bloomery.model.layer.DecoderNetworks;
import io.bloomery.model.optimize.OptimizerConfig;
import io.bloomery.model.spec.GptSpec;
import java.nio.ByteBuffer;
import org.apache.spark.SparkConf;
import org.apache.spark.serializer.KryoSerializer;
import org.apache.spark.serializer.SerializerInstance;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.spark.api.worker.NetBroadcastTuple;
import org.junit.jupiter.api.Test;
import scala.reflect.ClassTag$;

/** What DL4J broadcasts to executors; in local mode Spark hands over the object itself, so only this shows it. */
class ReplicaTransportTest {

    @Test
    void carriesANetworkToAnotherProcessAsItIs() {
        MultiLayerNetwork network = DecoderNetworks.create(
                new GptSpec(20, 8, 1, 1, 8), new OptimizerConfig(1e-3, 1e-4, 2, 10, 0.9, 0.95, 1e-8, 0.1, 1), 1, "cpu");
        SerializerInstance kryo = kryo();
        ByteBuffer bytes = kryo.serialize(
                new NetBroadcastTuple(network.getLayerWiseConfigurations(), network.params(), null),
                ClassTag$.MODULE$.apply(NetBroadcastTuple.class));
        NetBroadcastTuple arrived = kryo.deserialize(bytes, ClassTag$.MODULE$.apply(NetBroadcastTuple.class));

        assertThat(arrived.getConfiguration()).isEqualTo(network.getLayerWiseConfigurations());
        assertThat(arrived.getParameters()).isEqualTo(network.params());
    }

    @Test
    void carriesWhatAWorkerMeasuredBack() {
        SerializerInstance kryo = kryo();
        ByteBuffer bytes =
                kryo.serialize(new StepMeasurement(7, 3.25, 0.5), ClassTag$.MODULE$.apply(StepMeasurement.class));
        StepMeasurement arrived = kryo.deserialize(bytes, ClassTag$.MODULE$.apply(StepMeasurement.class));
        assertThat(arrived).usingRecursiveComparison().isEqualTo(new StepMeasurement(7, 3.25, 0.5));

        StepMeasurement decoded = new StepMeasurement(0, 0, 0);
        decoded.decode(arrived.encode());
        assertThat(decoded).usingRecursiveComparison().isEqualTo(arrived);
    }

    private static SerializerInstance kryo() {
        return new KryoSerializer(new SparkConf(false).set("spark.kryo.registrator", "org.nd4j.kryo.Nd4jRegistrator"))
                .newInstance();
    }
}
