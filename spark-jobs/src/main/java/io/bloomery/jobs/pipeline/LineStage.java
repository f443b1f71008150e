package io.bloomery.jobs.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The stages of the line, in order; each is a verb of the command line. */
public enum LineStage {
    CRAWL(
            "Fetch pages over HTTP into WARC files with a CDX index.",
            "crawl --set 'crawl.seeds=[\"https://example.org/\"]'" + " --set crawl.politeness.contact=me@example.org"),
    CLEAN(
            "Extract main text, identify the language, apply quality rules.",
            "clean --set 'clean.input=/data/cc/*.warc.gz'"),
    DEDUPE("Leave one of each group of equal and nearly equal documents.", "dedupe --set dedupe.min-hash.profile=nemo"),
    DECONTAMINATE(
            "Take out of the corpus what evaluation sets ask; left out without such sets.",
            "decontaminate --config my.conf --set decontaminate.cut=true"),
    MIX(
            "Draw documents by source and budget and shuffle them; left out without shares.",
            "mix --config my.conf --set mix.budget=1e9"),
    TOKENIZER("Train a byte-level BPE tokenizer on the corpus.", "tokenizer --set tokenizer.vocabulary-size=32000"),
    TOKENIZE("Turn documents into packed token sequences in Parquet.", "tokenize --set tokenize.sequence-length=512"),
    TRAIN("Train a GPT data-parallel, by parameter averaging on Spark.", "train --set train.workers=4"),
    EVALUATE("Measure perplexity on held-out tokens beside simple baselines.", "evaluate"),
    EXPORT("Write a Hugging Face folder and a DL4J zip.", "export");

    private final String purpose;
    private final String example;

    LineStage(String purpose, String example) {
        this.purpose = purpose;
        this.example = example;
    }

    /** The name on the command line, in manifests and in run records. */
    public String verb() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it does, in one sentence. */
    public String purpose() {
        return purpose;
    }

    /** A command line that uses it, without the program's name. */
    public String example() {
        return example;
    }

    /** This stage and those before it. */
    public List<LineStage> upToHere() {
        return Arrays.stream(values())
                .filter(stage -> stage.compareTo(this) <= 0)
                .toList();
    }
}
