package io.bloomery.data.segment;

import java.lang.Character.UnicodeScript;
import java.util.ArrayList;
import java.util.List;

/**
 * Words of Japanese as far as a change of script shows them: {@code 私|は|日本語|の|テキスト|を|分割|します}.
 *
 * <p>Runs of one script are words, white space is none, and each punctuation mark is one. That is no morphological
 * analysis, but counts come close: particles and endings are written in hiragana, stems in ideographs or katakana.
 */
public final class ScriptRuns {

    private static final int PROLONGED_SOUND = 0x30fc;
    private static final int ITERATION_MARK = 0x3005;

    private ScriptRuns() {}

    /** The words of a text in order. */
    public static List<String> of(String text) {
        List<String> runs = new ArrayList<>();
        int start = 0;
        UnicodeScript script = UnicodeScript.UNKNOWN;
        for (int i = 0; i < text.length(); ) {
            int codePoint = text.codePointAt(i);
            UnicodeScript next = script(codePoint, script);
            boolean letter = next != UnicodeScript.COMMON;
            if (i > start && (!letter || next != script)) {
                add(runs, text.substring(start, i));
                start = i;
            }
            script = next;
            i += Character.charCount(codePoint);
        }
        add(runs, text.substring(start));
        return runs;
    }

    private static UnicodeScript script(int codePoint, UnicodeScript before) {
        if (codePoint == PROLONGED_SOUND || codePoint == ITERATION_MARK) {
            return before;
        }
        if (Character.isDigit(codePoint)) {
            return UnicodeScript.LATIN;
        }
        UnicodeScript script = UnicodeScript.of(codePoint);
        return script == UnicodeScript.INHERITED ? before : script;
    }

    private static void add(List<String> runs, String run) {
        if (!PythonText.isBlank(run)) {
            runs.add(run);
        }
    }
}
