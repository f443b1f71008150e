package io.bloomery.jobs.dedup;

/** Column names of intermediate rows, and those of documents that this stage reads or adds. */
final class Columns {

    static final String ID = "id";
    static final String TEXT = "text";

    static final String REJECT_STAGE = "reject_stage";
    static final String REJECT_RULE = "reject_rule";
    static final String REJECT_VALUE = "reject_value";
    static final String REJECT_THRESHOLD = "reject_threshold";

    static final String COPY = "copy";
    static final String LENGTH = "length";
    static final String GROUP = "group";
    static final String SURVIVOR = "survivor";
    static final String LEFT = "left";
    static final String RIGHT = "right";
    static final String SIMILARITY = "similarity";
    static final String CLUSTER = "cluster";

    private Columns() {}
}
