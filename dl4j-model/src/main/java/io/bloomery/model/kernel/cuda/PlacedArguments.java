package io.bloomery.model.kernel.cuda;

import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.util.List;

/** Arguments of one function at a time, as the driver takes them: by the places where they lie. */
final class PlacedArguments {

    private static final int MOST = 32;

    private final Memory places = new Memory((long) MOST * Native.POINTER_SIZE);
    private final Memory arguments = new Memory((long) MOST * Arguments.MAX_BYTES);

    PlacedArguments() {
        for (int i = 0; i < MOST; i++) {
            places.setPointer((long) i * Native.POINTER_SIZE, arguments.share((long) i * Arguments.MAX_BYTES));
        }
    }

    /** Until it is asked for others. */
    Pointer of(List<Object> values) {
        for (int i = 0; i < values.size(); i++) {
            byte[] bytes = Arguments.bytes(values.get(i));
            arguments.write((long) i * Arguments.MAX_BYTES, bytes, 0, bytes.length);
        }
        return places;
    }
}
