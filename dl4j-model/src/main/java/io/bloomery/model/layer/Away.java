package io.bloomery.model.layer;

/** Steps of a network whose vectors may be out of date in main memory; when it is closed, all are there again. */
@FunctionalInterface
public interface Away extends AutoCloseable {

    /** Of a network that works in main memory only. */
    Away NOWHERE = () -> {};

    @Override
    void close();
}
