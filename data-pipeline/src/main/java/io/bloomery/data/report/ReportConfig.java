package io.bloomery.data.report;

import java.io.Serializable;

/**
 * HOCON: {@code report}.
 *
 * @param samples documents to show of those that were kept, and of those that each rule dropped, in [0, 20]
 */
public record ReportConfig(int samples) implements Serializable {

    private static final int MAX_SAMPLES = 20;

    public ReportConfig {
        if (samples < 0 || samples > MAX_SAMPLES) {
            throw new IllegalArgumentException("samples must be in [0, " + MAX_SAMPLES + "] but is " + samples);
        }
    }
}
