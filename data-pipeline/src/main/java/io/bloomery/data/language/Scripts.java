package io.bloomery.data.language;

import java.lang.Character.UnicodeScript;
import java.util.EnumMap;
import java.util.Map;

/** How many letters of each script a text holds. */
final class Scripts {

    /** A Han character says about as much as this many letters, so that code in a Chinese text does not outweigh it. */
    private static final int HAN_WEIGHT = 3;

    private final Map<UnicodeScript, Integer> letters = new EnumMap<>(UnicodeScript.class);
    private int total;

    Scripts(String text) {
        text.codePoints().filter(Character::isLetter).forEach(letter -> {
            UnicodeScript script = UnicodeScript.of(letter);
            int weight = script == UnicodeScript.HAN ? HAN_WEIGHT : 1;
            letters.merge(script, weight, Integer::sum);
            total += weight;
        });
    }

    /** All letters, Han ones by their weight. */
    int total() {
        return total;
    }

    int count(UnicodeScript... scripts) {
        int sum = 0;
        for (UnicodeScript script : scripts) {
            sum += letters.getOrDefault(script, 0);
        }
        return sum;
    }

    /** The script of most letters, the first in Unicode's order where two are equal; COMMON where there are none. */
    UnicodeScript dominant() {
        UnicodeScript best = UnicodeScript.COMMON;
        int most = 0;
        for (Map.Entry<UnicodeScript, Integer> entry : letters.entrySet()) {
            if (entry.getValue() > most) {
                best = entry.getKey();
                most = entry.getValue();
            }
        }
        return best;
    }
}
