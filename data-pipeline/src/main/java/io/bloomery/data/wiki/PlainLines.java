package io.bloomery.data.wiki;

/** The last look at the text of a page: magic words and needless white space go. */
final class PlainLines {

    private static final String MAGIC = "__";

    private PlainLines() {}

    /** Without magic words such as {@code __NOTOC__}, spaces at line ends, and more than one empty line in a row. */
    static String tidy(String text) {
        StringBuilder tidied = new StringBuilder(text.length());
        int lineEnds = 2;
        for (int start = 0; start <= text.length(); ) {
            int end = text.indexOf('\n', start);
            end = end < 0 ? text.length() : end;
            String line = withoutMagic(text.substring(start, end)).stripTrailing();
            if (!line.isEmpty()) {
                tidied.append(line);
                lineEnds = 0;
            }
            if (lineEnds < 2 && end < text.length()) {
                tidied.append('\n');
                lineEnds++;
            }
            start = end + 1;
        }
        return tidied.toString().strip();
    }

    private static String withoutMagic(String line) {
        int mark = line.indexOf(MAGIC);
        if (mark < 0) {
            return line;
        }
        StringBuilder rest = new StringBuilder(line.length());
        int copied = 0;
        while (mark >= 0) {
            int end = mark + MAGIC.length();
            while (end < line.length() && line.charAt(end) >= 'A' && line.charAt(end) <= 'Z') {
                end++;
            }
            if (line.startsWith(MAGIC, end)) {
                rest.append(line, copied, mark);
                copied = end + MAGIC.length();
                mark = line.indexOf(MAGIC, copied);
            } else {
                mark = line.indexOf(MAGIC, Math.max(end, mark + 1));
            }
        }
        return rest.append(line, copied, line.length()).toString();
    }
}
