package io.bloomery.model.checkpoint;

/**
 * How far training has come; the place in the data follows from the round alone.
 *
 * @param round averaging rounds done
 * @param iteration optimizer steps each worker has done
 * @param tokens tokens predicted by all workers together
 */
public record TrainingPosition(long round, long iteration, long tokens) {

    public static final TrainingPosition START = new TrainingPosition(0, 0, 0);

    public TrainingPosition {
        if (round < 0 || iteration < 0 || tokens < 0) {
            throw new IllegalArgumentException(
                    "round " + round + ", iteration " + iteration + " and tokens " + tokens + " must not be negative");
        }
    }
}
