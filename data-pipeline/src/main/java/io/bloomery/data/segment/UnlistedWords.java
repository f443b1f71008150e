package io.bloomery.data.segment;

import static io.bloomery.data.segment.Characters.isAsciiLetter;

import java.util.Arrays;
import java.util.List;

/**
 * Words that a dictionary of Chinese lacks, such as names: where characters most likely begin, continue and end a word, by
 * jieba's hidden Markov model; Latin words and numbers between ideographs.
 */
final class UnlistedWords {

    private static final char FIRST_IDEOGRAPH = '\u4e00';
    private static final char LAST_IDEOGRAPH = '\u9fd5';

    /** The states; their order decides ties, as jieba compares their letters B, E, M and S. */
    private static final int BEGIN = 0;

    private static final int END = 1;
    private static final int MIDDLE = 2;
    private static final int SINGLE = 3;
    private static final String STATES = "BEMS";

    /** Before each state: the two states that may precede it, in ascending order. */
    private static final int[][] BEFORE = {{END, SINGLE}, {BEGIN, MIDDLE}, {BEGIN, MIDDLE}, {END, SINGLE}};

    private static final double IMPOSSIBLE = -3.14e100;
    private static final double[] STARTS = {-0.26268660809250016, IMPOSSIBLE, IMPOSSIBLE, -1.4652633398537678};

    /** Logarithms of the probabilities to get from the states of {@link #BEFORE} to a state. */
    private static final double[][] TRANSITIONS = {
        {-0.5897149736854513, -0.7211965654669841},
        {-0.510825623765990, -0.33344856811948514},
        {-0.916290731874155, -1.2603623820268226},
        {-0.8085250474669937, -0.6658631448798212}
    };

    private UnlistedWords() {}

    /** Adds the words of a stretch of letters, ideographs and signs without white space. */
    static void split(String text, int start, int end, Parts.Builder parts) {
        int i = start;
        while (i < end) {
            int runEnd = i + 1;
            boolean ideographs = isIdeograph(text.charAt(i));
            while (runEnd < end && isIdeograph(text.charAt(runEnd)) == ideographs) {
                runEnd++;
            }
            if (ideographs) {
                splitIdeographs(text, i, runEnd, parts);
            } else {
                splitOthers(text, i, runEnd, parts);
            }
            i = runEnd;
        }
    }

    private static void splitIdeographs(String text, int start, int end, Parts.Builder parts) {
        byte[] states = likeliestStates(text, start, end);
        int begin = start;
        for (int i = start; i < end; i++) {
            int state = states[i - start];
            if (state == END || state == SINGLE || i == end - 1) {
                parts.add(begin, i + 1);
                begin = i + 1;
            }
        }
    }

    private static byte[] likeliestStates(String text, int start, int end) {
        int count = STARTS.length;
        byte[] before = new byte[(end - start) * count];
        double[] weights = new double[count];
        for (int state = 0; state < count; state++) {
            weights[state] = STARTS[state] + emission(text.charAt(start), state);
        }
        for (int i = start + 1; i < end; i++) {
            double[] next = new double[count];
            for (int state = 0; state < count; state++) {
                double emission = emission(text.charAt(i), state);
                double first = weights[BEFORE[state][0]] + TRANSITIONS[state][0] + emission;
                double second = weights[BEFORE[state][1]] + TRANSITIONS[state][1] + emission;
                next[state] = Math.max(first, second);
                before[(i - start) * count + state] = (byte) BEFORE[state][second >= first ? 1 : 0];
            }
            weights = next;
        }
        byte[] states = new byte[end - start];
        byte state = (byte) (weights[SINGLE] >= weights[END] ? SINGLE : END);
        for (int i = states.length - 1; i >= 0; i--) {
            states[i] = state;
            state = before[i * count + state];
        }
        return states;
    }

    /** Latin words and numbers, with decimals and a percent sign, and what stands between them. */
    private static void splitOthers(String text, int start, int end, Parts.Builder parts) {
        int i = start;
        while (i < end) {
            int wordEnd = skip(text, i, end, true);
            if (wordEnd == i) {
                wordEnd = skip(text, i, end, false);
            } else {
                wordEnd = endOfNumber(text, wordEnd, end);
            }
            parts.add(i, wordEnd);
            i = wordEnd;
        }
    }

    private static int endOfNumber(String text, int from, int end) {
        int i = from;
        if (i + 1 < end && text.charAt(i) == '.' && Character.isDigit(text.charAt(i + 1))) {
            i++;
            while (i < end && Character.isDigit(text.charAt(i))) {
                i++;
            }
        }
        return i < end && text.charAt(i) == '%' ? i + 1 : i;
    }

    private static int skip(String text, int from, int end, boolean alphanumeric) {
        int i = from;
        while (i < end && isAsciiAlphanumeric(text.charAt(i)) == alphanumeric) {
            i++;
        }
        return i;
    }

    /** Whether a character is one of those that jieba looks up; rarer ones are words of their own. */
    static boolean isIdeograph(int codePoint) {
        return codePoint >= FIRST_IDEOGRAPH && codePoint <= LAST_IDEOGRAPH;
    }

    static boolean isAsciiAlphanumeric(int codePoint) {
        return isAsciiLetter(codePoint) || (codePoint >= '0' && codePoint <= '9');
    }

    private static double emission(char ideograph, int state) {
        return Loaded.EMISSIONS[state][ideograph - FIRST_IDEOGRAPH];
    }

    /** How probable each ideograph is in each state; a line with a state's letter, then lines of its characters. */
    private static double[][] emissions(List<String> lines) {
        double[][] emissions = new double[STARTS.length][LAST_IDEOGRAPH - FIRST_IDEOGRAPH + 1];
        for (double[] ofState : emissions) {
            Arrays.fill(ofState, IMPOSSIBLE);
        }
        int state = 0;
        for (String line : lines) {
            if (line.length() == 1) {
                state = STATES.indexOf(line);
            } else if (isIdeograph(line.charAt(0))) {
                emissions[state][line.charAt(0) - FIRST_IDEOGRAPH] = Double.parseDouble(line.substring(2));
            }
        }
        return emissions;
    }

    private static final class Loaded {
        static final double[][] EMISSIONS = emissions(TextResource.lines("/prob_emit.txt"));
    }
}
