package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;
import java.util.regex.Pattern;

/** Leaves at most one blank line between two others, whether lines end as on Unix or as on Windows. */
public final class NewlineNormalizer implements Rule {

    private static final long serialVersionUID = 1L;
    private static final Pattern LINE_FEEDS = Pattern.compile("\n{3,}+");
    private static final Pattern WINDOWS_LINE_ENDS = Pattern.compile("(?:\r\n){3,}+");

    @Override
    public void apply(Draft draft) {
        String text = LINE_FEEDS.matcher(draft.text()).replaceAll("\n\n");
        draft.rewrite(WINDOWS_LINE_ENDS.matcher(text).replaceAll("\r\n\r\n"));
    }

    @Override
    public List<Limit> limits() {
        return List.of();
    }
}
