package io.bloomery.data.stats;

import io.bloomery.data.segment.Parts;
import java.util.List;
import java.util.Map;

/** Numbers that several statistics share; a share of nothing is 0. */
final class Shares {

    private Shares() {}

    static double of(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    /** Stores which share of parts is at most, and at least, so many characters long. */
    static void byLength(
            Map<String, Double> numbers,
            Parts parts,
            String brief,
            List<Integer> most,
            String wide,
            List<Integer> least) {
        for (int characters : most) {
            int count = 0;
            for (int i = 0; i < parts.size(); i++) {
                count += parts.characters(i) <= characters ? 1 : 0;
            }
            numbers.put(brief + characters, of(count, parts.size()));
        }
        for (int characters : least) {
            int count = 0;
            for (int i = 0; i < parts.size(); i++) {
                count += parts.characters(i) >= characters ? 1 : 0;
            }
            numbers.put(wide + characters, of(count, parts.size()));
        }
    }

    /** Stores the shares of second and later copies, and of their characters. */
    static void byCopies(Map<String, Double> numbers, Parts parts, String copies, String characters) {
        int seen = 0;
        int copied = 0;
        long charactersCopied = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (parts.id(i) == seen) {
                seen++;
            } else {
                copied++;
                charactersCopied += parts.characters(i);
            }
        }
        numbers.put(copies, of(copied, parts.size()));
        numbers.put(characters, of((double) charactersCopied, (double) parts.characters()));
    }
}
