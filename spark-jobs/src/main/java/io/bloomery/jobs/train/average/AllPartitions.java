package io.bloomery.jobs.train.average;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.NarrowDependency;
import org.apache.spark.rdd.RDD;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** Each partition needs all partitions of another RDD, which blocks of the other's cache serve without a shuffle. */
final class AllPartitions<T> extends NarrowDependency<T> {

    private static final long serialVersionUID = 1L;

    private final int partitions;

    AllPartitions(RDD<T> rdd) {
        super(rdd);
        partitions = rdd.getNumPartitions();
    }

    @Override
    public Seq<Object> getParents(int partition) {
        List<Object> all = new ArrayList<>();
        for (int i = 0; i < partitions; i++) {
            all.add(i);
        }
        return JavaConverters.asScalaBuffer(all).toList();
    }
}
