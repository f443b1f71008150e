package io.bloomery.data.privacy;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds one kind of personal data; pure, thread-safe, and linear in the length of the text. */
interface Finder extends Serializable {

    /** Where the data is: in order, without overlaps. */
    List<Span> find(String text);

    /** Spans in order, without those that begin within an earlier one. */
    static List<Span> withoutOverlaps(Stream<Span> spans) {
        List<Span> apart = new ArrayList<>();
        spans.sorted(Comparator.comparingInt(Span::start)).forEachOrdered(span -> {
            if (apart.isEmpty() || span.start() >= apart.get(apart.size() - 1).end()) {
                apart.add(span);
            }
        });
        return apart;
    }

    /** The text with each span replaced by what the function gives for its content. */
    static String replace(String text, List<Span> spans, Function<String, String> replacement) {
        if (spans.isEmpty()) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length());
        int from = 0;
        for (Span span : spans) {
            replaced.append(text, from, span.start()).append(replacement.apply(span.of(text)));
            from = span.end();
        }
        return replaced.append(text, from, text.length()).toString();
    }
}
