package io.bloomery.data.filter.c4;

/** Marks of an encyclopedia's editors in a line: {@code [12]}, {@code []}, {@code [edit]}, {@code [citation needed]}. */
final class Citations {

    private static final String[] NAMED = {"[edit]", "[citation needed]"};

    private Citations() {}

    /** The line without such marks, in linear time; what the cut brings together is not looked at again. */
    static String removed(String line) {
        int open = line.indexOf('[');
        if (open < 0) {
            return line;
        }
        StringBuilder left = new StringBuilder(line.length());
        int from = 0;
        while (open >= 0) {
            int end = end(line, open);
            if (end > open) {
                left.append(line, from, open);
                from = end;
            }
            open = line.indexOf('[', Math.max(end, open + 1));
        }
        return left.append(line, from, line.length()).toString();
    }

    /** Where the mark ends that begins at a bracket; the bracket itself if none does. */
    private static int end(String line, int open) {
        int i = open + 1;
        while (i < line.length() && Character.isDigit(line.codePointAt(i))) {
            i += Character.charCount(line.codePointAt(i));
        }
        if (i < line.length() && line.charAt(i) == ']') {
            return i + 1;
        }
        for (String mark : NAMED) {
            if (line.startsWith(mark, open)) {
                return open + mark.length();
            }
        }
        return open;
    }
}
