package io.bloomery.jobs.decontaminate;

import io.bloomery.data.decontaminate.Contamination;
import io.bloomery.data.decontaminate.DecontaminateConfig;
import io.bloomery.data.decontaminate.NgramIndex;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.FlatMapFunction;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/** What was found in documents: the items of each, and what is left of its text; empty where it goes. */
final class Findings {

    static final String ID = "id";
    static final String LEFT = "left";
    static final String SHARE = "share";
    static final String ITEMS = "items";

    private static final StructType ITEM = new StructType()
            .add("set", "string", false)
            .add("item", "string", false)
            .add("ngram", "string", false)
            .add("matches", "int", false);

    static final StructType SCHEMA = new StructType()
            .add(ID, "string", false)
            .add(LEFT, "string", false)
            .add(SHARE, "double", false)
            .add(ITEMS, DataTypes.createArrayType(ITEM, false), false);

    private Findings() {}

    /** Reads rows of an id and a text, and keeps those that hold something. */
    static FlatMapFunction<Row, Row> finder(NgramIndex index, DecontaminateConfig config) {
        return row -> Stream.of(index.contamination(row.getString(1), config))
                .filter(Contamination::isFound)
                .map(found -> row(row.getString(0), found))
                .iterator();
    }

    private static Row row(String id, Contamination found) {
        Row[] items = found.items().stream()
                .map(item -> RowFactory.create(item.set(), item.item(), item.ngram(), item.matches()))
                .toArray(Row[]::new);
        return RowFactory.create(id, found.left(), found.share(), items);
    }
}
