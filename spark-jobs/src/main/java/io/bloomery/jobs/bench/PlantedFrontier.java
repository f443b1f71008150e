package io.bloomery.jobs.bench;

import io.bloomery.data.crawl.CrawlTarget;
import io.bloomery.data.crawl.Discovery;
import io.bloomery.data.url.CrawlUrl;
import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.PublishedTable;
import io.bloomery.jobs.table.FrontierTable;
import java.io.IOException;
import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;

/** Writes a frontier of pages that nobody has visited, the same number on each of some hosts. */
record PlantedFrontier(Size configuration) implements Stage {

    private static final int HOST_DEPTH = 3;

    /**
     * How large.
     *
     * @param origins scheme, host and port of each host
     */
    record Size(long urls, List<String> origins) implements Serializable {}

    @Override
    public String name() {
        return "plant-frontier";
    }

    @Override
    public int version() {
        return 1;
    }

    @Override
    public List<PublishedTable> parents() {
        return List.of();
    }

    @Override
    public List<String> tables() {
        return List.of(FrontierTable.NAME);
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        Size size = configuration;
        MapFunction<Long, Row> url = number -> FrontierTable.found(found(size, number), 0);
        context.writeParquet(
                FrontierTable.NAME, context.spark().range(size.urls()).map(url, Encoders.row(FrontierTable.SCHEMA)));
        return new StageResult(Counters.allKept(size.urls()), Map.of());
    }

    private static Discovery.Found found(Size size, long number) {
        int hosts = size.origins().size();
        String text = size.origins().get((int) (number % hosts)) + "/page/" + number / hosts;
        CrawlUrl url = CrawlUrl.parse(text).orElseThrow();
        return new Discovery.Found(new CrawlTarget(url, HOST_DEPTH, 0), "", Optional.empty());
    }
}
