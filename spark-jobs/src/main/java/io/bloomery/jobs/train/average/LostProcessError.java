package io.bloomery.jobs.train.average;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.model.kernel.cuda.LostCardException;
import org.apache.spark.SparkEnv;

/**
 * This executor cannot compute any more, but another one in its place can.
 *
 * <p>Spark ends an executor in which a task throws such an error, after it told the driver, and the cluster's manager starts
 * another: the replicas there are lost, and the training goes back to its last checkpoint. With an exception it would give
 * this executor the task again.
 */
final class LostProcessError extends VirtualMachineError {

    private static final long serialVersionUID = 1L;
    private static final String DRIVER = "driver"; // what SparkContext calls it among executors

    private LostProcessError(BloomeryException cause) {
        super(cause.getMessage() + " -- " + cause.hint(), cause);
    }

    /** What to throw for a failure: itself, unless the process is an executor that a card is lost to. */
    static RuntimeException unlessLost(BloomeryException failure) {
        boolean isExecutor = !SparkEnv.get().executorId().equals(DRIVER);
        if (isExecutor && LostCardException.isCauseOf(failure)) {
            throw new LostProcessError(failure);
        }
        return failure;
    }
}
