package io.bloomery.data.decontaminate;

import java.util.List;

/**
 * What evaluation sets and a text share.
 *
 * @param items with their first run in the text, in its order
 * @param share of the text's runs of words that are runs of items, in [0, 1]
 * @param left of the text; empty where it has to go
 */
public record Contamination(List<FoundItem> items, double share, String left) {

    /**
     * An item that a text holds.
     *
     * @param ngram the first run of words that both have, as it is compared
     * @param matches how many runs both have
     */
    public record FoundItem(String set, String item, String ngram, int matches) {}

    public Contamination {
        items = List.copyOf(items);
    }

    /** Whether there is anything. */
    public boolean isFound() {
        return !items.isEmpty();
    }
}
