package io.bloomery.data.check;

import java.io.Serializable;
import java.util.List;

/** HOCON: {@code checks}; what is expected of the output of the stages that judge documents. */
public record ChecksConfig(
        StageChecksConfig clean, StageChecksConfig dedupe, StageChecksConfig decontaminate, StageChecksConfig mix)
        implements Serializable {

    private static final StageChecksConfig NONE = new StageChecksConfig(List.of(), List.of());

    /** What is expected of a stage; nothing of one that judges no documents. */
    public StageChecksConfig of(String stage) {
        return switch (stage) {
            case "clean" -> clean;
            case "dedupe" -> dedupe;
            case "decontaminate" -> decontaminate;
            case "mix" -> mix;
            default -> NONE;
        };
    }
}
