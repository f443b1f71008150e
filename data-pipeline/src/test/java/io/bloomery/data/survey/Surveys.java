package io.bloomery.data.survey;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Surveys as a run could give them. */
public final class Surveys {

    private Surveys() {}

    /** Of a cleaning that kept some of a hundred documents. */
    public static TableSurvey clean(String runId, long kept, Sketch words, Map<String, Long> languages) {
        SortedMap<String, Long> out = new TreeMap<>();
        out.put("kept", kept);
        out.put("dropped.word-count", 99 - kept);
        out.put("dropped.repeated-lines", 0L);
        out.put("quarantined.truncated", 1L);
        return new TableSurvey(
                "clean",
                "f-" + runId,
                runId,
                "2026-11-22T12:00:00Z",
                100,
                out,
                new TreeMap<>(Map.of("words", words)),
                new TreeMap<>(Map.of("words", Sketch.of(1, 2, 3))),
                new TreeMap<>(Map.of("language", new TreeMap<>(languages))));
    }
}
