package io.bloomery.data.card;

import java.util.List;

/** The little YAML that a card needs: block mappings and lists, foreign text in double quotes. */
final class Yaml {

    private static final int MAX_CHARACTERS = 500;

    private final StringBuilder text = new StringBuilder();

    /** A line as it is. */
    void line(int depth, String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }

    void scalar(int depth, String key, String value) {
        line(depth, key + ": " + quoted(value));
    }

    void number(int depth, String key, long value) {
        line(depth, key + ": " + value);
    }

    /** A list of texts; nothing where it is empty. */
    void list(int depth, String key, List<String> values) {
        if (!values.isEmpty()) {
            line(depth, key + ":");
            values.forEach(value -> line(depth, "- " + quoted(value)));
        }
    }

    /** Text as a double-quoted scalar, which is JSON's form too; plain words stand without quotes. */
    static String quoted(String value) {
        if (value.matches("[A-Za-z][A-Za-z0-9_<>./*-]{0,80}")
                && !value.matches("(?i)y|n|yes|no|on|off|true|false|null")) {
            return value;
        }
        StringBuilder quoted = new StringBuilder("\"");
        value.chars().limit(MAX_CHARACTERS).forEach(character -> {
            if (character == '"' || character == '\\') {
                quoted.append('\\').append((char) character);
            } else if (character < ' ' || character >= 0x7F) {
                quoted.append(String.format("\\u%04x", character));
            } else {
                quoted.append((char) character);
            }
        });
        return quoted.append('"').toString();
    }

    /** Foreign text inside a line of Markdown or a cell of a table: one line, and nothing in it acts as markup. */
    static String inline(String value) {
        StringBuilder inline = new StringBuilder();
        value.codePoints().limit(MAX_CHARACTERS).forEach(character -> {
            if (Character.isWhitespace(character) || Character.isISOControl(character)) {
                inline.append(' ');
            } else if (character == '<') {
                inline.append("&lt;");
            } else if (character == '`') {
                inline.append('\'');
            } else if ("|[]*\\".indexOf(character) >= 0) {
                inline.append('\\').appendCodePoint(character);
            } else if (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE) {
                inline.append('\uFFFD');
            } else {
                inline.appendCodePoint(character);
            }
        });
        return inline.toString();
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
