package io.bloomery.data.fasttext;

/** How the output of a model becomes probabilities of its labels. */
enum Loss {
    HIERARCHICAL_SOFTMAX,
    NEGATIVE_SAMPLING,
    SOFTMAX,
    ONE_VERSUS_ALL;

    /** The loss of a number in a model file. */
    static Loss of(int number) {
        if (number < 1 || number > values().length) {
            throw ModelStream.damaged("it states the loss " + number);
        }
        return values()[number - 1];
    }
}
