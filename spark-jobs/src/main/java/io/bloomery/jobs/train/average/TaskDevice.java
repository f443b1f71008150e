package io.bloomery.jobs.train.average;

import io.bloomery.model.layer.DecoderNetworks;
import org.apache.spark.TaskContext;
import org.apache.spark.resource.ResourceInformation;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.factory.Nd4j;
import scala.Option;

/**
 * The accelerator that a replica lives on: the one that Spark gave the task which made it.
 *
 * <p>Tasks that run side by side have different ones ({@code spark.task.resource.gpu.amount = 1}), so there is one replica a
 * card; a later task of the same worker goes back to its replica's, whichever it was given itself.
 *
 * @param address as Spark's discovery script names it, such as 0; empty where tasks have none
 */
record TaskDevice(String address) {

    private static final String GPU = "gpu"; // of spark.executor.resource.gpu
    private static final int LONGEST_NUMBER = 4;

    TaskDevice {
        if (!address.isEmpty()
                && (address.length() > LONGEST_NUMBER || !address.chars().allMatch(Character::isDigit))) {
            throw new IllegalArgumentException("the discovery script names a gpu " + address
                    + " but should give the numbers of devices, as Spark's getGpusResources.sh does");
        }
    }

    /** The first of those that the running task was given. */
    static TaskDevice ofTask(TaskContext task) {
        Option<ResourceInformation> gpus = task.resources().get(GPU);
        return new TaskDevice(
                gpus.isDefined() && gpus.get().addresses().length > 0
                        ? gpus.get().addresses()[0]
                        : "");
    }

    /** Lets a decoder with the kernel cuda compute there. */
    void place(MultiLayerConfiguration network) {
        if (!address.isEmpty()) {
            DecoderNetworks.place(network, Integer.parseInt(address));
        }
    }

    /** Lets the arrays that this thread makes from now on lie there; on a CPU backend there is one place only. */
    void use() {
        if (!address.isEmpty() && !Nd4j.getBackend().getEnvironment().isCPU()) {
            Nd4j.getAffinityManager().unsafeSetDevice(Integer.parseInt(address));
        }
    }
}
