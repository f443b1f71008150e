package io.bloomery.jobs.dedup;

/** Column names of intermediate rows, and those of documents that this stage reads or adds. */
final class Columns {

    static final String ID = "id";
    static final String TEXT = "text";
    static final String URL = "url";
    static final String DATE = "date";
    static final String SOURCE = "source";
    static final String LANGUAGE = "language";
    static final String SIGNALS = "signals";
    static final String CONTENT_SHA256 = "content_sha256";

    static final String REJECT_STAGE = "reject_stage";
    static final String REJECT_RULE = "reject_rule";
    static final String REJECT_VALUE = "reject_value";
    static final String REJECT_THRESHOLD = "reject_threshold";

    static final String KNOWN = "known";
    static final String COPY = "copy";
    static final String COPIES = "copies";
    static final String RANK = "rank";
    static final String KEY = "key";
    static final String KEYS = "keys";
    static final String GROUP = "group";
    static final String SURVIVOR = "survivor";
    static final String LEFT = "left";
    static final String RIGHT = "right";
    static final String SIMILARITY = "similarity";
    static final String NEAREST = "nearest";
    static final String CHARACTERS = "characters";
    static final String CLUSTER = "cluster";
    static final String NUMBER = "number";

    private Columns() {}
}
