package io.bloomery.data.filter.c4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import io.bloomery.data.document.Document;
import io.bloomery.data.filter.datatrove.DocumentDraw;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.step.Draft;
import io.bloomery.data.step.Limit;
import io.bloomery.data.step.ResourceReader;
import io.bloomery.data.step.Rule;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Drops texts that hold an entry of the list of their language: C4's rule, as datatrove's {@code C4BadWordsFilter} has it.
 *
 * <p>Lists are the user's, in the form of LDNOOBW. Letters match without regard to case; in Chinese, Japanese and Thai
 * anywhere, elsewhere between characters that belong to no word. Which texts are kept all the same follows from the seed
 * and the document, not from the order of documents as in datatrove.
 */
public final class C4BadWords implements Rule {

    private static final long serialVersionUID = 1L;

    private static final String FOUND = "c4-bad-words";
    private static final Set<String> UNSPACED = Set.of("ja", "th", "zh");

    /** Parts of common words in scripts without spaces; each would drop more than a tenth of the texts. */
    private static final Set<String> ALLOWED = Set.of("sm", "グロ", "女の子", "性");

    private final C4BadWordsConfig config;
    private final Map<String, PhraseSet> lists;

    C4BadWords(C4BadWordsConfig config, Map<String, PhraseSet> lists) {
        this.config = requireNonNull(config, "config");
        this.lists = new HashMap<>(lists);
    }

    /**
     * The rule with the lists of its configuration.
     *
     * @throws IOException if one of them cannot be read
     */
    public static C4BadWords read(C4BadWordsConfig config, ResourceReader resources) throws IOException {
        Map<String, PhraseSet> lists = new HashMap<>();
        for (String language : config.languages()) {
            Set<String> entries = new HashSet<>(entries(config.folder() + "/" + language, resources));
            entries.removeAll(ALLOWED);
            entries.remove("");
            lists.put(language, new PhraseSet(entries, !UNSPACED.contains(language)));
        }
        return new C4BadWords(config, lists);
    }

    @Override
    public void apply(Draft draft) {
        String language =
                draft.language().equals(Document.UNKNOWN_LANGUAGE) ? config.defaultLanguage() : draft.language();
        PhraseSet list = lists.get(language);
        if (list != null) {
            boolean found = list.occursIn(draft.text().toLowerCase(Locale.ROOT));
            boolean kept = found && DocumentDraw.of(draft, config.seed()) < config.keepFraction();
            draft.signal(FOUND, found && !kept ? 1 : 0);
        }
    }

    @Override
    public List<Limit> limits() {
        return List.of(Limit.atMost(FOUND, 0));
    }

    private static List<String> entries(String path, ResourceReader resources) throws IOException {
        try (InputStream bytes = resources.open(path);
                BufferedReader lines = new BufferedReader(new InputStreamReader(bytes, UTF_8))) {
            return lines.lines().map(PythonText::strip).toList();
        }
    }
}
