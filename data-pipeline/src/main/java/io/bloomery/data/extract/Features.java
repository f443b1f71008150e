package io.bloomery.data.extract;

/** Takes the numbers of a feature vector in their fixed order. */
interface Features {

    void add(String name, double value);

    /** Takes the number of the feature whose name has two parts; those who want no name need not join them. */
    default void add(String start, Object end, double value) {
        add(start + end, value);
    }
}
