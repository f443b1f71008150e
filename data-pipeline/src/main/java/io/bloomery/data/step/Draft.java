package io.bloomery.data.step;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** A document while the rules of a profile work on it; belongs to one thread. */
public final class Draft {

    private final Document original;
    private final Map<String, Double> signals;
    private final IdentityHashMap<View<?>, Object> views = new IdentityHashMap<>();
    private String text;
    private String language;
    private double languageScore;

    /** A draft of a document as it is, with the signals that it has. */
    public Draft(Document document) {
        this.original = document;
        this.signals = new LinkedHashMap<>(document.signals());
        this.text = document.text();
        this.language = document.language();
        this.languageScore = document.languageScore();
    }

    /** A draft of a bare text. */
    public static Draft of(String text) {
        return new Draft(Document.of("", "", text));
    }

    public String text() {
        return text;
    }

    public String url() {
        return original.url();
    }

    /** ISO 639-1 code, or {@link Document#UNKNOWN_LANGUAGE} until a rule has identified it. */
    public String language() {
        return language;
    }

    /** Confidence that the language is right, in [0, 1]. */
    public double languageScore() {
        return languageScore;
    }

    /** The text as a view shows it, computed once for each text. */
    @SuppressWarnings("unchecked") // a view is stored with what it gave
    public <T> T view(View<T> view) {
        T shown = (T) views.get(view);
        if (shown == null) {
            shown = view.of(this);
            views.put(view, shown);
        }
        return shown;
    }

    /** Replaces the text; views are computed anew. */
    public void rewrite(String newText) {
        requireNonNull(newText, "newText");
        if (!newText.equals(text)) {
            text = newText;
            views.clear();
        }
    }

    /** Stores a measured number. */
    public void signal(String name, double value) {
        signals.put(name, value);
    }

    /** A number that a rule has stored. */
    public OptionalDouble signal(String name) {
        Double value = signals.get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }

    /**
     * Says what the text is written in.
     *
     * @param score confidence, in [0, 1]
     */
    public void identify(String code, double score) {
        language = requireNonNull(code, "code");
        languageScore = score;
    }

    /** The document as the rules have left it. */
    public Document document() {
        return original.withText(text).withLanguage(language, languageScore).withSignals(signals);
    }
}
