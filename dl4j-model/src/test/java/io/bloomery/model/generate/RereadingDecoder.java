package io.bloomery.model.generate;

import static java.util.Objects.requireNonNull;

import java.util.HashMap;
import java.util.Map;

/** Reads each text again from its beginning for every token: slow, without any state of the model, and the reference. */
final class RereadingDecoder implements Decoder {

    private final NextTokenScores model;
    private final Map<Integer, TokenText> texts = new HashMap<>();

    RereadingDecoder(NextTokenScores model) {
        this.model = requireNonNull(model, "model");
    }

    @Override
    public float[] begin(int slot, int[] tokens, int more) {
        texts.put(slot, new TokenText(tokens));
        return model.after(tokens);
    }

    @Override
    public float[][] next(int[] slots, int[] tokens) {
        float[][] logits = new float[slots.length][];
        for (int i = 0; i < slots.length; i++) {
            TokenText text = texts.get(slots[i]);
            text.add(tokens[i]);
            logits[i] = model.after(text.from(0));
        }
        return logits;
    }

    @Override
    public void close() {
        texts.clear();
    }
}
