package io.bloomery.model.generate;

/**
 * Divides the logits: below 1 the likely tokens become likelier, above 1 the others do.
 *
 * @param temperature above 0
 */
record Temperature(double temperature) implements ScoreRule {

    @Override
    public void apply(float[] logits, TokenText text) {
        float divisor = (float) temperature;
        for (int token = 0; token < logits.length; token++) {
            logits[token] /= divisor;
        }
    }
}
