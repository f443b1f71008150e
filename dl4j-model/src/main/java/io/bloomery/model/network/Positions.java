package io.bloomery.model.network;

import io.bloomery.model.kernel.AttentionShape;
import io.bloomery.model.kernel.Kernel;
import io.bloomery.model.kernel.Rotary;
import io.bloomery.model.kernel.Tensor;
import io.bloomery.model.spec.LlamaSpec;
import io.bloomery.model.spec.ModelSpec;
import org.nd4j.linalg.factory.Nd4j;

/** What a family does with the positions of queries and keys. */
@FunctionalInterface
interface Positions {

    /** Turns queries and keys in place, or the gradients by them back. */
    void rotate(Tensor qkv, AttentionShape shape, int[] places, boolean back);

    static Positions of(ModelSpec spec, Kernel kernel) {
        return spec.fold(gpt -> (qkv, shape, places, back) -> {}, llama -> {
            Rotary rotary = rotary(llama, kernel);
            return (qkv, shape, places, back) -> kernel.rotate(qkv, shape, rotary, places, back);
        });
    }

    /** Angles in float32 from the first product on, as transformers has them: double precision would give others. */
    private static Rotary rotary(LlamaSpec spec, Kernel kernel) {
        int half = spec.headWidth() / 2;
        float[][] cosine = new float[spec.contextLength()][half];
        float[][] sine = new float[spec.contextLength()][half];
        for (int pair = 0; pair < half; pair++) {
            float frequency = 1 / (float) Math.pow(spec.rotaryBase(), (float) (2 * pair) / spec.headWidth());
            for (int place = 0; place < spec.contextLength(); place++) {
                float angle = place * frequency;
                cosine[place][pair] = (float) Math.cos(angle);
                sine[place][pair] = (float) Math.sin(angle);
            }
        }
        return new Rotary(table(kernel, cosine), table(kernel, sine));
    }

    private static Tensor table(Kernel kernel, float[][] values) {
        Tensor table = Tensor.of(Nd4j.createFromArray(values));
        kernel.arrive(table);
        return kernel.home(table);
    }
}
