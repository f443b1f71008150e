package io.bloomery.data.extract;

import java.util.HashSet;
import java.util.Set;

/** Tells how much of a text stands, three words in a row, in texts seen before. */
final class Shingles {

    private static final int MAX_SHINGLES = 200_000;
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final Set<Long> seen = new HashSet<>();
    private final Set<Long> words = new HashSet<>();

    void add(String text) {
        scan(text, true);
    }

    boolean isEmpty() {
        return words.isEmpty();
    }

    /** Share of the text's runs of three words that were seen; of its single words where it has fewer than three. */
    double coverage(String text) {
        return isEmpty() ? 0 : scan(text, false);
    }

    private double scan(String text, boolean add) {
        long before = 0;
        long last = 0;
        long word = 0;
        int count = 0;
        int all = 0;
        int hits = 0;
        int single = 0;
        for (int i = 0; i <= text.length(); i++) {
            char character = i < text.length() ? Character.toLowerCase(text.charAt(i)) : ' ';
            boolean ideograph = character >= '\u2E80' && Character.isLetter(character);
            if (Character.isLetterOrDigit(character) && !ideograph) {
                word = word * 31 + character;
                continue;
            }
            for (int part = 0; part < 2; part++) {
                long ended = part == 0 ? word : ideograph ? character : 0;
                word = part == 0 ? 0 : word;
                if (ended == 0) {
                    continue;
                }
                count++;
                long shingle = ((before * FACTOR) ^ last) * FACTOR ^ ended;
                before = last;
                last = ended;
                if (add && seen.size() < MAX_SHINGLES) {
                    words.add(ended);
                    seen.add(shingle);
                } else {
                    single += words.contains(ended) ? 1 : 0;
                    if (count >= 3) {
                        all++;
                        hits += seen.contains(shingle) ? 1 : 0;
                    }
                }
            }
        }
        return count == 0 ? 0 : all == 0 ? (double) single / count : (double) hits / all;
    }
}
