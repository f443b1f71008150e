package io.bloomery.data.filter.dclm;

import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Takes out lines that are a counter, such as {@code 3.1K likes}. */
public final class CounterLine implements Rule {

    private static final long serialVersionUID = 1L;
    private static final Pattern COUNTER = Pattern.compile("[^\\p{L}\\p{N}_]*+\\p{Nd}[,.\\p{Nd}]*+[kmb]?"
            + "[\\s\\x1c-\\x1f\\x85\\p{Z}]++(?:likes|shares|comments|retweets|reposts|quotes|bookmarks|upvotes|downvotes"
            + "|downloads|views|followers)[^\\p{L}\\p{N}_]*+");

    private final LineRewriting lines =
            LineRewriting.keepingStripped("dclm-counter-line", line -> !COUNTER.matcher(line.toLowerCase(Locale.ROOT))
                    .matches());

    @Override
    public void apply(Draft draft) {
        lines.apply(draft);
    }

    @Override
    public List<Limit> limits() {
        return lines.limits();
    }
}
