package io.bloomery.model.kernel.cuda;

/** Memory of a device that grows when it must; what was there is then lost. */
final class GrowingMemory {

    private final Device device;
    private long address;
    private long size;

    GrowingMemory(Device device) {
        this.device = device;
    }

    /** The address of room for so many bytes. */
    long atLeast(long bytes) {
        if (bytes > size) {
            close();
            address = device.allocate(bytes);
            size = bytes;
        }
        return address;
    }

    void close() {
        if (size > 0) {
            device.free(address);
            size = 0;
        }
    }
}
