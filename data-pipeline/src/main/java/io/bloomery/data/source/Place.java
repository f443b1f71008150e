package io.bloomery.data.source;

/**
 * Where a record begins.
 *
 * @param offset in the file, in bytes; of the smallest compressed unit around it in compressed files
 * @param inside how many bytes of that unit, unpacked, lie before it; 0 in files that are not compressed
 */
record Place(long offset, long inside) {

    /** The same for the same record, however the file is split. */
    @Override
    public String toString() {
        return inside == 0 ? Long.toString(offset) : offset + "+" + inside;
    }
}
