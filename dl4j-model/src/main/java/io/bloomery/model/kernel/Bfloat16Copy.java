package io.bloomery.model.kernel;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Set;

/** A bfloat16 copy of a parameter vector, of which each part is made when it is first asked for. */
final class Bfloat16Copy {

    private record Part(long address, long length) {}

    private final Bfloat16Memory memory = new Bfloat16Memory();
    private final Set<Part> made = new HashSet<>();
    private long address;
    private long length;

    /** The copy is to be of these from now on, with their values of now. */
    void of(Tensor parameters) {
        forget();
        address = parameters.address();
        length = parameters.length();
    }

    /** The parameters have other values from now on. */
    void forget() {
        made.clear();
    }

    /** Where in the copy a part of the parameters begins; empty for a tensor that is none. */
    OptionalLong place(Tensor part) {
        long first = (part.address() - address) / Float.BYTES;
        if (part.address() < address || first + part.length() > length) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(memory.atLeast(length) + first * Bfloat16Memory.BYTES);
    }

    /** Whether a part has yet to be made; says so once. */
    boolean isMissing(Tensor part) {
        return made.add(new Part(part.address(), part.length()));
    }
}
