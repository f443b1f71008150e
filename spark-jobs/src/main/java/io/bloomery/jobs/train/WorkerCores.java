package io.bloomery.jobs.train;

import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/**
 * How many cores a worker has to itself where Spark spreads workers evenly over processes.
 *
 * @param processes that run tasks
 * @param cores of each process
 * @param coresPerTask that Spark sets aside for a task
 */
record WorkerCores(int processes, int cores, int coresPerTask) {

    WorkerCores {
        if (processes < 1 || cores < 1 || coresPerTask < 1) {
            throw new IllegalArgumentException("processes, cores and cores per task must be positive but are "
                    + processes + ", " + cores + " and " + coresPerTask);
        }
    }

    /** What this session has. */
    static WorkerCores of(JavaSparkContext spark) {
        SparkConf conf = spark.getConf();
        int coresPerTask = conf.getInt("spark.task.cpus", 1);
        if (spark.isLocal()) {
            return new WorkerCores(1, localCores(spark), coresPerTask);
        }
        int processes =
                Math.max(1, spark.sc().statusTracker().getExecutorInfos().length - 1); // the driver is one of them
        int all = Math.max(1, spark.defaultParallelism() / processes);
        return new WorkerCores(processes, conf.getInt("spark.executor.cores", all), coresPerTask);
    }

    /** Cores of this process: of the driver, or of everything where all runs in one process. */
    static int ofDriver(JavaSparkContext spark) {
        return spark.isLocal() ? localCores(spark) : Runtime.getRuntime().availableProcessors();
    }

    /** For each of so many workers at the same time; at least those that Spark sets aside for its task. */
    int share(int workers) {
        int workersHere = Math.min((workers + processes - 1) / processes, Math.max(1, cores / coresPerTask));
        return Math.max(coresPerTask, cores / workersHere);
    }

    private static int localCores(JavaSparkContext spark) {
        return Math.min(spark.defaultParallelism(), Runtime.getRuntime().availableProcessors());
    }
}
