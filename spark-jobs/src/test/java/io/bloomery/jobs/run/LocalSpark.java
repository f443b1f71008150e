package io.bloomery.jobs.run;

import org.apache.spark.sql.SparkSession;

/** The one small Spark session that all integration tests share; the JVM's end stops it. */
public final class LocalSpark {

    private LocalSpark() {}

    public static SparkSession session() {
        return SparkSession.builder()
                .master("local[2]")
                .appName("bloomery-tests")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "4")
                .config("spark.locality.wait", "0s")
                .config("spark.serializer", "org.apache.spark.serializer.KryoSerializer")
                .config("spark.kryo.registrator", "org.nd4j.kryo.Nd4jRegistrator")
                .config("spark.hadoop.parquet.page.verify-checksum.enabled", "true")
                .getOrCreate();
    }
}
