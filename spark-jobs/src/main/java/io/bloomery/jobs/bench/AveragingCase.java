package io.bloomery.jobs.bench;

import io.bloomery.model.average.AveragingConfig.Outer;
import io.bloomery.model.average.DeltaPrecision;
import io.bloomery.model.average.OuterOptimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * One row of the bench on averaging.
 *
 * @param outer what is made of the mean; nothing where gradients meet in every step
 * @param workers replicas
 * @param interval steps between two meetings
 */
record AveragingCase(Optional<Outer> outer, int workers, int interval, DeltaPrecision delta) {

    private static final int[] INTERVALS = {1, 10, 30, 100};
    private static final int FEW_STEPS = 10;

    /** The table: synchronous, then each optimizer at each interval with four replicas, then with two and eight. */
    static List<AveragingCase> table() {
        List<AveragingCase> cases = new ArrayList<>();
        cases.add(new AveragingCase(Optional.empty(), 4, 1, DeltaPrecision.FLOAT32));
        for (Outer outer : Outer.values()) {
            for (int interval : INTERVALS) {
                cases.add(new AveragingCase(Optional.of(outer), 4, interval, DeltaPrecision.FLOAT32));
            }
        }
        for (int workers : new int[] {2, 8}) {
            for (Outer outer : Outer.values()) {
                cases.add(new AveragingCase(Optional.of(outer), workers, 30, DeltaPrecision.FLOAT32));
            }
        }
        for (DeltaPrecision delta : new DeltaPrecision[] {DeltaPrecision.BFLOAT16, DeltaPrecision.INT8}) {
            cases.add(new AveragingCase(Optional.of(Outer.MEAN), 4, 30, delta));
            cases.add(new AveragingCase(Optional.of(Outer.DILOCO), 4, 30, delta));
        }
        return cases;
    }

    /** Stable: {@code diloco-4-30}, {@code mean-4-30-int8}. */
    String name() {
        String name = optimizerName() + "-" + workers + "-" + interval;
        return delta == DeltaPrecision.FLOAT32
                ? name
                : name + "-" + delta.name().toLowerCase(Locale.ROOT);
    }

    String optimizerName() {
        return outer.map(Enum::name).orElse("synchronous").toLowerCase(Locale.ROOT);
    }

    /**
     * DiLoCo as published, rate 0.7 and momentum 0.9, which lost less than 0.5 here; SlowMo with 0.5, which is within what Wang
     * et al. 2019 take and lost less than 0.8; of both much less where the replicas meet in nearly every step.
     */
    OuterOptimizer optimizer() {
        boolean often = interval < FEW_STEPS;
        return switch (outer.orElse(Outer.MEAN)) {
            case MEAN -> new OuterOptimizer.Mean();
            case SLOWMO -> new OuterOptimizer.SlowMo(1, often ? 0.2 : 0.5);
            case DILOCO -> new OuterOptimizer.DiLoCo(0.7, often ? 0.2 : 0.9);
        };
    }
}
