package io.bloomery.model.network;

import io.bloomery.model.layout.ParameterEntry;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.spec.ModelSpec;
import java.util.Arrays;
import java.util.Random;

/** The parameters that a family begins with. */
final class ParameterInitializer {

    private static final double DEVIATION = 0.02;

    private ParameterInitializer() {}

    static float[] values(ModelSpec spec, long seed) {
        ParameterLayout layout = ParameterLayout.of(spec);
        float[] values = new float[Math.toIntExact(layout.size())];
        Random random = new Random(seed);
        for (ParameterEntry entry : layout.entries()) {
            int from = Math.toIntExact(entry.offset());
            int to = Math.toIntExact(entry.end());
            if (entry.decayed()) {
                double deviation = deviation(spec, entry.name());
                for (int i = from; i < to; i++) {
                    values[i] = (float) (random.nextGaussian() * deviation);
                }
            } else {
                Arrays.fill(values, from, to, isGain(entry.name()) ? 1 : 0);
            }
        }
        return values;
    }

    /** GPT-2 alone makes what writes to the residual stream smaller. */
    private static double deviation(ModelSpec spec, String name) {
        return name.endsWith(".c_proj.weight") ? DEVIATION / Math.sqrt(2.0 * spec.layers()) : DEVIATION;
    }

    private static boolean isGain(String name) {
        return name.endsWith(".weight");
    }
}
