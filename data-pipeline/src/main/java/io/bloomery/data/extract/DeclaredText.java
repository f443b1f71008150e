package io.bloomery.data.extract;

import java.util.Arrays;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** The main text that a page declares for machines, for pages whose own text a browser would have to compute. */
final class DeclaredText {

    private static final int LEAST_CHARACTERS = 400;
    private static final double MUCH_LONGER = 3;

    private DeclaredText() {}

    /** The text found, or what is declared to be the article's text where that is much longer. */
    static String unlessLonger(String found, Declared declared, int maxNodes) {
        String longest = "";
        for (String body : declared.values("articleBody")) {
            longest = body.length() > longest.length() ? body : longest;
        }
        return longest.length() >= LEAST_CHARACTERS && longest.length() > found.length() * MUCH_LONGER
                ? plain(longest, maxNodes)
                : found;
    }

    private static String plain(String text, int maxNodes) {
        if (text.indexOf('<') < 0) {
            return text.strip();
        }
        Document document = Jsoup.parseBodyFragment(text);
        Outline outline = Outline.of(document.body(), maxNodes);
        boolean[] all = new boolean[outline.blocks().size()];
        Arrays.fill(all, true);
        return BlockWriter.write(outline.blocks(), all);
    }
}
