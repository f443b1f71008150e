package io.bloomery.jobs.cli;

import io.bloomery.data.tokenize.TextIds;
import io.bloomery.data.tokenize.Tokenizer;
import io.bloomery.jobs.table.TokenizerTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.SparkConf;
import org.apache.spark.deploy.SparkHadoopUtil;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code bloomery encode}. */
@Command(
        name = "encode",
        description = "Encode texts with a tokenizer.json: {\"text\": ...} a line in, {\"ids\": [...]} a line out.",
        footer = {
            "",
            "Examples:",
            "  bloomery encode --tokenizer bloomery-data/model/3fa9c1 --input texts.jsonl --output ids.jsonl"
        })
final class EncodeCommand implements Callable<Integer> {

    @Option(names = "--tokenizer", paramLabel = "DIR", required = true, description = "Folder with a tokenizer.json.")
    private String tokenizer;

    @Option(names = "--input", paramLabel = "FILE", required = true, description = "JSON lines with a text each.")
    private String input;

    @Option(names = "--output", paramLabel = "FILE", required = true, description = "Where the ids go; replaced.")
    private String output;

    private final Console console;

    EncodeCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() throws IOException {
        Path folder = new Path(tokenizer);
        Path source = new Path(input);
        Path target = new Path(output);
        Configuration hadoop = SparkHadoopUtil.get().newConfiguration(new SparkConf());
        FileSystem fileSystem = folder.getFileSystem(hadoop);
        Tokenizer encoder = new Tokenizer(TokenizerTable.model(fileSystem, folder));
        long lines;
        try (BufferedReader in = new BufferedReader(
                        new InputStreamReader(source.getFileSystem(hadoop).open(source), StandardCharsets.UTF_8));
                Writer out = new OutputStreamWriter(
                        target.getFileSystem(hadoop).create(target, true), StandardCharsets.UTF_8)) {
            lines = TextIds.encode(encoder, in, input, out);
        }
        console.err().println("encoded " + lines + " texts into " + output);
        return 0;
    }
}
