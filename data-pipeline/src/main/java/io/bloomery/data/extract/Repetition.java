package io.bloomery.data.extract;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Runs of blocks that a page holds again, such as a text for narrow screens beside that for wide ones, or the slides of a
 * carousel that goes round.
 *
 * <p>Short runs are none, as many cards of a shop say the same of themselves; nor are copies that follow one another, which
 * a reader sees together and is meant to.
 */
final class Repetition {

    /** From 8 to 30 words the choice makes no difference on the pages of the forests (README.md beside them). */
    private static final int LEAST_WORDS = 20;

    private final List<Block> blocks;
    private final int[] words; // per block: those of the run with which it repeats earlier blocks, 0 where it is new

    private Repetition(List<Block> blocks, int[] words) {
        this.blocks = blocks;
        this.words = words;
    }

    static Repetition of(List<Block> blocks) {
        int[] earlier = earlier(blocks);
        int[] words = new int[blocks.size()];
        int end;
        for (int start = 0; start < words.length; start = end) {
            end = start + 1;
            if (earlier[start] < 0) {
                continue;
            }
            int sum = blocks.get(start).words;
            while (end < words.length && earlier[end] == earlier[end - 1] + 1) {
                sum += blocks.get(end++).words;
            }
            Arrays.fill(words, start, end, sum);
        }
        return new Repetition(blocks, words);
    }

    /** Those kept, less those that repeat a long run and of which an earlier copy is kept; code is meant as it stands. */
    boolean[] without(boolean[] kept) {
        boolean[] once = kept.clone();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < kept.length; i++) {
            Block block = blocks.get(i);
            boolean isNew = !kept[i] || seen.add(block.text);
            once[i] &= isNew || words[i] < LEAST_WORDS || block.layout.code();
        }
        return once;
    }

    /** For each block the last one before it with the same text, or -1 where there is none or it is the one before. */
    private static int[] earlier(List<Block> blocks) {
        Map<String, Integer> last = new HashMap<>();
        int[] earlier = new int[blocks.size()];
        for (int i = 0; i < earlier.length; i++) {
            Integer before = last.put(blocks.get(i).text, i);
            earlier[i] = before == null || before == i - 1 ? -1 : before;
        }
        return earlier;
    }
}
