package io.bloomery.jobs.doctor;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What this build can do with a machine's cards.
 *
 * <p>ND4J's CUDA backend holds machine code of capability 3.7 to 8.6 and none to compile, so 8.9 runs it and 9.0 does not.
 *
 * @param cudaBackend whether this build has ND4J's CUDA backend in place of the native one
 * @param demand what the configured training asks of a card; empty where its model is not known yet
 */
record CardCheckup(boolean cudaBackend, Optional<CardDemand> demand) {

    private static final String SUBJECT = "gpu";
    private static final double LEAST_CAPABILITY = 3.7;
    private static final double BEYOND_CAPABILITY = 9.0;

    /** What the sources of the kernel cuda are compiled for where they are checked. */
    private static final double LEAST_CAPABILITY_OF_OURS = 8.0;

    /** The first driver whose CUDA 11 programs any other CUDA 11 driver of its line runs, by NVIDIA's release notes. */
    private static final String LEAST_DRIVER = "450.80";

    private static final int MAJOR = 1_000_000;

    /** What to say of the answer of {@code nvidia-smi}. */
    Finding of(NvidiaSmi.Answer answer) {
        if (!answer.complaint().isEmpty()) {
            return needsCard()
                    ? new Finding(
                            SUBJECT,
                            answer.complaint(),
                            whoNeedsIt()
                                    + ": install or reload NVIDIA's driver, or restart the machine if a card is lost; or "
                                    + howToDoWithout())
                    : Finding.well(SUBJECT, answer.complaint() + "; training uses the CPU");
        }
        if (answer.cards().isEmpty()) {
            return needsCard()
                    ? new Finding(SUBJECT, "none", whoNeedsIt() + ": " + howToDoWithout())
                    : Finding.well(SUBJECT, "none; training uses the CPU");
        }
        String found = answer.cards().stream().map(this::found).collect(Collectors.joining("; "));
        if (isWanted() && answer.cards().stream().noneMatch(this::fits)) {
            return new Finding(
                    SUBJECT,
                    found,
                    "Lower train.batch-size or raise train.optimizer.accumulation-steps, set train.engine.recompute = true, or"
                            + " end what else uses the card.");
        }
        return cudaBackend && answer.cards().stream().noneMatch(CardCheckup::runs)
                ? new Finding(SUBJECT, found, advice(answer.cards()))
                : Finding.well(SUBJECT, found);
    }

    private String found(GraphicsCard card) {
        if (cudaBackend) {
            return card.describe()
                    + (hasCode(card)
                            ? ": trains with the kernel nd4j in float32"
                            : ": ND4J's CUDA 11.6 backend has no machine code for it; training uses the CPU");
        }
        boolean isForOurs = card.capability().orElse(LEAST_CAPABILITY) >= LEAST_CAPABILITY_OF_OURS;
        return card.describe()
                + (isWanted() ? ": wanted" : ": idle")
                + (isForOurs ? "; train.kernel = cuda is made for it, but no card has run that yet" : "")
                + (isForOurs ? room(card) : "")
                + (hasCode(card) ? "; a build with -Pcuda trains on it" : "");
    }

    private String room(GraphicsCard card) {
        return demand.isPresent() && card.freeBytes().isPresent()
                ? ", " + demand.get().describe(card.freeBytes().getAsLong())
                : "";
    }

    /** Where a card does not tell, it may. */
    private boolean fits(GraphicsCard card) {
        return card.freeBytes().isEmpty()
                || demand.orElseThrow().fits(card.freeBytes().getAsLong());
    }

    private boolean needsCard() {
        return cudaBackend || isWanted();
    }

    /** Whether training is configured to take a card by the kernel cuda. */
    boolean isWanted() {
        return !cudaBackend && demand.filter(CardDemand::wanted).isPresent();
    }

    private String whoNeedsIt() {
        return cudaBackend ? "This build trains on a GPU" : "train.kernel = cuda trains on a GPU";
    }

    private String howToDoWithout() {
        return cudaBackend ? "build without -Pcuda for the CPU." : "set train.kernel = auto for the CPU.";
    }

    private static String advice(List<GraphicsCard> cards) {
        return cards.stream().anyMatch(CardCheckup::hasCode)
                ? "Install NVIDIA's driver " + LEAST_DRIVER + " or newer, which CUDA 11.6 needs."
                : "Build without -Pcuda and train on the CPU, or use a card of capability 3.7 to 8.9.";
    }

    private static boolean runs(GraphicsCard card) {
        return hasCode(card) && number(card.driver()) >= number(LEAST_DRIVER);
    }

    /** Unknown capabilities are those of old cards. */
    private static boolean hasCode(GraphicsCard card) {
        double capability = card.capability().orElse(LEAST_CAPABILITY);
        return capability >= LEAST_CAPABILITY && capability < BEYOND_CAPABILITY;
    }

    /** Grows with the first two parts of a driver's version; 0 for what is none. */
    private static long number(String driver) {
        String[] parts = driver.split("\\.", -1);
        return parts.length > 1 && parts[0].matches("[0-9]{1,6}") && parts[1].matches("[0-9]{1,6}")
                ? Long.parseLong(parts[0]) * MAJOR + Long.parseLong(parts[1])
                : 0;
    }
}
