package io.bloomery.jobs.classify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.bloomery.data.classify.Evaluation;
import io.bloomery.data.classify.QualityModel;
import io.bloomery.data.classify.QualityModelFile;
import io.bloomery.data.failure.BloomeryException;
import io.bloomery.jobs.run.LocalSpark;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifierTrainingIT {

    private static final StructType SCHEMA =
            new StructType().add("text", DataTypes.StringType).add("label", DataTypes.StringType);
    private static final String[] CAREFUL = {"because", "therefore", "explains", "iron", "furnace", "method"};
    private static final String[] SHOUTING = {"click", "buy", "now", "win", "free", "furnace"};

    @TempDir
    java.nio.file.Path directory;

    @Test
    void learnsTheSameModelHoweverTheFilesAreCut() throws IOException {
        Evaluation evaluation = train(write("one", 1, 400), "a.model", "good");
        train(write("many", 7, 400), "b.model", "good");

        assertThat(evaluation.examples()).isBetween(20L, 70L); // a tenth of 400, binomial
        assertThat(evaluation.auc()).isGreaterThan(0.95);
        assertThat(Files.readAllBytes(directory.resolve("b.model")))
                .isEqualTo(Files.readAllBytes(directory.resolve("a.model")));
        try (InputStream in = Files.newInputStream(directory.resolve("a.model"))) {
            QualityModel model = QualityModelFile.read(in);
            assertThat(model.score("therefore the method explains iron"))
                    .isGreaterThan(model.score("click now buy free win"));
        }
    }

    @Test
    void refusesTextsOfOneKind() {
        String input = write("one", 1, 50);
        assertThatThrownBy(() -> train(input, "a.model", "excellent"))
                .isInstanceOf(BloomeryException.class)
                .hasMessageContaining("texts to learn from are labelled 'excellent'");
        assertThat(directory.resolve("a.model")).doesNotExist();
    }

    private Evaluation train(String input, String model, String positive) throws IOException {
        return new ClassifierTraining(LocalSpark.session(), positive)
                .run(
                        input,
                        FileSystem.getLocal(new Configuration()),
                        new Path(directory.resolve(model).toUri()));
    }

    private String write(String name, int files, int count) {
        Random random = new Random(1);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            boolean good = random.nextBoolean();
            StringBuilder text = new StringBuilder();
            for (int word = 0; word < 20; word++) {
                String[] words = good ? CAREFUL : SHOUTING;
                text.append(words[random.nextInt(words.length)]).append(' ');
            }
            rows.add(RowFactory.create(text.toString(), good ? "good" : "poor"));
        }
        String path = directory.resolve(name).toString();
        LocalSpark.session()
                .createDataFrame(rows, SCHEMA)
                .repartition(files)
                .write()
                .parquet(path);
        return path;
    }
}
