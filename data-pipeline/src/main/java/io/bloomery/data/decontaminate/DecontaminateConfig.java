package io.bloomery.data.decontaminate;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How evaluation items are kept out of the corpus; HOCON: {@code decontaminate}.
 *
 * @param evaluationSets {@code evaluation-sets}: what must not be in it; none leaves the stage out
 * @param profile {@code profile}: which of the settings below are used
 * @param profiles {@code profiles}: settings by name
 * @param cut {@code cut}: what was found is cut from its text; otherwise the document goes
 * @param minLeftWords {@code min-left-words}: words that must be left of a text that was cut, else it goes
 */
public record DecontaminateConfig(
        List<EvaluationSet> evaluationSets, NgramProfile profile, NgramProfiles profiles, boolean cut, int minLeftWords)
        implements Serializable {
    public DecontaminateConfig {
        evaluationSets = List.copyOf(evaluationSets);
        requireNonNull(profile, "profile");
        requireNonNull(profiles, "profiles");
        if (minLeftWords < 0) {
            throw new IllegalArgumentException("min-left-words must be at least 0 but is " + minLeftWords);
        }
        Set<String> names = new HashSet<>();
        for (EvaluationSet set : evaluationSets) {
            if (!names.add(set.name())) {
                throw new IllegalArgumentException("evaluation-sets has two sets named " + set.name());
            }
        }
    }

    /** Whether there is anything to look for. */
    public boolean enabled() {
        return !evaluationSets.isEmpty();
    }

    /** The settings of the profile that was chosen. */
    public NgramRules rules() {
        return profiles.of(profile);
    }
}
