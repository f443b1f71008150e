package io.bloomery.data.filter.gopher;

import static java.util.Objects.requireNonNull;

import io.bloomery.data.segment.Ngrams;
import io.bloomery.data.segment.Parts;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.segment.Views;
import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.Rule;
import java.util.ArrayList;
import java.util.List;

/**
 * Drops texts that repeat themselves: Rae et al. 2021 (Gopher), table A1, as datatrove's {@code GopherRepetitionFilter}
 * measures it.
 *
 * <p>Lines stand between runs of newlines, paragraphs between runs of two or more; a duplicate is a second or later copy;
 * shares of characters are of the whole text, white space included. The most frequent n-gram counts with a blank between
 * its words and even where it occurs once, so very short texts are dropped.
 */
public final class GopherRepetition implements Rule {

    private static final long serialVersionUID = 1L;

    private static final String CHARACTERS = "gopher-characters";
    private static final String DUP_PARA_FRAC = "gopher-dup-para-frac";
    private static final String DUP_PARA_CHAR_FRAC = "gopher-dup-para-char-frac";
    private static final String DUP_LINE_FRAC = "gopher-dup-line-frac";
    private static final String DUP_LINE_CHAR_FRAC = "gopher-dup-line-char-frac";

    private final GopherRepetitionConfig config;

    public GopherRepetition(GopherRepetitionConfig config) {
        this.config = requireNonNull(config, "config");
    }

    @Override
    public void apply(Draft draft) {
        int characters = draft.view(PythonText.LENGTH);
        draft.signal(CHARACTERS, characters);
        if (characters == 0) {
            return;
        }
        measureCopies(draft, draft.view(Views.PARAGRAPHS), DUP_PARA_FRAC, DUP_PARA_CHAR_FRAC);
        measureCopies(draft, draft.view(Views.LINES_BETWEEN_RUNS), DUP_LINE_FRAC, DUP_LINE_CHAR_FRAC);
        Parts words = draft.view(Views.WORDS);
        measureMostFrequent(draft, words, characters);
        int longest = config.dupNGrams().stream().mapToInt(NgramLimit::n).max().orElse(1);
        RepeatedWords repeated = new RepeatedWords(words, longest);
        for (NgramLimit limit : config.dupNGrams()) {
            draft.signal(duplicated(limit.n()), (double) repeated.characters(limit.n()) / characters);
        }
    }

    @Override
    public List<Limit> limits() {
        List<Limit> limits = new ArrayList<>();
        limits.add(new Limit("gopher-empty", CHARACTERS, Bound.AT_LEAST, 1));
        addUnlessOff(limits, DUP_PARA_FRAC, config.dupParaFrac());
        addUnlessOff(limits, DUP_PARA_CHAR_FRAC, config.dupParaCharFrac());
        addUnlessOff(limits, DUP_LINE_FRAC, config.dupLineFrac());
        addUnlessOff(limits, DUP_LINE_CHAR_FRAC, config.dupLineCharFrac());
        config.topNGrams().forEach(limit -> limits.add(Limit.atMost(top(limit.n()), limit.fraction())));
        config.dupNGrams().forEach(limit -> limits.add(Limit.atMost(duplicated(limit.n()), limit.fraction())));
        return limits;
    }

    @Override
    public List<String> signals() {
        List<String> signals = new ArrayList<>(
                List.of(CHARACTERS, DUP_PARA_FRAC, DUP_PARA_CHAR_FRAC, DUP_LINE_FRAC, DUP_LINE_CHAR_FRAC));
        config.topNGrams().forEach(limit -> signals.add(top(limit.n())));
        config.dupNGrams().forEach(limit -> signals.add(duplicated(limit.n())));
        return signals;
    }

    private static void measureCopies(Draft draft, Parts parts, String share, String characterShare) {
        int copies = 0;
        long characters = 0;
        int seen = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.id(i) == seen) {
                seen++;
            } else {
                copies++;
                characters += parts.characters(i);
            }
        }
        draft.signal(share, (double) copies / parts.size());
        draft.signal(characterShare, (double) characters / draft.view(PythonText.LENGTH));
    }

    private void measureMostFrequent(Draft draft, Parts words, int characters) {
        Ngrams ngrams = Ngrams.of(words);
        for (NgramLimit limit : config.topNGrams()) {
            while (ngrams.length() < limit.n()) {
                ngrams = ngrams.longer();
            }
            int most = ngrams.mostFrequent();
            if (most >= 0) {
                long taken = (long) (ngrams.characters(most) + limit.n() - 1) * ngrams.count(most);
                draft.signal(top(limit.n()), (double) taken / characters);
            }
        }
    }

    private static void addUnlessOff(List<Limit> limits, String signal, double share) {
        if (share > 0) {
            limits.add(Limit.atMost(signal, share));
        }
    }

    private static String top(int n) {
        return "gopher-top-" + n + "-gram";
    }

    private static String duplicated(int n) {
        return "gopher-duplicated-" + n + "-n-grams";
    }
}
