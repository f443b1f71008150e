package io.bloomery.data.filter.dclm;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import io.bloomery.data.step.TextRule.Rewriting;
import java.io.Serializable;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A rule that rewrites a text and drops the document if nothing is left of it.
 *
 * @param name of the rule, and of the signal that has the characters which are left
 */
record LineRewriting(String name, Rewriting rewriting) implements Rule {

    /** Whether a line stays. */
    @FunctionalInterface
    interface LineTest extends Serializable {

        boolean stays(String line);
    }

    /** Keeps some lines. */
    static LineRewriting keeping(String name, LineTest test) {
        return new LineRewriting(name, text -> kept(text, test));
    }

    /** Keeps some lines, and takes white space off the ends of the text. */
    static LineRewriting keepingStripped(String name, LineTest test) {
        return new LineRewriting(name, text -> PythonText.strip(kept(text, test)));
    }

    @Override
    public void apply(Draft draft) {
        draft.rewrite(rewriting.of(draft.text()));
        draft.signal(name, draft.text().length());
    }

    @Override
    public List<Limit> limits() {
        return List.of(Limit.atLeast(name, 1));
    }

    private static String kept(String text, LineTest test) {
        return PythonText.parts(text, "\n").stream().filter(test::stays).collect(Collectors.joining("\n"));
    }
}
