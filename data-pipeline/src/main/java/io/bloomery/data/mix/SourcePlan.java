package io.bloomery.data.mix;

/**
 * How much of a source is taken.
 *
 * @param source name
 * @param share of the mix that was asked for, in [0, 1]
 * @param available in the unit of the budget
 * @param wanted in the same unit; what the share and the budget ask for
 * @param target what is taken: {@code wanted}, or what the allowed epochs give
 */
public record SourcePlan(String source, double share, double available, double wanted, double target) {

    /** How often the source is read, in whole and in part. */
    public double epochs() {
        return available == 0 ? 0 : target / available;
    }

    /** How often all of it is taken. */
    public int wholeEpochs() {
        return (int) Math.floor(epochs());
    }

    /** What is taken of it once more, in the unit of the budget. */
    public double rest() {
        return Math.max(0, target - wholeEpochs() * available);
    }
}
