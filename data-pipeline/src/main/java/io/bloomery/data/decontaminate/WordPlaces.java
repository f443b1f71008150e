package io.bloomery.data.decontaminate;

import io.bloomery.data.dedup.ComparisonWords;
import io.bloomery.data.dedup.substring.Interval;
import io.bloomery.data.dedup.substring.WordSpans;
import java.util.ArrayList;
import java.util.List;

/** Where in a text the words lie that it is compared by; words of one unbroken piece share its place. */
final class WordPlaces {

    private WordPlaces() {}

    static List<Interval> of(String text) {
        List<Interval> places = new ArrayList<>();
        for (Interval piece : WordSpans.of(text)) {
            int words = ComparisonWords.of(text.substring(piece.start(), piece.end()))
                    .size();
            for (int i = 0; i < words; i++) {
                places.add(piece);
            }
        }
        return places;
    }
}
