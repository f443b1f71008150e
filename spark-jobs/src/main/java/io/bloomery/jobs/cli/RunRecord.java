package io.bloomery.jobs.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.bloomery.jobs.run.StageOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;

/** Writes {@code <root>/_runs/<run id>/run.json}: how a run ended, for schedulers that cannot see its exit code. */
final class RunRecord {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Invocation invocation;
    private final String command;

    RunRecord(Invocation invocation, String command) {
        this.invocation = invocation;
        this.command = command;
    }

    void succeeded(List<StageOutcome> outcomes) throws IOException {
        Map<String, Object> record = head("success", 0);
        List<Map<String, Object>> stages = new ArrayList<>();
        for (StageOutcome outcome : outcomes) {
            Map<String, Object> stage = new LinkedHashMap<>();
            stage.put("stage", outcome.stage());
            stage.put("skipped", outcome.skipped());
            stage.put("seconds", outcome.duration().toMillis() / 1000.0);
            stage.put("table", outcome.primary().path().toString());
            stages.add(stage);
        }
        record.put("stages", stages);
        write(record);
    }

    void failed(Failure failure) throws IOException {
        Map<String, Object> record = head("failed", failure.code().exitCode());
        record.put(
                "error",
                Map.of(
                        "code", failure.code().name(),
                        "message", failure.message(),
                        "hint", failure.hint()));
        write(record);
    }

    private Map<String, Object> head(String status, int exitCode) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("run_id", invocation.runId().value());
        record.put("command", command);
        record.put("status", status);
        record.put("exit_code", exitCode);
        return record;
    }

    private void write(Map<String, Object> record) throws IOException {
        invocation.store().fileSystem().mkdirs(invocation.directory());
        invocation
                .store()
                .writeAtomically(new Path(invocation.directory(), "run.json"), JSON.writeValueAsString(record) + "\n");
    }
}
