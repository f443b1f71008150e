package io.bloomery.jobs.config;

import io.bloomery.data.card.CardConfig;
import io.bloomery.data.check.ChecksConfig;
import io.bloomery.data.crawl.CrawlConfig;
import io.bloomery.data.decontaminate.DecontaminateConfig;
import io.bloomery.data.dedup.DedupeConfig;
import io.bloomery.data.filter.CleanConfig;
import io.bloomery.data.mix.MixConfig;
import io.bloomery.data.pack.TokenizeConfig;
import io.bloomery.data.report.ReportConfig;
import io.bloomery.data.tokenize.TokenizerConfig;
import io.bloomery.jobs.evaluate.EvaluateConfig;
import io.bloomery.jobs.export.ExportConfig;
import io.bloomery.jobs.generate.GenerateConfig;
import io.bloomery.jobs.quickstart.QuickstartConfig;
import io.bloomery.model.train.ModelConfig;
import io.bloomery.model.train.TrainConfig;
import java.io.Serializable;

/** Everything that can be set; {@code conf/reference.conf} has the same shape and says what each key means. */
public record BloomeryConfig(
        StorageConfig storage,
        SparkConfig spark,
        CrawlConfig crawl,
        CleanConfig clean,
        DedupeConfig dedupe,
        DecontaminateConfig decontaminate,
        MixConfig mix,
        ChecksConfig checks,
        ReportConfig report,
        CardConfig card,
        TokenizerConfig tokenizer,
        TokenizeConfig tokenize,
        ModelConfig model,
        TrainConfig train,
        EvaluateConfig evaluate,
        ExportConfig export,
        GenerateConfig generate,
        QuickstartConfig quickstart)
        implements Serializable {

    public BloomeryConfig {
        if (tokenize.sequenceLength() > model.contextLength()) {
            throw new IllegalArgumentException("tokenize.sequence-length is " + tokenize.sequenceLength()
                    + " but model.context-length is " + model.contextLength()
                    + "; the model cannot see sequences that long");
        }
    }
}
