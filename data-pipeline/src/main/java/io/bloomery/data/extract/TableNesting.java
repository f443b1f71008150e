package io.bloomery.data.extract;

/**
 * Cuts a page where its tables nest too deep.
 *
 * <p>The parser bounds the depth of its tree, but the list of cells it keeps open grows all the same, and searching it
 * makes a page of unclosed tables cost the square of its size.
 */
final class TableNesting {

    private static final String TABLE = "table";
    private static final int LEVELS_PER_TABLE = 4; // table, tbody, tr, td

    private TableNesting() {}

    /** The page up to the table that would take the tree deeper than {@code maxDepth}. */
    static String cut(String page, int maxDepth) {
        int depth = 0;
        for (int i = page.indexOf('<'); i >= 0; i = page.indexOf('<', i + 1)) {
            if (page.regionMatches(true, i + 1, TABLE, 0, TABLE.length())) {
                depth++;
            } else if (depth > 0 && page.regionMatches(true, i + 1, "/" + TABLE, 0, TABLE.length() + 1)) {
                depth--;
            }
            if (depth > maxDepth / LEVELS_PER_TABLE) {
                return page.substring(0, i);
            }
        }
        return page;
    }
}
