package io.bloomery.jobs.doctor;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.quantity.Quantity;
import io.bloomery.model.kernel.cuda.CudaKernel;
import io.bloomery.model.network.CardMemory;
import io.bloomery.model.spec.ModelSpec;
import io.bloomery.model.train.TrainConfig;

/**
 * What the configured training asks of a card.
 *
 * @param memory of the model, by sequences
 * @param sequences that are computed on at a time
 * @param wanted whether the configured kernel is cuda
 */
record CardDemand(CardMemory memory, int sequences, boolean wanted) {

    /**
     * Kept free for the driver's context, the code and cuBLAS's workspace (32 MiB on Hopper, by its manual): a guess on the safe
     * side, since no card has been asked yet.
     */
    static final long RESERVE_BYTES = 1L << 30;

    CardDemand {
        requireNonNull(memory, "memory");
    }

    static CardDemand of(ModelSpec spec, TrainConfig config) {
        int parts = config.optimizer().accumulationSteps();
        return new CardDemand(
                new CardMemory(
                        spec, config.engine().precision(), config.engine().recompute(), parts > 1),
                (config.batchSize() + parts - 1) / parts,
                config.kernel().split(":", -1)[0].equals(CudaKernel.NAME));
    }

    /** Whether the configured training fits so many free bytes. */
    boolean fits(long freeBytes) {
        return memory.bytes(sequences) <= freeBytes - RESERVE_BYTES;
    }

    /** Which batches fit so many free bytes. */
    String describe(long freeBytes) {
        return memory.sequencesIn(freeBytes - RESERVE_BYTES) + " sequences of "
                + memory.spec().contextLength() + " tokens fit at a time by plan ("
                + Quantity.count(memory.spec().parameterCount())
                + " parameters; train.batch-size over accumulation-steps, "
                + sequences + ", takes " + Quantity.bytes(memory.bytes(sequences)) + ")";
    }
}
