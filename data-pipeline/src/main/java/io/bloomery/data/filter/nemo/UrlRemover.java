package io.bloomery.data.filter.nemo;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;
import java.util.regex.Pattern;

/** Takes out what starts like a URL, up to the next white space. */
public final class UrlRemover implements Rule {

    private static final long serialVersionUID = 1L;
    private static final Pattern URL = Pattern.compile(
            "(?:https?://|www\\.)[^\\s\\x1c-\\x1f\\x85\\p{Z}]++", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    @Override
    public void apply(Draft draft) {
        draft.rewrite(URL.matcher(draft.text()).replaceAll(""));
    }

    @Override
    public List<Limit> limits() {
        return List.of();
    }
}
