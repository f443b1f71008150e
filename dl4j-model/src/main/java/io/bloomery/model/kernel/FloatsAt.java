package io.bloomery.model.kernel;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Pointer;

/** A pointer that is moved from product to product in place of being made anew. */
final class FloatsAt extends FloatPointer {

    FloatsAt() {
        super((Pointer) null);
    }

    FloatsAt at(long where) {
        address = where;
        return this;
    }
}
