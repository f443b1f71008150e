package io.bloomery.jobs.bench;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * One measured speed, beside that of a peer where one was asked.
 *
 * @param unit what is counted
 * @param perSecond a second of the clock, of all threads together
 * @param perCoreSecond a second of CPU time
 * @param peer name and version; null where none was asked
 * @param peerPerCoreSecond the peer's figure on the same input; null where none was asked
 * @param ratio ours over the peer's, a second of CPU time; null where none was asked
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BenchResult(
        @JsonProperty("name") String name,
        @JsonProperty("unit") String unit,
        @JsonProperty("threads") int threads,
        @JsonProperty("per_second") double perSecond,
        @JsonProperty("per_core_second") double perCoreSecond,
        @JsonProperty("peer") String peer,
        @JsonProperty("peer_per_core_second") Double peerPerCoreSecond,
        @JsonProperty("ratio") Double ratio) {

    static BenchResult of(String name, String unit, Throughput throughput) {
        return new BenchResult(
                name, unit, throughput.threads(), throughput.perSecond(), throughput.perCoreSecond(), null, null, null);
    }

    BenchResult beside(CurationPeers.Figure figure) {
        return new BenchResult(
                name,
                unit,
                threads,
                perSecond,
                perCoreSecond,
                figure.peer(),
                figure.perCoreSecond(),
                perCoreSecond / figure.perCoreSecond());
    }
}
