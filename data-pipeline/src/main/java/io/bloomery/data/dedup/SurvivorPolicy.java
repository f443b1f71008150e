package io.bloomery.data.dedup;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.HexFormat;

/**
 * Ranks the documents of a cluster as text, so that any engine that can find a least string finds the survivor.
 *
 * <p>The least rank survives; of equal ranks the smallest id. Documents that an earlier run kept come before all others.
 */
public final class SurvivorPolicy implements Serializable {

    private static final long serialVersionUID = 1;

    /** Sorts after every date. */
    private static final String NO_DATE = "~";

    private final SurvivorConfig config;

    public SurvivorPolicy(SurvivorConfig config) {
        this.config = requireNonNull(config, "config");
    }

    /** The rank of a document; compared character by character. */
    public String rank(Candidate candidate) {
        StringBuilder rank = new StringBuilder(candidate.known() ? "0" : "1");
        for (SurvivorCriterion criterion : config.criteria()) {
            rank.append(part(criterion, candidate));
        }
        return rank.toString();
    }

    private String part(SurvivorCriterion criterion, Candidate candidate) {
        return switch (criterion) {
            case SOURCE -> {
                int place = config.sources().indexOf(candidate.source());
                yield hex(place < 0 ? Integer.MAX_VALUE : place);
            }
            case QUALITY -> HexFormat.of().toHexDigits(~ascending(candidate.quality()));
            case OLDEST -> (candidate.date().isEmpty() ? NO_DATE : candidate.date()) + " ";
            case LONGEST -> hex(Integer.MAX_VALUE - candidate.length());
        };
    }

    private static String hex(int value) {
        return HexFormat.of().toHexDigits(value);
    }

    /** Bits that are ordered, without a sign, as the numbers are; NaN below all. */
    private static long ascending(double value) {
        if (Double.isNaN(value)) {
            return 0;
        }
        long bits = Double.doubleToLongBits(value + 0.0);
        return bits < 0 ? ~bits : bits | Long.MIN_VALUE;
    }
}
