package io.bloomery.data.filter.nemo;

import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;

/** Takes off straight double quotation marks around the whole text, unless its first line ends in one too. */
public final class QuotationRemover implements Rule {

    private static final long serialVersionUID = 1L;
    private static final int SHORTEST_QUOTED = 3;

    @Override
    public void apply(Draft draft) {
        String text = draft.text();
        boolean quoted = text.startsWith("\"")
                && text.endsWith("\"")
                && PythonText.length(PythonText.strip(text)) >= SHORTEST_QUOTED;
        int lineEnd = text.indexOf('\n');
        boolean firstLineQuoted = lineEnd > 0 && text.charAt(lineEnd - 1) == '"';
        if (quoted && !firstLineQuoted) {
            draft.rewrite(text.substring(1, text.length() - 1));
        }
    }

    @Override
    public List<Limit> limits() {
        return List.of();
    }
}
