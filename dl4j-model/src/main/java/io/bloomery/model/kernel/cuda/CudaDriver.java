package io.bloomery.model.kernel.cuda;

import com.sun.jna.ptr.PointerByReference;
import io.bloomery.data.failure.BloomeryException;

/** NVIDIA's driver: functions that fail with what to do. */
final class CudaDriver {

    private final NvidiaLibrary library = NvidiaLibrary.driver();
    private String card = "";

    /** Whose failures these are from now on. */
    void work(String name) {
        card = name;
    }

    /** The major version of CUDA that it serves at most. */
    int major() {
        return CudaLibraries.major(library);
    }

    /** A function's status. */
    int call(String function, Object... values) {
        return library.call(function, values);
    }

    void check(String function, Object... values) {
        int status = call(function, values);
        if (status != 0) {
            throw failure(function, status);
        }
    }

    BloomeryException failure(String function, int status) {
        PointerByReference words = new PointerByReference();
        String said = call("cuGetErrorString", status, words) == 0
                ? words.getValue().getString(0)
                : "an error that the driver has no words for";
        return DriverFailure.of(card, function, status, said);
    }
}
