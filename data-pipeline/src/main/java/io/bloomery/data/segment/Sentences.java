package io.bloomery.data.segment;

/**
 * Sentences by the rule of spaCy's sentencizer: after a mark that ends one, and the punctuation that follows it, the next
 * word or white space begins another.
 *
 * <p>White space counts only where it is more than the single blank between two words.
 */
final class Sentences {

    private final Parts words;
    private final String text;

    private Sentences(Parts words) {
        this.words = words;
        this.text = words.text();
    }

    /** The sentences of a text; together they are the whole text, so an empty text is one empty sentence. */
    static Parts of(Parts words) {
        Parts.Builder sentences = new Parts.Builder(words.text());
        Sentences marks = new Sentences(words);
        int start = 0;
        boolean ended = false;
        for (int i = 0; i < words.size(); i++) {
            boolean endsOne = marks.ends(i);
            if (ended && marks.begins(i, endsOne)) {
                sentences.add(start, words.end(i - 1));
                start = words.end(i - 1);
                ended = false;
            }
            ended |= endsOne;
        }
        int last = words.size() == 0 ? 0 : words.end(words.size() - 1);
        if (ended && marks.hasSpace(last, words.text().length())) {
            sentences.add(start, last);
            start = last;
        }
        sentences.add(start, words.text().length());
        return sentences.build();
    }

    /** How many sentences some words of a text in a row are, without the white space around them; 1 for no words. */
    static int count(Parts words, int first, int end) {
        Sentences marks = new Sentences(words);
        int count = 1;
        boolean ended = false;
        for (int i = first; i < end; i++) {
            boolean endsOne = marks.ends(i);
            if (ended && marks.begins(i, endsOne)) {
                count++;
                ended = false;
            }
            ended |= endsOne;
        }
        return count;
    }

    private boolean begins(int word, boolean endsOne) {
        return isAfterSpace(word) || (!endsOne && !isPunctuation(word));
    }

    private boolean isAfterSpace(int word) {
        return hasSpace(words.end(word - 1), words.start(word));
    }

    private boolean hasSpace(int from, int to) {
        return to - from > 1 || (to - from == 1 && text.charAt(from) != ' ');
    }

    private boolean ends(int word) {
        int first = text.codePointAt(words.start(word));
        return words.start(word) + Character.charCount(first) == words.end(word)
                && Characters.SENTENCE_END.contains(first);
    }

    private boolean isPunctuation(int word) {
        int i = words.start(word);
        while (i < words.end(word)) {
            int codePoint = text.codePointAt(i);
            if (!Characters.isUnicodePunctuation(codePoint)) {
                return false;
            }
            i += Character.charCount(codePoint);
        }
        return true;
    }
}
