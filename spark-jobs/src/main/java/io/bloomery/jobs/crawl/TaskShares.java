package io.bloomery.jobs.crawl;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;

/** Deals work out to the tasks of a stage, so that they end at about the same time. Pure. */
final class TaskShares {

    private static final int SPARK_HASH_SEED = 42;

    private TaskShares() {}

    /**
     * Something that one task has to do as a whole.
     *
     * @param weight how long it is expected to take, in any unit
     */
    record Load(String name, double weight) {}

    /** The task of each load: the heaviest first, each to the task that has least so far. */
    static Map<String, Integer> deal(List<Load> loads, int tasks) {
        record Task(int number, double weight) {}
        PriorityQueue<Task> idle =
                new PriorityQueue<>(Comparator.comparingDouble(Task::weight).thenComparingInt(Task::number));
        for (int i = 0; i < tasks; i++) {
            idle.add(new Task(i, 0));
        }
        List<Load> sorted = new ArrayList<>(loads);
        sorted.sort(Comparator.comparingDouble(Load::weight).reversed().thenComparing(Load::name));
        Map<String, Integer> dealt = new HashMap<>();
        for (Load load : sorted) {
            Task task = idle.remove();
            dealt.put(load.name(), task.number());
            idle.add(new Task(task.number(), task.weight() + load.weight()));
        }
        return dealt;
    }

    /**
     * Values of an int column that {@code repartition(tasks, column)} sends to the partitions 0, 1, 2 and so on.
     *
     * <p>Spark has no other way to say in which partition a row of a Dataset is to be; it hashes with Murmur3, seed 42.
     */
    static int[] keys(int tasks) {
        int[] keys = new int[tasks];
        boolean[] found = new boolean[tasks];
        int missing = tasks;
        for (int key = 0; missing > 0; key++) {
            int partition = Math.floorMod(Murmur3_x86_32.hashInt(key, SPARK_HASH_SEED), tasks);
            if (!found[partition]) {
                found[partition] = true;
                keys[partition] = key;
                missing--;
            }
        }
        return keys;
    }
}
