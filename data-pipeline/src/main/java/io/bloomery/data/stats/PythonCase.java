package io.bloomery.data.stats;

/** Upper case and title case of a word as Python's {@code str} has them. */
final class PythonCase {

    private PythonCase() {}

    /** {@code str.isupper}: some character has case, and none is in lower or title case. */
    static boolean isUpper(String word) {
        return word.codePoints().anyMatch(Character::isUpperCase)
                && word.codePoints().noneMatch(c -> Character.isLowerCase(c) || Character.isTitleCase(c));
    }

    /** {@code str.istitle}: capitals stand after characters without case only, small letters after letters only. */
    static boolean isTitle(String word) {
        boolean afterLetter = false;
        boolean hasCase = false;
        for (int codePoint : word.codePoints().toArray()) {
            boolean capital = Character.isUpperCase(codePoint) || Character.isTitleCase(codePoint);
            boolean small = !capital && Character.isLowerCase(codePoint);
            if ((capital && afterLetter) || (small && !afterLetter)) {
                return false;
            }
            afterLetter = capital || small;
            hasCase |= afterLetter;
        }
        return hasCase;
    }
}
