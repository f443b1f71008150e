package io.bloomery.data.extract;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringTokenizer;
import java.util.function.ToLongFunction;

/**
 * The blocks of a page at one path of elements, such as the prices on the cards of a shop, and the words that most of
 * them share, such as those of "Add to cart".
 */
final class Kin {

    private static final int LEAST_TO_SHARE = 3;
    private static final double MOST = 0.6;
    private static final int WORDS = 24;

    private final Map<String, Integer> holders = new HashMap<>();
    private final int first;
    private int last;
    private int blocks;
    private int words;
    private int characters;
    private int linkCharacters;

    private Kin(int first) {
        this.first = first;
    }

    /** The first words of each block, each once. */
    static List<Set<String>> words(List<Block> blocks) {
        return blocks.stream().map(Kin::wordsOf).toList();
    }

    /** For each block those at the same path, itself included; {@code words} are those of {@link #words}. */
    static Kin[] of(List<Block> blocks, List<Set<String>> words, ToLongFunction<Region> path) {
        Map<Long, Kin> byPath = new HashMap<>();
        Kin[] kin = new Kin[blocks.size()];
        for (int i = 0; i < kin.length; i++) {
            int index = i;
            kin[i] = byPath.computeIfAbsent(path.applyAsLong(blocks.get(i).region), key -> new Kin(index));
            kin[i].add(i, blocks.get(i), words.get(i));
        }
        return kin;
    }

    int blocks() {
        return blocks;
    }

    double wordsPerBlock() {
        return (double) words / blocks;
    }

    double linkDensity() {
        return characters == 0 ? 0 : (double) linkCharacters / characters;
    }

    /** Blocks from the first of them to the last. */
    int span() {
        return last - first + 1;
    }

    int words() {
        return words;
    }

    /** Share of the first words of a member that most members have, too; 0 where there are fewer than three. */
    double shared(Set<String> member) {
        if (blocks < LEAST_TO_SHARE) {
            return 0;
        }
        int common = 0;
        for (String word : member) {
            common += holders.get(word) >= blocks * MOST ? 1 : 0;
        }
        return member.isEmpty() ? 0 : (double) common / member.size();
    }

    private void add(int index, Block block, Set<String> firstWords) {
        last = index;
        blocks++;
        words += block.words;
        characters += block.characters;
        linkCharacters += block.linkCharacters;
        firstWords.forEach(word -> holders.merge(word, 1, Integer::sum));
    }

    private static Set<String> wordsOf(Block block) {
        StringTokenizer tokens = new StringTokenizer(block.text);
        Set<String> words = new HashSet<>();
        for (int i = 0; i < WORDS && tokens.hasMoreTokens(); i++) {
            words.add(tokens.nextToken());
        }
        return words;
    }
}
