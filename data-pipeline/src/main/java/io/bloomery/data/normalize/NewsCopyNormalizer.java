package io.bloomery.data.normalize;

/** The form in which text-dedup compares scanned news: one line of ASCII without punctuation. */
public final class NewsCopyNormalizer {

    private static final String REMOVED = "\"#$%&\\()*+/:;<=>@[]^_`{|}~.?,!'";

    private NewsCopyNormalizer() {}

    /** Joins words that are broken over two lines, puts spaces for line feeds, and leaves ASCII without punctuation. */
    public static String normalize(String text) {
        StringBuilder normal = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (text.startsWith("-\n", i)) {
                i++;
            } else if (character == '\n') {
                normal.append(' ');
            } else if (character < 0x80 && REMOVED.indexOf(character) < 0) {
                normal.append(character);
            }
        }
        return normal.toString();
    }
}
