package io.bloomery.jobs.train;

import io.bloomery.model.checkpoint.Checkpoint;
import java.io.IOException;
import org.apache.spark.api.java.JavaRDD;
import org.nd4j.linalg.dataset.DataSet;

/** The replicas of a training behind one network of the driver; how they are brought together is up to the master. */
interface Replicas extends AutoCloseable {

    /** All begin with the weights and the step of the driver's network, and nothing behind them. */
    void begin();

    /** All go on from a checkpoint, whose weights and step the driver's network has already. */
    void resume(Checkpoint checkpoint) throws IOException;

    /** Every worker takes its steps, then all meet. */
    RoundOutcome round(JavaRDD<DataSet> batches);

    /** Brings the weights to the driver's network. */
    void fetch();

    /** Writes, besides the weights, what a checkpoint after this round needs of the workers. */
    void save(long round) throws IOException;

    /** The optimizer's state for a checkpoint's own file; empty where {@link #save} wrote it. */
    float[] updaterState();

    @Override
    void close();
}
