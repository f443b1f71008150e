package io.bloomery.jobs.decontaminate;

import io.bloomery.data.decontaminate.EvaluationItem;
import io.bloomery.data.decontaminate.EvaluationSet;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.storage.Sha256;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.AnalysisException;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataTypes;

/** Reads the items of an evaluation set: named fields of JSON Lines or Parquet rows; nested ones with points between. */
final class EvaluationItems {

    private static final int ID_DIGITS = 16;

    private final SparkSession spark;

    EvaluationItems(SparkSession spark) {
        this.spark = spark;
    }

    List<EvaluationItem> of(EvaluationSet set, List<String> files) {
        String[] paths = files.toArray(String[]::new);
        Dataset<Row> rows = files.get(0).endsWith(".parquet")
                ? spark.read().parquet(paths)
                : spark.read().option("mode", "FAILFAST").json(paths);
        List<Column> columns = new ArrayList<>();
        columns.add(
                set.idField().isBlank()
                        ? functions.lit("")
                        : functions.col(set.idField()).cast("string"));
        Stream.concat(set.queryFields().stream(), set.labelFields().stream())
                .forEach(field -> columns.add(texts(rows, set, field)));
        List<EvaluationItem> items = rows.select(columns.toArray(Column[]::new)).collectAsList().stream()
                .map(row -> item(set, row))
                .toList();
        if (items.isEmpty()) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    "the evaluation set " + set.name() + " has no items in " + files.size() + " files",
                    "Check the files that its path names: " + set.path());
        }
        return items;
    }

    /** A field as a list of texts. */
    private static Column texts(Dataset<Row> rows, EvaluationSet set, String field) {
        try {
            boolean many = rows.select(field).schema().fields()[0].dataType() instanceof ArrayType;
            return many
                    ? functions.col(field).cast(DataTypes.createArrayType(DataTypes.StringType))
                    : functions.array(functions.col(field).cast(DataTypes.StringType));
        } catch (RuntimeException e) {
            throw missing(rows, set, field, e);
        } catch (Exception e) { // Spark throws AnalysisException without declaring it
            throw e instanceof AnalysisException ? missing(rows, set, field, e) : new IllegalStateException(e);
        }
    }

    private static BloomeryException missing(Dataset<Row> rows, EvaluationSet set, String field, Exception cause) {
        return new BloomeryException(
                ErrorCode.CONFIGURATION,
                "the evaluation set " + set.name() + " has no field " + field + ", only "
                        + String.join(", ", rows.columns()),
                "Name the fields in decontaminate.evaluation-sets; fields of an object as object.field.",
                cause);
    }

    private static EvaluationItem item(EvaluationSet set, Row row) {
        int queries = set.queryFields().size();
        String query = String.join(" ", strings(row, 1, queries));
        List<String> labels = strings(row, 1 + queries, set.labelFields().size());
        String id = row.isNullAt(0) || row.getString(0).isEmpty()
                ? Sha256.of(query + "\n" + String.join("\n", labels)).substring(0, ID_DIGITS)
                : row.getString(0);
        return new EvaluationItem(set.name(), id, query, labels);
    }

    private static List<String> strings(Row row, int from, int count) {
        return Stream.iterate(from, i -> i + 1)
                .limit(count)
                .filter(i -> !row.isNullAt(i))
                .flatMap(i -> row.<String>getList(i).stream())
                .filter(Objects::nonNull)
                .collect(Collectors.toList());
    }
}
