package io.bloomery.jobs.quickstart;

import java.io.Serializable;
import java.util.List;

/**
 * HOCON: {@code quickstart}.
 *
 * @param javadoc Maven coordinates {@code group:artifact:version} of libraries whose javadoc is crawled
 * @param downloadDirectory local directory that keeps the jars between runs
 * @param prompts what the finished model continues
 */
public record QuickstartConfig(List<String> javadoc, String downloadDirectory, List<String> prompts)
        implements Serializable {

    private static final String COORDINATES = "[A-Za-z0-9._-]+:[A-Za-z0-9._-]+:[A-Za-z0-9._-]+";

    public QuickstartConfig {
        javadoc = List.copyOf(javadoc);
        prompts = List.copyOf(prompts);
        for (String coordinates : javadoc) {
            if (!coordinates.matches(COORDINATES)) {
                throw new IllegalArgumentException(
                        "javadoc holds " + coordinates + ", which is not group:artifact:version");
            }
        }
        if (downloadDirectory.isBlank()) {
            throw new IllegalArgumentException("download-directory must not be blank");
        }
    }
}
