package io.bloomery.model.generate;

/**
 * Keeps the tokens that are at least this many times as likely as the likeliest (Nguyen et al. 2024).
 *
 * @param share in [0, 1]; 0 keeps all
 */
record MinP(double share) implements ScoreRule {

    @Override
    public void apply(float[] logits, TokenText text) {
        float max = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            max = Math.max(max, logit);
        }
        double least = max + Math.log(share);
        for (int token = 0; token < logits.length; token++) {
            if (logits[token] < least) {
                logits[token] = Float.NEGATIVE_INFINITY;
            }
        }
    }
}
