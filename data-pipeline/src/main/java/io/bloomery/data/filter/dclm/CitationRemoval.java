package io.bloomery.data.filter.dclm;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;
import java.util.regex.Pattern;

/** Takes out the marks of citations and edits that wikis have: {@code [12]}, {@code [edit]}, {@code [citation needed]}. */
public final class CitationRemoval implements Rule {

    private static final long serialVersionUID = 1L;
    private static final Pattern MARK = Pattern.compile("\\[\\p{Nd}*+]|\\[edit]|\\[citation needed]");

    private final LineRewriting rewriting = new LineRewriting(
            "dclm-citation-removal", text -> MARK.matcher(text).replaceAll(""));

    @Override
    public void apply(Draft draft) {
        rewriting.apply(draft);
    }

    @Override
    public List<Limit> limits() {
        return rewriting.limits();
    }
}
