package io.bloomery.jobs.cli;

import io.bloomery.data.filter.LimitSetting;
import io.bloomery.jobs.inspect.WhyDropped;
import io.bloomery.jobs.storage.HadoopResources;
import java.io.IOException;
import java.util.Optional;

/** Where this configuration sets the limits that the reject tables name. */
final class LimitSettings implements WhyDropped.Settings {

    private static final String NEAR_DUPLICATE = "near-duplicate";

    private final Invocation invocation;

    LimitSettings(Invocation invocation) {
        this.invocation = invocation;
    }

    @Override
    public Optional<String> path(String rule, double limit) throws IOException {
        if (rule.equals(NEAR_DUPLICATE)) {
            return Optional.of("dedupe.min-hash.min-similarity");
        }
        HadoopResources resources = new HadoopResources(invocation.hadoop());
        return new LimitSetting(invocation.config().clean(), resources).path(rule, limit);
    }
}
