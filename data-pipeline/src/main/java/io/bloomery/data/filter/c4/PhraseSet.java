package io.bloomery.data.filter.c4;

import io.bloomery.data.segment.PythonCharacters;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Finds whether any of many phrases stands in a text; takes at most the longest phrase's length for each character. */
final class PhraseSet implements Serializable {

    private static final long serialVersionUID = 1L;

    private final Node root = new Node();
    private final boolean betweenWords;

    /**
     * Phrases to look for.
     *
     * @param betweenWords whether characters of words may not adjoin a phrase
     */
    PhraseSet(Set<String> phrases, boolean betweenWords) {
        this.betweenWords = betweenWords;
        phrases.forEach(root::add);
    }

    private static final class Node implements Serializable {

        private static final long serialVersionUID = 1L;

        private final Map<Character, Node> next = new HashMap<>();
        private boolean ends;

        void add(String phrase) {
            Node node = this;
            for (int i = 0; i < phrase.length(); i++) {
                node = node.next.computeIfAbsent(phrase.charAt(i), absent -> new Node());
            }
            node.ends = true;
        }
    }

    boolean occursIn(String text) {
        for (int i = 0; i < text.length(); i++) {
            if ((!betweenWords || isEdge(text, i)) && occursAt(text, i)) {
                return true;
            }
        }
        return false;
    }

    private boolean occursAt(String text, int start) {
        Node node = root;
        for (int i = start; i < text.length(); i++) {
            node = node.next.get(text.charAt(i));
            if (node == null) {
                return false;
            }
            if (node.ends && (!betweenWords || i + 1 == text.length() || !isInWord(text.codePointAt(i + 1)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isEdge(String text, int at) {
        return at == 0 || !isInWord(text.codePointBefore(at));
    }

    private static boolean isInWord(int codePoint) {
        return PythonCharacters.isWordCharacter(codePoint);
    }
}
