package io.bloomery.data.source;

import java.io.Serializable;

/**
 * What a reader of foreign archives is willing to hold in memory.
 *
 * @param maxRecordBytes largest record, headers included, before and after gunzip; larger ones are quarantined
 * @param maxBodyBytes largest page body after its content encoding is undone; larger ones are quarantined
 */
public record WarcLimits(int maxRecordBytes, int maxBodyBytes) implements Serializable {

    private static final int LARGEST = 1 << 30;
    private static final int MEBIBYTE = 1 << 20;

    /** 64 MiB a record and 32 MiB a body: far above any page of text, far below an executor's memory. */
    public static final WarcLimits DEFAULT = new WarcLimits(64 * MEBIBYTE, 32 * MEBIBYTE);

    public WarcLimits {
        if (maxRecordBytes < 1 || maxRecordBytes > LARGEST) {
            throw new IllegalArgumentException("max-record-bytes must be in [1, 1 GiB] but is " + maxRecordBytes);
        }
        if (maxBodyBytes < 1 || maxBodyBytes > LARGEST) {
            throw new IllegalArgumentException("max-body-bytes must be in [1, 1 GiB] but is " + maxBodyBytes);
        }
    }
}
