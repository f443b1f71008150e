package io.bloomery.data.crawl.usage;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;

/**
 * One thing that a site said about the use of a page.
 *
 * @param name of the directive, property or category, in lower case, such as {@code noai} or {@code train-ai}
 * @param value as written; empty for a directive that has none
 */
public record UsageStatement(Source source, String name, String value) implements Serializable {

    private static final int MAX_LENGTH = 200;

    /** Where it was said. */
    public enum Source {
        /** A meta element named robots, or like this crawler. */
        ROBOTS_META("meta robots"),
        /** The header X-Robots-Tag. */
        ROBOTS_HEADER("x-robots-tag"),
        /** A meta element of the TDM Reservation Protocol. */
        TDM_META("meta tdm"),
        /** A header of the TDM Reservation Protocol. */
        TDM_HEADER("header tdm"),
        /** {@code /.well-known/tdmrep.json}. */
        TDM_FILE("tdmrep.json"),
        /** The header Content-Usage (AIPREF). */
        USAGE_HEADER("content-usage"),
        /** A Content-Usage record of robots.txt. */
        USAGE_ROBOTS("robots.txt content-usage"),
        /** A Content-Signal record of robots.txt. */
        SIGNAL_ROBOTS("robots.txt content-signal");

        private final String label;

        Source(String label) {
            this.label = label;
        }
    }

    public UsageStatement {
        requireNonNull(source, "source");
        name = bounded(name);
        value = bounded(value);
    }

    /** The statement in one line, as tables and archives keep it, such as {@code x-robots-tag: noai}. */
    public String text() {
        return source.label + ": " + name + (value.isEmpty() ? "" : "=" + value);
    }

    private static String bounded(String text) {
        String cut = text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) : text;
        return cut.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
    }
}
