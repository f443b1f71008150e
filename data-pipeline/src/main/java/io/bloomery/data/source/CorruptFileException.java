package io.bloomery.data.source;

import java.io.IOException;

/**
 * The storage itself knows that the bytes it holds are not those that were written, so that reading them again is of no
 * use.
 *
 * <p>Thrown by the streams that archives are read from. Any other {@link IOException} means that the storage could not
 * be reached.
 */
public final class CorruptFileException extends IOException {

    private static final long serialVersionUID = 1L;

    public CorruptFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
