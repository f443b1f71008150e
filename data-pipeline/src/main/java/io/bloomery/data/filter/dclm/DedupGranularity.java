package io.bloomery.data.filter.dclm;

/** What has copies within a page. */
public enum DedupGranularity {
    LINE("\n"),
    PARAGRAPH("\n\n");

    private final String separator;

    DedupGranularity(String separator) {
        this.separator = separator;
    }

    String separator() {
        return separator;
    }
}
