package io.bloomery.jobs.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.OptionalLong;

/**
 * The speed of one training step, beside PyTorch's where it was asked.
 *
 * @param tokensPerSecond of the clock, by the median step
 * @param eager PyTorch as written; null where it was not asked
 * @param compiled PyTorch with {@code torch.compile}, 0 where that could not run; null where it was not asked
 * @param pytorch the faster of the two; null where it was not asked
 * @param ratio ours over the faster of the two; null where it was not asked
 * @param memory bytes by which the process grew at its most; null where the system does not tell
 * @param pytorchMemory as much of PyTorch's process, in the mode that took less; null where it was not asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EngineResult(
        @JsonProperty("name") String name,
        @JsonProperty("tokens_per_second") double tokensPerSecond,
        @JsonProperty("pytorch_eager_tokens_per_second") Double eager,
        @JsonProperty("pytorch_compiled_tokens_per_second") Double compiled,
        @JsonProperty("pytorch_tokens_per_second") Double pytorch,
        @JsonProperty("ratio") Double ratio,
        @JsonProperty("memory_bytes") Long memory,
        @JsonProperty("pytorch_memory_bytes") Long pytorchMemory) {

    static EngineResult of(String name, double tokensPerSecond, OptionalLong memory) {
        Long bytes = memory.isPresent() ? memory.getAsLong() : null;
        return new EngineResult(name, tokensPerSecond, null, null, null, null, bytes, null);
    }

    EngineResult beside(EnginePeer.Figures peer) {
        double faster = Math.max(peer.eager(), peer.compiled());
        return new EngineResult(
                name,
                tokensPerSecond,
                peer.eager(),
                peer.compiled(),
                faster,
                tokensPerSecond / faster,
                memory,
                peer.memory());
    }
}
