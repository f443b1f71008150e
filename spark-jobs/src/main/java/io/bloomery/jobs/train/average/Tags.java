package io.bloomery.jobs.train.average;

import scala.reflect.ClassTag;
import scala.reflect.ClassTag$;

/** What Scala wants to know of the elements of an RDD. */
final class Tags {

    private Tags() {}

    @SuppressWarnings("unchecked") // as in Spark's own API for Java: a tag of objects will do for all classes
    static <T> ClassTag<T> any() {
        return (ClassTag<T>) ClassTag$.MODULE$.apply(Object.class);
    }
}
