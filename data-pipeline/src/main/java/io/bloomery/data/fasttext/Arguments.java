package io.bloomery.data.fasttext;

import java.io.IOException;
import java.io.Serializable;

/**
 * What a model was trained with, as far as predicting needs it.
 *
 * @param wordNgrams words of the longest word n-gram
 * @param loss the shape of its output
 * @param buckets rows that n-grams share by their hash
 * @param minCharacters characters of the shortest character n-gram
 * @param maxCharacters characters of the longest one; 0 for none
 */
record Arguments(int wordNgrams, Loss loss, int buckets, int minCharacters, int maxCharacters) implements Serializable {

    private static final int MAGIC = 793_712_314;
    private static final int OLDEST = 11;
    private static final int NEWEST = 12;
    private static final int SUPERVISED = 3;

    static Arguments readFrom(ModelStream in) throws IOException {
        int magic = in.readInt();
        if (magic != MAGIC) {
            throw ModelStream.damaged("it begins with " + Integer.toHexString(magic));
        }
        int version = in.readInt();
        if (version < OLDEST || version > NEWEST) {
            throw ModelStream.damaged("it has version " + version + ", 11 and 12 are known");
        }
        skip(in, 5); // dimension, window, epochs, smallest count, negatives
        int wordNgrams = in.readInt();
        Loss loss = Loss.of(in.readInt());
        int model = in.readInt();
        if (model != SUPERVISED) {
            throw ModelStream.damaged("it holds vectors of words");
        }
        int buckets = in.readInt();
        int minCharacters = in.readInt();
        int stated = in.readInt();
        int maxCharacters = version == OLDEST ? 0 : stated; // the oldest ones state it, and have none
        skip(in, 1); // rate of updates
        in.readLong(); // sampling threshold
        return new Arguments(wordNgrams, loss, buckets, minCharacters, maxCharacters);
    }

    private static void skip(ModelStream in, int numbers) throws IOException {
        for (int i = 0; i < numbers; i++) {
            in.readInt();
        }
    }
}
