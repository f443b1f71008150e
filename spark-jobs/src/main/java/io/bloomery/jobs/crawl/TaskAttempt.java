package io.bloomery.jobs.crawl;

/**
 * One try of one task of a round; no two write to the same files.
 *
 * @param launch how often the round was started before
 * @param partition number of the task
 * @param attempt how often Spark tried the task before
 */
record TaskAttempt(int round, int launch, int partition, int attempt) {

    private static final int ATTEMPT_BITS = 40;
    private static final int LAUNCH_BITS = 48;

    /** Whether nobody visited anything in this round before. */
    boolean isFirst() {
        return launch == 0 && attempt == 0;
    }

    String segment(int sequence) {
        return Segment.name(round, launch, partition, attempt, sequence);
    }

    /** Later attempts and later launches come later. */
    long sequence(long number) {
        return ((long) launch << LAUNCH_BITS) + ((long) attempt << ATTEMPT_BITS) + number;
    }

    /** Begins the names of the segments of the attempts before this one. */
    String siblings() {
        String name = segment(0);
        return name.substring(0, name.length() - "-000-00000".length());
    }
}
