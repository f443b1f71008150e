package io.bloomery.data.extract;

/** Takes the numbers of a feature vector in their fixed order. */
interface Features {

    void add(String name, double value);
}
