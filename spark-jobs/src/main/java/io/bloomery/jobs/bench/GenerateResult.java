package io.bloomery.jobs.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * The speed of generation, beside that of {@code transformers} where it was asked.
 *
 * @param firstTokenSeconds from the prompt to the first token, warm
 * @param tokensPerSecond over whole texts, their prompts read included, warm
 * @param cold the same of the first text of the process
 * @param transformersFirstToken null, as the following, where it was not asked
 * @param ratio ours over theirs, warm
 * @param coldRatio ours over theirs, each the first text of its process
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record GenerateResult(
        @JsonProperty("name") String name,
        @JsonProperty("first_token_seconds") double firstTokenSeconds,
        @JsonProperty("tokens_per_second") double tokensPerSecond,
        @JsonProperty("cold_tokens_per_second") double cold,
        @JsonProperty("transformers_first_token_seconds") Double transformersFirstToken,
        @JsonProperty("transformers_tokens_per_second") Double transformers,
        @JsonProperty("transformers_cold_tokens_per_second") Double transformersCold,
        @JsonProperty("ratio") Double ratio,
        @JsonProperty("cold_ratio") Double coldRatio) {

    static GenerateResult of(String name, double firstTokenSeconds, double tokensPerSecond, double cold) {
        return new GenerateResult(name, firstTokenSeconds, tokensPerSecond, cold, null, null, null, null, null);
    }

    GenerateResult beside(GeneratePeer.Figures peer) {
        return new GenerateResult(
                name,
                firstTokenSeconds,
                tokensPerSecond,
                cold,
                peer.firstTokenSeconds(),
                peer.tokensPerSecond(),
                peer.cold(),
                tokensPerSecond / peer.tokensPerSecond(),
                cold / peer.cold());
    }
}
