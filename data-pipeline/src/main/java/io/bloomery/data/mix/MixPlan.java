package io.bloomery.data.mix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Turns shares and sizes into how much of each source is taken.
 *
 * <p>A source gets its share of the budget, but no more than its epochs allow; what it cannot give is not taken from
 * others, so that the plan says what is missing. Without a budget, the mix is the largest in which every source gives its
 * share.
 */
public final class MixPlan {

    private MixPlan() {}

    /** The plan of each source, in the order of the configuration. */
    public static List<SourcePlan> of(MixConfig config, Map<String, SourceSize> sizes) {
        double weights =
                config.sources().stream().mapToDouble(SourceShare::weight).sum();
        double budget = config.budget() > 0 ? config.budget() : largest(config, sizes, weights);
        List<SourcePlan> plans = new ArrayList<>();
        for (SourceShare share : config.sources()) {
            double available = available(config, sizes, share);
            double wanted = budget * share.weight() / weights;
            double target = Math.min(wanted, share.maxEpochs() * available);
            plans.add(new SourcePlan(share.source(), share.weight() / weights, available, wanted, target));
        }
        return plans;
    }

    private static double largest(MixConfig config, Map<String, SourceSize> sizes, double weights) {
        return config.sources().stream()
                .filter(share -> share.weight() > 0)
                .mapToDouble(share -> share.maxEpochs() * available(config, sizes, share) * weights / share.weight())
                .min()
                .orElse(0);
    }

    private static double available(MixConfig config, Map<String, SourceSize> sizes, SourceShare share) {
        SourceSize size = sizes.getOrDefault(share.source(), new SourceSize(0, 0));
        return size.in(config.unit(), config.charactersPerToken());
    }
}
