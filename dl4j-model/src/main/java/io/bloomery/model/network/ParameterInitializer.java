package io.bloomery.model.network;

import io.bloomery.model.layout.ParameterEntry;
import io.bloomery.model.layout.ParameterLayout;
import io.bloomery.model.spec.ModelSpec;
import java.util.Arrays;
import java.util.Random;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The parameters that a family begins with. */
final class ParameterInitializer {

    private static final double DEVIATION = 0.02;
    private static final int PIECE = 1 << 20;

    private ParameterInitializer() {}

    /** Fills a flat vector, of which it holds a piece at a time beside. */
    static void fill(ModelSpec spec, INDArray parameters, long seed) {
        INDArray flat = parameters.reshape(parameters.length());
        Random random = new Random(seed);
        for (ParameterEntry entry : ParameterLayout.of(spec).entries()) {
            for (long from = entry.offset(); from < entry.end(); from += PIECE) {
                long to = Math.min(entry.end(), from + PIECE);
                float[] values = values(spec, entry, Math.toIntExact(to - from), random);
                try (INDArray piece = Nd4j.createFromArray(values)) {
                    flat.get(NDArrayIndex.interval(from, to)).assign(piece);
                }
            }
        }
    }

    private static float[] values(ModelSpec spec, ParameterEntry entry, int count, Random random) {
        float[] values = new float[count];
        if (entry.decayed()) {
            double deviation = deviation(spec, entry.name());
            for (int i = 0; i < count; i++) {
                values[i] = (float) (random.nextGaussian() * deviation);
            }
        } else {
            Arrays.fill(values, isGain(entry.name()) ? 1 : 0);
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
