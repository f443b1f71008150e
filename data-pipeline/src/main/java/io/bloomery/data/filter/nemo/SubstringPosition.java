package io.bloomery.data.filter.nemo;

/** Where in a text something has to stand. */
public enum SubstringPosition {
    PREFIX {
        @Override
        boolean has(String text, String part) {
            return text.startsWith(part);
        }
    },
    SUFFIX {
        @Override
        boolean has(String text, String part) {
            return text.endsWith(part);
        }
    },
    ANY {
        @Override
        boolean has(String text, String part) {
            return text.contains(part);
        }
    };

    abstract boolean has(String text, String part);
}
