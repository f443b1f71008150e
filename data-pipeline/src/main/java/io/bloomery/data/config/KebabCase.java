package io.bloomery.data.config;

import java.util.Locale;

/** The one spelling rule between Java names and HOCON keys: {@code maxFraction} is {@code max-fraction}. */
final class KebabCase {

    private KebabCase() {}

    static String ofComponent(String camelCase) {
        StringBuilder kebab = new StringBuilder();
        for (int i = 0; i < camelCase.length(); i++) {
            char c = camelCase.charAt(i);
            if (Character.isUpperCase(c)) {
                kebab.append('-').append(Character.toLowerCase(c));
            } else {
                kebab.append(c);
            }
        }
        return kebab.toString();
    }

    static String ofConstant(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
