package io.bloomery.data.segment;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Parts of a text in order, such as its words or its lines: offsets into the text, no copies.
 *
 * <p>Belongs to one thread, as numbers and lengths are worked out when they are first asked for.
 */
public final class Parts {

    private final String text;
    private final int[] starts;
    private final int[] ends;
    private final int size;
    private int[] ids;
    private int distinct;
    private int[] characters;

    /**
     * Parts between the offsets that the arrays hold; the arrays must not be changed afterwards.
     *
     * @param size how many entries of the arrays count
     */
    Parts(String text, int[] starts, int[] ends, int size) {
        this.text = requireNonNull(text, "text");
        this.starts = starts;
        this.ends = ends;
        this.size = size;
    }

    /** What stands between white space in a text, as Python's {@code text.split()}. */
    public static Parts spaced(String text) {
        return Lines.betweenSpaces(text);
    }

    /**
     * The words of a text.
     *
     * @param language ISO 639-1 code, or {@code und}
     */
    public static Parts words(String text, String language) {
        return WordSplitters.of(language).split(text);
    }

    /**
     * The sentences of a text; together they are the whole text, so an empty text is one empty sentence.
     *
     * @param language ISO 639-1 code, or {@code und}
     */
    public static Parts sentences(String text, String language) {
        return Sentences.of(words(text, language));
    }

    /** What stands between separators, as Python's {@code text.split(separator)}: at least one part. */
    public static Parts between(String text, String separator) {
        Builder parts = new Builder(text);
        int start = 0;
        for (int end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
            parts.add(start, end);
            start = end + separator.length();
        }
        parts.add(start, text.length());
        return parts.build();
    }

    /** The parts without white space at their ends. */
    public Parts stripped() {
        Builder parts = new Builder(text);
        for (int i = 0; i < size; i++) {
            int start = starts[i];
            int end = ends[i];
            while (start < end && PythonCharacters.isSpace(text.charAt(start))) {
                start++;
            }
            while (end > start && PythonCharacters.isSpace(text.charAt(end - 1))) {
                end--;
            }
            parts.add(start, end);
        }
        return parts.build();
    }

    /** The parts that hold more than white space. */
    public Parts notBlank() {
        Builder parts = new Builder(text);
        for (int i = 0; i < size; i++) {
            if (!PythonText.isBlank(part(i))) {
                parts.add(starts[i], ends[i]);
            }
        }
        return parts.build();
    }

    /**
     * How many sentences a stretch of the text is that begins and ends with words, where these parts are the words of the
     * text; 1 for an empty stretch.
     *
     * @param firstWord the first word of the stretch, as {@link #firstAt} finds it
     */
    public int sentences(int firstWord, int end) {
        int last = firstWord;
        while (last < size && ends[last] <= end) {
            last++;
        }
        return Sentences.count(this, firstWord, last);
    }

    /**
     * The first part that begins at an offset or behind it.
     *
     * @param from a part that is known to be none behind that one
     */
    public int firstAt(int offset, int from) {
        int first = from;
        while (first < size && starts[first] < offset) {
            first++;
        }
        return first;
    }

    public String text() {
        return text;
    }

    public int size() {
        return size;
    }

    /** Offset of a part's first char in the text. */
    public int start(int index) {
        return starts[index];
    }

    /** Offset behind a part's last char in the text. */
    public int end(int index) {
        return ends[index];
    }

    /** Code points in a part, as Python counts them. */
    public int characters(int index) {
        return charactersOfAll()[index];
    }

    /** Code points in all parts together. */
    public long characters() {
        long all = 0;
        for (int length : charactersOfAll()) {
            all += length;
        }
        return all;
    }

    /** A copy of a part. */
    public String part(int index) {
        return text.substring(starts[index], ends[index]);
    }

    /** Copies of all parts. */
    public List<String> list() {
        return IntStream.range(0, size).mapToObj(this::part).toList();
    }

    /** A number for what a part reads: equal parts have the same, counted from 0 in the order of first occurrence. */
    public int id(int index) {
        return idsOfAll()[index];
    }

    /** How many different parts there are. */
    public int distinct() {
        idsOfAll();
        return distinct;
    }

    /** Whether a part reads as these characters. */
    public boolean reads(int index, String word) {
        return ends[index] - starts[index] == word.length() && text.startsWith(word, starts[index]);
    }

    /** The number of each part; must not be changed. */
    int[] idsOfAll() {
        if (ids == null) {
            Spellings spellings = new Spellings(text, size);
            int[] numbers = new int[size];
            for (int i = 0; i < size; i++) {
                numbers[i] = spellings.number(starts[i], ends[i]);
            }
            distinct = spellings.distinct();
            ids = numbers;
        }
        return ids;
    }

    private int[] charactersOfAll() {
        if (characters == null) {
            int[] lengths = new int[size];
            for (int i = 0; i < size; i++) {
                lengths[i] = characters(text, starts[i], ends[i]);
            }
            characters = lengths;
        }
        return characters;
    }

    private static int characters(String text, int start, int end) {
        int length = end - start;
        for (int i = start; i < end - 1; i++) {
            if (Character.isHighSurrogate(text.charAt(i)) && Character.isLowSurrogate(text.charAt(i + 1))) {
                length--;
            }
        }
        return length;
    }

    /** Grows as parts are found. */
    static final class Builder {

        private static final int CHARS_PER_PART = 5; // about an English word and its space

        private final String text;
        private int[] starts;
        private int[] ends;
        private int size;

        Builder(String text) {
            this.text = text;
            this.starts = new int[text.length() / CHARS_PER_PART + 8];
            this.ends = new int[starts.length];
        }

        void add(int start, int end) {
            if (size == starts.length) {
                starts = Arrays.copyOf(starts, size * 2);
                ends = Arrays.copyOf(ends, size * 2);
            }
            starts[size] = start;
            ends[size++] = end;
        }

        int size() {
            return size;
        }

        int start(int index) {
            return starts[index];
        }

        int end(int index) {
            return ends[index];
        }

        String text() {
            return text;
        }

        Parts build() {
            return new Parts(text, starts, ends, size);
        }
    }
}
