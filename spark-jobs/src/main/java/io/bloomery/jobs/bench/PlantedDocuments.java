package io.bloomery.jobs.bench;

import io.bloomery.jobs.run.Stage;
import io.bloomery.jobs.run.StageContext;
import io.bloomery.jobs.run.StageResult;
import io.bloomery.jobs.storage.Counters;
import io.bloomery.jobs.storage.PublishedTable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;

/** Writes the documents of a {@link PlantedCorpus}, each with its cluster. */
record PlantedDocuments(PlantedSize configuration) implements Stage {

    static final String TABLE = "planted_documents";
    static final String CLUSTER = "planted_cluster";

    private static final StructType SCHEMA = new StructType()
            .add("id", "string", false)
            .add("text", "string", false)
            .add(CLUSTER, "long", false);

    @Override
    public String name() {
        return "plant";
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
        return List.of(TABLE);
    }

    @Override
    public StageResult execute(StageContext context) throws IOException {
        PlantedSize size = configuration;
        MapFunction<Long, Row> document = number -> {
            PlantedCorpus corpus = new PlantedCorpus(size.seed(), size.oneCluster());
            return RowFactory.create(corpus.id(number), corpus.text(number), corpus.cluster(number));
        };
        context.writeParquet(TABLE, context.spark().range(size.documents()).map(document, Encoders.row(SCHEMA)));
        return new StageResult(Counters.allKept(size.documents()), Map.of());
    }
}
