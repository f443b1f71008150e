package io.bloomery.data.segment;

import io.bloomery.data.step.View;

/** The ways in which rules look at a draft's text; computed once for each text. */
public final class Views {

    /** Words of the draft's language, punctuation marks apart, as datatrove splits them. */
    public static final View<Parts> WORDS =
            draft -> WordSplitters.of(draft.language()).split(draft.text());

    /** Sentences over {@link #WORDS}; together they are the whole text, so an empty text is one empty sentence. */
    public static final View<Parts> SENTENCES = draft -> Sentences.of(draft.view(WORDS));

    /** What stands between white space, as Python's {@code text.split()}. */
    public static final View<Parts> SPACED_WORDS = draft -> Parts.spaced(draft.text());

    /** What stands between newlines, as Python's {@code text.split("\n")}: at least one, blank ones too. */
    public static final View<Parts> LINES = draft -> Lines.betweenNewlines(draft.text());

    /** What stands between runs of newlines: at least one, blank ones too. */
    public static final View<Parts> LINES_BETWEEN_RUNS = draft -> Lines.betweenRunsOfNewlines(draft.text());

    /** Lines as Python's {@code text.splitlines()} finds them. */
    public static final View<Parts> PYTHON_LINES = draft -> Lines.asPython(draft.text());

    /** What stands between blank lines (runs of two newlines or more) of the stripped text: at least one. */
    public static final View<Parts> PARAGRAPHS = draft -> Lines.paragraphs(draft.text());

    /** Lines with the newlines that end them, as Dolma's paragraphs: none in an empty text. */
    public static final View<Parts> PARAGRAPHS_WITH_ENDS = draft -> Lines.withEnds(draft.text());

    private Views() {}
}
