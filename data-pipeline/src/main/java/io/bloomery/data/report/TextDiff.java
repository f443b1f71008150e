package io.bloomery.data.report;

import com.github.difflib.DiffUtils;
import com.github.difflib.algorithm.DiffAlgorithmI;
import com.github.difflib.algorithm.myers.MyersDiffWithLinearSpace;
import com.github.difflib.patch.AbstractDelta;
import io.bloomery.data.quantity.Quantity;
import java.util.ArrayList;
import java.util.List;

/**
 * In which words two texts differ, for a person to read: {@code [-gone-]} and {@code {+new+}}, each change on a line of its
 * own with some words around it.
 *
 * <p>Lines are compared first, then the words of those that differ, so that time and memory stay bounded: what lies
 * beyond the first {@value #MAX_CHARACTERS} characters of a text is not compared, and of lines without likeness all words
 * count as changed.
 */
public final class TextDiff {

    private static final int MAX_CHARACTERS = 400_000;
    private static final int MAX_PIECES = 4_000;
    private static final int MAX_WORDS = 1_500;
    private static final int MAX_CHANGES = 40;
    private static final int MAX_SHOWN_WORDS = 60;
    private static final int CONTEXT_WORDS = 8;
    private static final int MAX_LINE_CHARACTERS = 2_000;
    private static final String GONE = "\u001b[31m";
    private static final String NEW = "\u001b[32m";
    private static final String PLAIN = "\u001b[0m";

    /** A run of words that one text has in place of those of the other. */
    private record Change(int from, int to, List<String> gone, List<String> added) {}

    /** Pieces from one index to another that give way to others. */
    private record Edit(int from, int to, List<String> added) {
        Edit followedBy(Edit next) {
            List<String> both = new ArrayList<>(added);
            both.addAll(next.added);
            return new Edit(from, next.to, both);
        }
    }

    private final List<String> words;
    private final List<Change> changes;
    private final boolean coloured;

    private TextDiff(List<String> words, List<Change> changes, boolean coloured) {
        this.words = words;
        this.changes = changes;
        this.coloured = coloured;
    }

    /**
     * The lines to print.
     *
     * @param coloured whether the lines go to a terminal that shows colours
     */
    public static List<String> render(String before, String after, boolean coloured) {
        List<String> left = TextPieces.lines(begin(before), MAX_PIECES);
        List<String> right = TextPieces.lines(begin(after), MAX_PIECES);
        List<String> words = new ArrayList<>();
        List<Change> changes = new ArrayList<>();
        int next = 0;
        for (Edit edit : edits(left, right)) {
            words.addAll(words(left.subList(next, edit.from())));
            refine(words(left.subList(edit.from(), edit.to())), words(edit.added()), words, changes);
            next = edit.to();
        }
        words.addAll(words(left.subList(next, left.size())));
        List<String> lines = new TextDiff(words, changes, coloured).lines();
        if (before.length() > MAX_CHARACTERS || after.length() > MAX_CHARACTERS) {
            lines.add("(the first " + Quantity.count(MAX_CHARACTERS) + " characters of each were compared)");
        }
        return lines;
    }

    /** Adds the words of the left side, and which of them are changed. */
    private static void refine(List<String> left, List<String> right, List<String> words, List<Change> changes) {
        int offset = words.size();
        words.addAll(left);
        if (left.size() > MAX_WORDS || right.size() > MAX_WORDS) {
            changes.add(new Change(offset, offset + left.size(), left, right));
            return;
        }
        for (Edit edit : edits(left, right)) {
            List<String> gone = left.subList(edit.from(), edit.to());
            changes.add(new Change(offset + edit.from(), offset + edit.to(), gone, edit.added()));
        }
    }

    /** What has to be replaced in the left side to get the right one; replacements do not touch each other. */
    private static List<Edit> edits(List<String> left, List<String> right) {
        DiffAlgorithmI<String> myers =
                new MyersDiffWithLinearSpace<>((a, b) -> a.strip().equals(b.strip()));
        List<Edit> edits = new ArrayList<>();
        for (AbstractDelta<String> delta :
                DiffUtils.diff(left, right, myers, null, false).getDeltas()) {
            int from = delta.getSource().getPosition();
            Edit edit = new Edit(
                    from, from + delta.getSource().size(), delta.getTarget().getLines());
            int last = edits.size() - 1;
            if (last >= 0 && edits.get(last).to() == from) {
                edits.set(last, edits.get(last).followedBy(edit));
            } else {
                edits.add(edit);
            }
        }
        return edits;
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (changes.isEmpty()) {
            lines.add("the texts are the same, word for word");
        }
        int shown = Math.min(MAX_CHANGES, changes.size());
        for (int i = 0; i < shown; ) {
            int first = i;
            while (i + 1 < shown && changes.get(i + 1).from() - changes.get(i).to() <= 2 * CONTEXT_WORDS) {
                i++;
            }
            lines.add(line(changes.subList(first, ++i)));
        }
        if (changes.size() > shown) {
            lines.add("… and " + Quantity.count(changes.size() - shown) + " more changes");
        }
        return lines;
    }

    /** Changes that lie near each other, with the words before, between and after. */
    private String line(List<Change> near) {
        StringBuilder line = new StringBuilder();
        int from = Math.max(0, near.get(0).from() - CONTEXT_WORDS);
        line.append(from > 0 ? "… " : "");
        int next = from;
        for (Change change : near) {
            line.append(shown(words.subList(next, change.from())));
            line.append(marked("[-", change.gone(), "-]", GONE));
            line.append(marked("{+", change.added(), "+}", NEW));
            next = change.to();
        }
        int to = Math.min(words.size(), next + CONTEXT_WORDS);
        line.append(shown(words.subList(next, to)));
        return line.append(to < words.size() ? "…" : "").toString().strip();
    }

    private String marked(String open, List<String> changed, String close, String colour) {
        if (changed.isEmpty()) {
            return "";
        }
        String text = open + shown(changed).strip() + close;
        return (coloured ? colour + text + PLAIN : text) + " ";
    }

    private static String shown(List<String> words) {
        List<String> beginning = words.subList(0, Math.min(MAX_SHOWN_WORDS, words.size()));
        String text = VisibleText.line(String.join("", beginning), MAX_LINE_CHARACTERS);
        String more = words.size() > MAX_SHOWN_WORDS
                ? " … " + Quantity.count(words.size() - MAX_SHOWN_WORDS) + " more words"
                : "";
        return text.isEmpty() ? "" : text + more + " ";
    }

    private static List<String> words(List<String> lines) {
        List<String> words = new ArrayList<>();
        lines.forEach(line -> words.addAll(TextPieces.words(line)));
        return words;
    }

    private static String begin(String text) {
        return text.length() <= MAX_CHARACTERS ? text : text.substring(0, MAX_CHARACTERS);
    }
}
