package io.bloomery.jobs.run;

import java.util.Map;
import org.apache.spark.SparkConf;
import org.apache.spark.sql.SparkSession;

/** Starts Spark with the settings that Bloomery relies on; whatever spark-submit or the user set stays. */
public final class Sessions {

    /**
     * Spark guesses from the compressed size of a table whether a join may hold it in the memory of every executor; ids and
     * keys unfold to some twenty-five times that, so a tenth of Spark's own bound keeps them near it.
     */
    private static final String BROADCAST_BYTES = "1m";

    private static final Map<String, String> DEFAULTS = Map.of(
            "spark.serializer", "org.apache.spark.serializer.KryoSerializer",
            "spark.kryo.registrator", "org.nd4j.kryo.Nd4jRegistrator",
            "spark.kryoserializer.buffer.max", "1g",
            "spark.hadoop.parquet.page.verify-checksum.enabled", "true",
            "spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1",
            "spark.sql.session.timeZone", "UTC",
            "spark.sql.autoBroadcastJoinThreshold", BROADCAST_BYTES,
            "spark.ui.showConsoleProgress", "false");

    /**
     * For one process on one machine: no web page that nobody opens, no more partitions than its cores can use, and no
     * waiting for a better host: there is none, and local mode never offers its cores again once that wait is over, so a
     * task that prefers a host of HDFS would wait for ever.
     */
    private static final Map<String, String> LOCAL_DEFAULTS = Map.of(
            "spark.ui.enabled", "false",
            "spark.sql.shuffle.partitions", "8",
            "spark.driver.maxResultSize", "2g",
            "spark.locality.wait", "0s");

    private Sessions() {}

    /** A session; {@code master} is used where nothing else names one. */
    public static SparkSession start(String name, String master, Map<String, String> settings) {
        SparkConf conf = new SparkConf();
        settings.forEach(conf::setIfMissing);
        DEFAULTS.forEach(conf::setIfMissing);
        conf.setIfMissing("spark.master", master);
        if (conf.get("spark.master").startsWith("local[")) {
            LOCAL_DEFAULTS.forEach(conf::setIfMissing);
        }
        conf.setIfMissing("spark.app.name", name);
        SparkSession session = SparkSession.builder().config(conf).getOrCreate();
        session.sparkContext().setLogLevel("WARN");
        return session;
    }
}
