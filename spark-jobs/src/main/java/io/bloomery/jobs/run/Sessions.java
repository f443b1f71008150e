package io.bloomery.jobs.run;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Starts Spark with the settings that Bloomery relies on; whatever spark-submit or the user set stays. */
public final class Sessions {

    private static final Map<String, String> DEFAULTS = Map.of(
            "spark.serializer", "org.apache.spark.serializer.KryoSerializer",
            "spark.kryo.registrator", "org.nd4j.kryo.Nd4jRegistrator",
            "spark.kryoserializer.buffer.max", "1g",
            "spark.hadoop.parquet.page.verify-checksum.enabled", "true",
            "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1",
            "spark.sql.session.timeZone", "UTC",
            "spark.ui.showConsoleProgress", "false");

    private Sessions() {}

    /** A session; {@code master} is used where nothing else names one. */
    public static SparkSession start(String name, String master, Map<String, String> settings) {
        SparkConf conf = new SparkConf();
        settings.forEach(conf::setIfMissing);
        DEFAULTS.forEach(conf::setIfMissing);
        conf.setIfMissing("spark.master", master);
        conf.setIfMissing("spark.app.name", name);
        SparkSession session = SparkSession.builder().config(conf).getOrCreate();
        session.sparkContext().setLogLevel("WARN");
        return session;
    }
}
