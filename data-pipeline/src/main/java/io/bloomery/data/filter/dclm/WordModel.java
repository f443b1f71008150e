package io.bloomery.data.filter.dclm;

import io.bloomery.data.segment.PythonCharacters;
import io.bloomery.data.segment.PythonText;
import io.bloomery.data.segment.UnicodeWords;
import java.util.ArrayList;
import java.util.List;

/** How words are told apart. */
public enum WordModel {

    /** By Unicode Standard Annex 29. */
    UNISEG {
        @Override
        List<String> tokens(String text) {
            return UnicodeWords.of(text).stream()
                    .filter(word -> !PythonText.isBlank(word))
                    .toList();
        }
    },

    /** By ASCII white space, as fastText reads words: a line feed is a word too. */
    FASTTEXT {
        @Override
        List<String> tokens(String text) {
            List<String> tokens = new ArrayList<>();
            int start = 0;
            for (int i = 0; i <= text.length(); i++) {
                if (i < text.length() && ASCII_SPACE.indexOf(text.charAt(i)) < 0) {
                    continue;
                }
                String token = text.substring(start, i);
                if (!PythonText.isBlank(token)) {
                    tokens.add(token);
                }
                if (i < text.length() && text.charAt(i) == '\n') {
                    tokens.add(END_OF_LINE);
                }
                start = i + 1;
            }
            return tokens;
        }
    },

    /** By any white space. */
    SPLIT {
        @Override
        List<String> tokens(String text) {
            return PythonText.words(text);
        }
    };

    private static final String ASCII_SPACE = " \n\r\t\u000b\f\0";
    private static final String END_OF_LINE = "</s>";

    /** The words of a text, without white space. */
    abstract List<String> tokens(String text);

    /** How many words a text has, or how many that begin with a letter or a number. */
    public int count(String text, boolean ignorePunctuation) {
        return words(text, ignorePunctuation).size();
    }

    /** The words of a text, or those that begin with a letter or a number. */
    List<String> words(String text, boolean ignorePunctuation) {
        List<String> tokens = tokens(text);
        return ignorePunctuation
                ? tokens.stream()
                        .filter(token -> PythonCharacters.isAlphanumeric(token.codePointAt(0)))
                        .toList()
                : tokens;
    }
}
