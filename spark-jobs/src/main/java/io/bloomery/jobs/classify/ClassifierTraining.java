package io.bloomery.jobs.classify;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sha2;

import io.bloomery.data.classify.Evaluation;
import io.bloomery.data.classify.Example;
import io.bloomery.data.classify.HashedNgrams;
import io.bloomery.data.classify.QualityModel;
import io.bloomery.data.classify.QualityModelFile;
import io.bloomery.data.classify.QualityTrainer;
import io.bloomery.data.classify.TrainingConfig;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.data.failure.ErrorCode;
import io.bloomery.jobs.storage.TableStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * Trains a quality classifier on the columns {@code text} and {@code label} of Parquet files.
 *
 * <p>Every tenth text, by its SHA-256, is held out and judged afterwards; the same texts give the same model, whatever
 * files they lie in. The driver holds the n-grams of all texts, about 4 kB each.
 */
public final class ClassifierTraining {

    private static final String TEXT = "text";
    private static final String LABEL = "label";
    private static final String DIGEST = "digest";
    private static final int HELD_OUT_OF = 10;
    private static final int HEX = 16;
    private static final int DIGITS = 7;

    private final SparkSession spark;
    private final String positive;

    /**
     * A training.
     *
     * @param positive the label of the documents that the classifier shall recognise
     */
    public ClassifierTraining(SparkSession spark, String positive) {
        this.spark = spark;
        this.positive = positive;
    }

    /**
     * Trains, judges, and writes the model, whole or not at all.
     *
     * @throws BloomeryException with {@link ErrorCode#BAD_DATA} where a column or one of the two classes is missing
     */
    public Evaluation run(String input, FileSystem fileSystem, Path output) throws IOException {
        List<Example> learned = new ArrayList<>();
        List<Example> heldOut = new ArrayList<>();
        Iterator<Row> rows = labelled(input).toLocalIterator();
        while (rows.hasNext()) {
            Row row = rows.next();
            Example example = new Example(HashedNgrams.of(row.getString(0)), positive.equals(row.getString(1)));
            (isHeldOut(row.getString(2)) ? heldOut : learned).add(example);
        }
        long positives = learned.stream().filter(Example::positive).count();
        if (positives == 0 || positives == learned.size()) {
            throw new BloomeryException(
                    ErrorCode.BAD_DATA,
                    positives + " of the " + learned.size() + " texts to learn from are labelled '" + positive + "'",
                    "A classifier needs texts of both kinds; name the label of the good ones with --positive.");
        }
        QualityModel model = QualityTrainer.train(learned, TrainingConfig.DEFAULTS);
        Path file = fileSystem.makeQualified(output);
        new TableStore(fileSystem, file.getParent()).writeAtomically(file, out -> QualityModelFile.write(model, out));
        return Evaluation.of(model, heldOut);
    }

    private Dataset<Row> labelled(String input) {
        Dataset<Row> rows = spark.read().parquet(input);
        for (String column : List.of(TEXT, LABEL)) {
            if (!List.of(rows.columns()).contains(column)) {
                throw new BloomeryException(
                        ErrorCode.BAD_DATA,
                        input + " has no column " + column + ", only " + String.join(", ", rows.columns()),
                        "Write Parquet with a column text and a column label.");
            }
        }
        return rows.filter(col(TEXT).isNotNull().and(col(LABEL).isNotNull()))
                .select(
                        col(TEXT),
                        col(LABEL).cast("string"),
                        sha2(col(TEXT), 256).as(DIGEST))
                .orderBy(DIGEST, LABEL);
    }

    private static boolean isHeldOut(String digest) {
        return Integer.parseInt(digest.substring(0, DIGITS), HEX) % HELD_OUT_OF == 0;
    }
}
