package io.bloomery.model.kernel.cuda;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.data.quantity.Quantity;
import java.util.Set;

/** What a status of NVIDIA's driver means to whoever runs a training, by the list of {@code CUresult} in its manual. */
final class DriverFailure {

    /** CUDA_ERROR_OUT_OF_MEMORY. */
    static final int OUT_OF_MEMORY = 2;

    /**
     * After which "the process must be terminated and relaunched" by the manual: CONTAINED, ILLEGAL_ADDRESS, LAUNCH_TIMEOUT,
     * HARDWARE_STACK_ERROR, ILLEGAL_INSTRUCTION, MISALIGNED_ADDRESS, INVALID_ADDRESS_SPACE, INVALID_PC, LAUNCH_FAILED,
     * TENSOR_MEMORY_LEAK, MPS_CLIENT_TERMINATED and EXTERNAL_DEVICE; and what a card gives that is broken or fell off the
     * bus: ECC_UNCORRECTABLE, NVLINK_UNCORRECTABLE and UNKNOWN.
     */
    private static final Set<Integer> LOST =
            Set.of(226, 700, 702, 714, 715, 716, 717, 718, 719, 721, 810, 911, 214, 220, 999);

    private static final String AUTO = "; or set the kernel to auto, which computes on the CPU.";
    private static final String SMALLER =
            "Lower train.batch-size or raise train.optimizer.accumulation-steps, set train.engine.recompute = true, or end"
                    + " what else uses the card (nvidia-smi names it); doctor says what fits.";

    private DriverFailure() {}

    /** Bytes of a card's memory. */
    record Room(long free, long total) {}

    /** More was asked for than is free. */
    static BloomeryException outOfMemory(String card, long bytes, Room room) {
        return new BloomeryException(
                ErrorCode.UNAVAILABLE,
                "the memory of " + card + " is too small: " + Quantity.bytes(bytes) + " are wanted, "
                        + Quantity.bytes(room.free()) + " of " + Quantity.bytes(room.total()) + " are free",
                SMALLER);
    }

    /**
     * A function failed.
     *
     * @param card its name; empty where it is not known yet
     * @param said the driver's own words
     */
    static BloomeryException of(String card, String function, int status, String said) {
        String what = "the kernel cuda fails" + (card.isEmpty() ? "" : " on " + card) + ": " + function + " says "
                + status + ", " + said;
        return new BloomeryException(
                ErrorCode.UNAVAILABLE,
                what,
                advice(status),
                LOST.contains(status) ? new LostCardException(what) : null);
    }

    private static String advice(int status) {
        return switch (status) {
            case OUT_OF_MEMORY -> SMALLER;
            case 100 -> // NO_DEVICE
                "Compare nvidia-smi with CUDA_VISIBLE_DEVICES, and give a container its cards (--gpus all)" + AUTO;
            case 46 -> // DEVICE_UNAVAILABLE
                "Another process has the card for itself: end it (nvidia-smi names it), or let nvidia-smi set the compute mode"
                        + " to default" + AUTO;
            case 35,
                    222,
                    803,
                    804 -> // INSUFFICIENT_DRIVER, UNSUPPORTED_PTX_VERSION, SYSTEM_DRIVER_MISMATCH, COMPAT_NOT_SUPPORTED
                "The driver is too old, or its library is not of its kernel module: install one driver for both, restart the"
                        + " machine" + AUTO;
            case 802 -> // SYSTEM_NOT_READY
                "Start NVIDIA's fabric manager, of the driver's version, or wait until it is up" + AUTO;
            case 214 -> // ECC_UNCORRECTABLE
                "The card's memory is broken, which cannot be corrected: reset the card, and have it replaced if it happens"
                        + " again" + AUTO;
            case 700, 719 -> // ILLEGAL_ADDRESS, LAUNCH_FAILED
                "A fault of the kernel's or of the card's: the Xid lines of the kernel's log (dmesg) tell which. This process"
                        + " cannot use the card again: start it anew" + AUTO;
            default -> // among them UNKNOWN, 999, which a card that fell off the bus gives
                "See nvidia-smi and the Xid lines of the kernel's log (dmesg): a card that is lost, Xid 79, is back after a"
                        + " restart of the machine; start this process anew then" + AUTO;
        };
    }
}
