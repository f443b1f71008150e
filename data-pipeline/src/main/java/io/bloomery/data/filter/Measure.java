package io.bloomery.data.filter;

import io.bloomery.data.document.Document;
import io.bloomery.data.step.Verdict;

/**
 * One measured number of a text and the limits it has to stay within; a number exactly at a limit is fine.
 *
 * @param signal name under which the number is stored with the document
 * @param tooLow rule that drops a number below {@code min}
 * @param tooHigh rule that drops a number above {@code max}
 */
record Measure(String signal, double value, String tooLow, double min, String tooHigh, double max) {

    static Measure atMost(String signal, double value, double max) {
        return new Measure(signal, value, signal, Double.NEGATIVE_INFINITY, signal, max);
    }

    static Measure atLeast(String signal, double value, double min) {
        return new Measure(signal, value, signal, min, signal, Double.POSITIVE_INFINITY);
    }

    /** Stores all numbers with the document, then drops it for the first one that is beyond a limit. */
    static Verdict judge(Document document, Measure... measures) {
        Document measured = document;
        for (Measure measure : measures) {
            measured = measured.withSignal(measure.signal, measure.value);
        }
        for (Measure measure : measures) {
            if (measure.value < measure.min) {
                return new Verdict.Drop(measured, measure.tooLow, measure.value, measure.min);
            }
            if (measure.value > measure.max) {
                return new Verdict.Drop(measured, measure.tooHigh, measure.value, measure.max);
            }
        }
        return new Verdict.Keep(measured);
    }
}
