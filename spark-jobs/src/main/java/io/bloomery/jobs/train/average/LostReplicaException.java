package io.bloomery.jobs.train.average;

/** A replica, or a shard of the weights, is gone together with the process that held it. */
public final class LostReplicaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    LostReplicaException(String message) {
        super(message);
    }

    LostReplicaException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Whether this is why Spark gave up on a job; Spark tells only in words what happened in another process. */
    static boolean isCauseOf(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            String message = String.valueOf(cause.getMessage());
            if (cause instanceof LostReplicaException || message.contains(LostReplicaException.class.getName())) {
                return true;
            }
        }
        return false;
    }
}
