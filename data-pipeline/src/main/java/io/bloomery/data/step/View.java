package io.bloomery.data.step;

/**
 * A way to look at a text, such as its words or its lines, that several rules share: a {@link Draft} computes it once.
 *
 * <p>Views are constants; two views are the same only if they are the same object. What they give must not be changed.
 */
@FunctionalInterface
public interface View<T> {

    /** What the view shows of a draft's text; it may look through other views of the draft. */
    T of(Draft draft);
}
