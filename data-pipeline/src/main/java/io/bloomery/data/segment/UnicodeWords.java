package io.bloomery.data.segment;

import io.bloomery.data.step.View;
import java.util.ArrayList;
import java.util.List;

/**
 * Words by the boundaries of Unicode Standard Annex 29 (revision 45, Unicode 16), rules WB3 to WB999, without a
 * dictionary: an ideograph is a word by itself. Punctuation marks and runs of white space are words too. Linear time.
 */
public final class UnicodeWords {

    /** Every word, punctuation and white space too. */
    public static final View<List<String>> ALL = draft -> of(draft.text());

    /** The words that begin with a letter or a number, as DCLM counts them. */
    public static final View<List<String>> SPOKEN = draft -> draft.view(ALL).stream()
            .filter(word -> PythonCharacters.isAlphanumeric(word.codePointAt(0)))
            .toList();

    private final String text;

    private UnicodeWords(String text) {
        this.text = text;
    }

    /** The words of a text in order; together they are the text. */
    public static List<String> of(String text) {
        return new UnicodeWords(text).split();
    }

    private List<String> split() {
        List<String> words = new ArrayList<>();
        WordBreak beforeBase = WordBreak.OTHER; // the base before the last one
        WordBreak base = WordBreak.OTHER; // the last character that is not attached to another one
        WordBreak last = WordBreak.OTHER;
        int indicators = 0; // regional indicators in a row before this place
        int start = 0;
        int i = 0;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            int next = i + Character.charCount(codePoint);
            WordBreak kind = WordBreakTable.of(codePoint);
            boolean joined = i > 0
                    && (isJoinedToLast(last, kind, codePoint)
                            || (!last.endsLine() && isJoinedToBase(beforeBase, base, kind, next, indicators)));
            if (i > 0 && !joined) {
                words.add(text.substring(start, i));
                start = i;
            }
            if (!kind.isAttached() || i == 0 || last.endsLine()) {
                indicators = kind == WordBreak.REGIONAL_INDICATOR ? indicators + 1 : 0;
                beforeBase = base;
                base = kind;
            }
            last = kind;
            i = next;
        }
        if (start < text.length()) {
            words.add(text.substring(start));
        }
        return words;
    }

    /** Rules WB3 to WB4, which look at what stands directly before. */
    private static boolean isJoinedToLast(WordBreak last, WordBreak kind, int codePoint) {
        if (last.endsLine() || kind.endsLine()) {
            return last == WordBreak.CR && kind == WordBreak.LF;
        }
        return kind.isAttached()
                || (last == WordBreak.WSEGSPACE && kind == WordBreak.WSEGSPACE)
                || (last == WordBreak.ZWJ && WordBreakTable.isPictographic(codePoint));
    }

    /** Rules WB5 to WB16, which do not see attached characters. */
    private boolean isJoinedToBase(WordBreak beforeBase, WordBreak base, WordBreak kind, int next, int indicators) {
        return switch (kind) {
            case ALETTER, HEBREW_LETTER ->
                base.isLetter()
                        || base == WordBreak.NUMERIC
                        || base == WordBreak.EXTENDNUMLET
                        || (beforeBase.isLetter() && base.joinsLetters())
                        || (kind == WordBreak.HEBREW_LETTER
                                && beforeBase == WordBreak.HEBREW_LETTER
                                && base == WordBreak.DOUBLE_QUOTE);
            case NUMERIC ->
                base.isLetter()
                        || base == WordBreak.NUMERIC
                        || base == WordBreak.EXTENDNUMLET
                        || (beforeBase == WordBreak.NUMERIC && base.joinsNumbers());
            case KATAKANA -> base == WordBreak.KATAKANA || base == WordBreak.EXTENDNUMLET;
            case EXTENDNUMLET -> base.isConnected() || base == WordBreak.EXTENDNUMLET;
            case REGIONAL_INDICATOR -> indicators % 2 == 1;
            case MIDLETTER -> base.isLetter() && nextBase(next).isLetter();
            case MIDNUM -> base == WordBreak.NUMERIC && nextBase(next) == WordBreak.NUMERIC;
            case MIDNUMLET, SINGLE_QUOTE ->
                (kind == WordBreak.SINGLE_QUOTE && base == WordBreak.HEBREW_LETTER)
                        || (base.isLetter() && nextBase(next).isLetter())
                        || (base == WordBreak.NUMERIC && nextBase(next) == WordBreak.NUMERIC);
            case DOUBLE_QUOTE -> base == WordBreak.HEBREW_LETTER && nextBase(next) == WordBreak.HEBREW_LETTER;
            case OTHER, CR, LF, NEWLINE, EXTEND, ZWJ, FORMAT, WSEGSPACE -> false;
        };
    }

    private WordBreak nextBase(int from) {
        int i = from;
        while (i < text.length()) {
            int codePoint = text.codePointAt(i);
            WordBreak kind = WordBreakTable.of(codePoint);
            if (!kind.isAttached()) {
                return kind;
            }
            i += Character.charCount(codePoint);
        }
        return WordBreak.OTHER;
    }
}
