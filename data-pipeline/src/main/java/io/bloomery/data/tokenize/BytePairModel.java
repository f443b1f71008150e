package io.bloomery.data.tokenize;

import java.io.Serializable;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A byte-level vocabulary: everything that decides which ids a text has.
 *
 * @param tokens the tokens by id; all but the special ones are written in the symbols that stand for bytes
 * @param merges which neighbours become one token, the most urgent first; of a pair that is named twice the last counts
 * @param specialTokens the tokens that stand for events
 */
public record BytePairModel(List<String> tokens, List<Merge> merges, List<SpecialToken> specialTokens)
        implements Serializable {

    public BytePairModel {
        tokens = List.copyOf(tokens);
        merges = List.copyOf(merges);
        specialTokens = List.copyOf(specialTokens);
        Map<String, Integer> ids = distinct(tokens);
        for (SpecialToken special : specialTokens) {
            requireNamed(tokens, special);
            ids.remove(special.content());
        }
        requireEveryByte(ids);
        for (int rank = 0; rank < merges.size(); rank++) {
            requireConcatenation(tokens, merges.get(rank), rank);
        }
    }

    /** Number of tokens, special ones included; ids are below it. */
    public int vocabularySize() {
        return tokens.size();
    }

    private static Map<String, Integer> distinct(List<String> tokens) {
        Map<String, Integer> ids = new HashMap<>(2 * tokens.size());
        for (int id = 0; id < tokens.size(); id++) {
            Integer earlier = ids.put(tokens.get(id), id);
            if (earlier != null) {
                throw new IllegalArgumentException("the ids " + earlier + " and " + id + " name the same token");
            }
        }
        return ids;
    }

    private static void requireEveryByte(Map<String, Integer> ids) {
        for (int value = 0; value < ByteSymbols.COUNT; value++) {
            String symbol = String.valueOf(ByteSymbols.symbol(value));
            if (!ids.containsKey(symbol)) {
                throw new IllegalArgumentException(
                        "the vocabulary has no token for the byte " + value + ", written \"" + symbol + "\"");
            }
        }
    }

    private static void requireNamed(List<String> tokens, SpecialToken special) {
        if (special.id() >= tokens.size() || !tokens.get(special.id()).equals(special.content())) {
            throw new IllegalArgumentException("the special token \"" + special.content()
                    + "\" is not the token with id " + special.id() + " of " + tokens.size());
        }
    }

    private static void requireConcatenation(List<String> tokens, Merge merge, int rank) {
        if (!isId(merge.left(), tokens) || !isId(merge.right(), tokens) || !isId(merge.merged(), tokens)) {
            throw new IllegalArgumentException(
                    "merge " + rank + " names an id that is not below " + tokens.size() + ": " + merge);
        }
        String joined = tokens.get(merge.left()) + tokens.get(merge.right());
        if (!tokens.get(merge.merged()).equals(joined)) {
            throw new IllegalArgumentException("merge " + rank + " makes \"" + tokens.get(merge.merged())
                    + "\" out of what is \"" + joined + "\"");
        }
    }

    private static boolean isId(int id, List<String> tokens) {
        return id >= 0 && id < tokens.size();
    }
}
