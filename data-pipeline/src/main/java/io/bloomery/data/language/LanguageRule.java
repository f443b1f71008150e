package io.bloomery.data.language;

import io.bloomery.data.chinese.HanVariants;
import io.bloomery.data.fasttext.FastTextModel;
import io.bloomery.data.step.Bound;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Stores the language of a document and drops those in another language than wanted, or in none for sure.
 *
 * <p>The measured number is the confidence that the text is in a wanted language: 0 where it is in another one. It follows
 * from the document's language and score alone, so that other languages can be wanted later.
 */
public final class LanguageRule implements Rule {

    private static final long serialVersionUID = 1L;

    public static final String RULE = "language";

    private static final Pattern CHINESE = Pattern.compile("(?:zh|zho|cmn)(?:[_-].*)?"); // as models label it

    /** Share of traditional characters among those that only one Chinese script has; stored for Chinese documents. */
    public static final String TRADITIONAL_CHINESE = "language-traditional-chinese";

    private final LanguageConfig config;
    private final Identifier identifier;

    private LanguageRule(LanguageConfig config, Identifier identifier) {
        this.config = config;
        this.identifier = identifier;
    }

    /**
     * The rule with the identifier that the configuration names.
     *
     * @throws IOException if the model cannot be read
     */
    public static LanguageRule of(LanguageConfig config, ResourceReader resources) throws IOException {
        if (config.model().isEmpty()) {
            return new LanguageRule(config, LanguageIdentifier::identify);
        }
        try (InputStream file = resources.open(config.model())) {
            FastTextModel model = FastTextModel.read(file);
            LanguageConfig.requireKnown(config.keep(), model.labels());
            return new LanguageRule(config, new FastTextIdentifier(model));
        }
    }

    @Override
    public void apply(Draft draft) {
        Guess guess = identifier.identify(draft.text());
        draft.identify(guess.language(), guess.score());
        if (CHINESE.matcher(guess.language()).matches()) {
            HanVariants.traditionalShare(draft.text()).ifPresent(share -> draft.signal(TRADITIONAL_CHINESE, share));
        }
        recall(draft);
    }

    @Override
    public void recall(Draft draft) {
        draft.signal(RULE, isWanted(draft.language()) ? draft.languageScore() : 0);
    }

    @Override
    public List<String> recalledSettings() {
        return List.of("keep");
    }

    @Override
    public List<String> signals() {
        return List.of(RULE, TRADITIONAL_CHINESE);
    }

    @Override
    public List<Limit> limits() {
        boolean everyScoreWillDo = config.minScore() == 0;
        Bound bound = everyScoreWillDo && !config.keep().isEmpty() ? Bound.MORE_THAN : Bound.AT_LEAST;
        return List.of(new Limit(RULE, RULE, bound, config.minScore()));
    }

    private boolean isWanted(String language) {
        return config.keep().isEmpty() || config.keep().contains(language);
    }
}
