package io.bloomery.data.segment;

import java.util.List;

/** Words that a tokenizer splits in a way of their own, such as {@code don't} into {@code do} and {@code n't}. */
final class NamedWords {

    private static final int SKETCH_WORDS = 256;

    private final String[] words; // open addressing; null where a slot is free
    private final int[][] lengths; // of the parts of the word in the same slot
    private final long[] sketch = new long[SKETCH_WORDS]; // tells most other words by their ends and their length
    private final int longest;
    private final List<String> names;

    /** Takes lines of parts that are apart by a tab; the word is the parts together. */
    NamedWords(List<String> lines) {
        int slots = Integer.highestOneBit(Math.max(1, lines.size())) * 8;
        this.words = new String[slots];
        this.lengths = new int[slots][];
        this.names = lines.stream().map(line -> line.replace("\t", "")).toList();
        this.longest = names.stream().mapToInt(String::length).max().orElse(0);
        for (int i = 0; i < lines.size(); i++) {
            String name = names.get(i);
            int slot = slot(name, 0, name.length());
            words[slot] = name;
            int sketched = sketched(name, 0, name.length());
            sketch[sketched >> 6] |= 1L << sketched;
            lengths[slot] = lines.get(i).transform(NamedWords::lengths);
        }
    }

    List<String> names() {
        return names;
    }

    /** Whether a stretch of a text is one of the words. */
    boolean contains(String text, int start, int end) {
        if (end - start > longest) {
            return false;
        }
        int sketched = sketched(text, start, end);
        return (sketch[sketched >> 6] >>> sketched & 1) != 0 && words[slot(text, start, end)] != null;
    }

    /** Adds the parts of a stretch that is one of the words. */
    void split(String text, int start, int end, Parts.Builder parts) {
        int from = start;
        for (int length : lengths[slot(text, start, end)]) {
            parts.add(from, from + length);
            from += length;
        }
    }

    private static int sketched(String text, int start, int end) {
        int key = (text.charAt(start) * 31 + text.charAt(end - 1)) * 31 + end - start;
        return (key * 0x9E3779B9) >>> (32 - 14);
    }

    /** The slot of a stretch, or the free one where it would be. */
    private int slot(String text, int start, int end) {
        int hash = 0;
        for (int i = start; i < end; i++) {
            hash = 31 * hash + text.charAt(i);
        }
        hash ^= hash >>> 15;
        int mask = words.length - 1;
        int length = end - start;
        int slot = hash & mask;
        while (words[slot] != null && !(words[slot].length() == length && text.startsWith(words[slot], start))) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private static int[] lengths(String parts) {
        return List.of(parts.split("\t", -1)).stream().mapToInt(String::length).toArray();
    }
}
