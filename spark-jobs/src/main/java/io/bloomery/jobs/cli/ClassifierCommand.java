package io.bloomery.jobs.cli;

import io.bloomery.data.classify.Evaluation;
import io.bloomery.jobs.classify.ClassifierTraining;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.hadoop.fs.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code bloomery classifier}. */
@Command(
        name = "classifier",
        description = "Train a quality classifier on labelled Parquet, for the rule classify.quality.",
        footer = {
            "",
            "Examples:",
            "  bloomery classifier --input labelled.parquet --output quality.model --positive good",
            "  bloomery clean --set 'clean.profiles.mine=[normalize, classify.quality]' --set clean.profile=mine"
                    + " --set clean.rules.classify.quality.model=quality.model"
        })
final class ClassifierCommand implements Callable<Integer> {

    @Mixin
    private CommonOptions options;

    @Option(
            names = "--input",
            paramLabel = "GLOB",
            required = true,
            description = "Parquet with the columns text and label.")
    private String input;

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "Where the model goes; replaced.")
    private String output;

    @Option(
            names = "--positive",
            paramLabel = "LABEL",
            defaultValue = "1",
            description = "Label of the documents that it shall recognise; every other label is the other kind.")
    private String positive;

    private final Console console;

    ClassifierCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        try (Invocation invocation = Invocation.open(Settings.load(options), options, console.err())) {
            if (options.printConfig()) {
                console.out().print(invocation.renderedConfig());
                return 0;
            }
            Path model = new Path(output);
            Evaluation heldOut = new ClassifierTraining(invocation.spark(), positive)
                    .run(input, model.getFileSystem(invocation.hadoop()), model);
            console.out()
                    .println(String.format(
                            Locale.ROOT,
                            "held out %,d texts, %,d of them positive: accuracy %.3f, F1 %.3f, AUC %.3f%nmodel: %s",
                            heldOut.examples(),
                            heldOut.positives(),
                            heldOut.accuracy(),
                            heldOut.f1(),
                            heldOut.auc(),
                            output));
            return 0;
        }
    }
}
