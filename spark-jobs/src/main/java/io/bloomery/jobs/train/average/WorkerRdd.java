package io.bloomery.jobs.train.average;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.OneToOneDependency;
import org.apache.spark.Partition;
import org.apache.spark.TaskContext;
import org.apache.spark.rdd.RDD;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * What each worker makes of its partition, preferably in the process that holds its replica.
 *
 * @param <T> what a worker is given
 * @param <R> what it makes of it
 */
final class WorkerRdd<T, R> extends RDD<R> {

    private static final long serialVersionUID = 1L;

    private final RDD<T> given;
    private final List<String> places;
    private final WorkerTask<T, R> task;

    /**
     * A partition for each worker.
     *
     * @param places where the workers' replicas are, as Spark's scheduler names a process; empty where nobody knows
     */
    WorkerRdd(RDD<T> given, List<String> places, WorkerTask<T, R> task) {
        super(given.sparkContext(), JavaConverters.asScalaBuffer(List.of(new OneToOneDependency<>(given))), Tags.any());
        this.given = given;
        this.places = new ArrayList<>(places);
        this.task = task;
    }

    @Override
    public Partition[] getPartitions() {
        return given.partitions();
    }

    @Override
    public Iterator<R> compute(Partition split, TaskContext context) {
        java.util.Iterator<T> input = JavaConverters.asJavaIterator(given.iterator(split, context));
        return JavaConverters.asScalaIterator(task.run(split.index(), input));
    }

    @Override
    public Seq<String> getPreferredLocations(Partition split) {
        String place = split.index() < places.size() ? places.get(split.index()) : "";
        return place.isEmpty()
                ? given.preferredLocations(split)
                : JavaConverters.asScalaBuffer(List.of(place)).toList();
    }
}
