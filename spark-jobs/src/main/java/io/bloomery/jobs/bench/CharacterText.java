package io.bloomery.jobs.bench;

import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.model.network.DecoderNetwork;
import java.util.Arrays;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A text as numbers of characters, in windows: its first nine tenths are learned from, at random places, its last tenth is
 * held out.
 */
final class CharacterText {

    private static final double LEARNED_SHARE = 0.9;

    private final int[] characters;
    private final int alphabet;
    private final int window;

    /**
     * A text.
     *
     * @param window characters that are predicted at once
     */
    CharacterText(String text, int window) {
        int[] distinct = text.codePoints().sorted().distinct().toArray();
        alphabet = distinct.length;
        characters = text.codePoints()
                .map(character -> Arrays.binarySearch(distinct, character))
                .toArray();
        this.window = window;
        if (characters.length - learned() <= window) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "the text has " + characters.length + " characters, too few for a window of " + window
                            + " in its last tenth",
                    "Take a longer one; nanoGPT's tiny Shakespeare has 1,115,394.");
        }
    }

    /** Different characters. */
    int alphabet() {
        return alphabet;
    }

    /** Random places of windows to learn from. */
    int[] places(Random random, int count) {
        return random.ints(count, 0, learned() - window).toArray();
    }

    /**
     * Windows.
     *
     * @param shift 0 for what is seen, 1 for what is predicted
     */
    int[][] windows(int[] starts, int shift) {
        return Arrays.stream(starts)
                .mapToObj(start -> Arrays.copyOfRange(characters, start + shift, start + shift + window))
                .toArray(int[][]::new);
    }

    /** Mean loss in nats over all windows that are held out, side by side. */
    double validationLoss(DecoderNetwork network, INDArray parameters, int batchSize) {
        double sum = 0;
        int windows = (characters.length - learned() - 1) / window;
        for (int first = 0; first < windows; first += batchSize) {
            int[] starts = new int[Math.min(batchSize, windows - first)];
            for (int i = 0; i < starts.length; i++) {
                starts[i] = learned() + (first + i) * window;
            }
            sum += network.loss(parameters, windows(starts, 0), windows(starts, 1)) * starts.length;
        }
        return sum / windows;
    }

    private int learned() {
        return (int) (characters.length * LEARNED_SHARE);
    }
}
