package io.bloomery.model.generate;

/**
 * Keeps the likeliest tokens, and those that are as likely as the last of them (Fan et al. 2018).
 *
 * @param count how many, at least 1
 */
record TopK(int count) implements ScoreRule {

    @Override
    public void apply(float[] logits, TokenText text) {
        if (count >= logits.length) {
            return;
        }
        float least = largest(logits.clone(), count);
        for (int token = 0; token < logits.length; token++) {
            if (logits[token] < least) {
                logits[token] = Float.NEGATIVE_INFINITY;
            }
        }
    }

    /** The value that stands at this place, counted from 1, in descending order (Hoare 1961); moves the values. */
    private static float largest(float[] values, int place) {
        int from = 0;
        int to = values.length - 1;
        while (from < to) {
            float pivot = values[(from + to) >>> 1];
            int left = from;
            int right = to;
            while (left <= right) {
                while (values[left] > pivot) {
                    left++;
                }
                while (values[right] < pivot) {
                    right--;
                }
                if (left <= right) {
                    float swapped = values[left];
                    values[left++] = values[right];
                    values[right--] = swapped;
                }
            }
            if (place - 1 <= right) {
                to = right;
            } else if (place - 1 >= left) {
                from = left;
            } else {
                break;
            }
        }
        return values[place - 1];
    }
}
