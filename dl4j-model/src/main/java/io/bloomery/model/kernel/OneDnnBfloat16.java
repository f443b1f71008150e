package io.bloomery.model.kernel;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_data_type_undef;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_matmul_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_sum;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_post_ops;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_default_flags;
import static org.bytedeco.dnnl.global.dnnl.dnnl_stream_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import io.bloomery.model.kernel.Gemm.Factor;
import io.bloomery.model.kernel.Gemm.Size;
import java.lang.ref.Cleaner;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;
import org.bytedeco.dnnl.dnnl_stream;

/**
 * Rounding to bfloat16 and products of bfloat16 matrices by oneDNN's primitives, for one thread.
 *
 * <p>A primitive is prepared once for each shape and kept; memory is told to it at each call.
 */
final class OneDnnBfloat16 {

    private static final Cleaner CLEANER = Cleaner.create();

    private final Library library = new Library();
    private final Map<ProductKey, Prepared> products = new HashMap<>();
    private final Map<RoundingKey, Prepared> roundings = new HashMap<>();

    OneDnnBfloat16() {
        CLEANER.register(this, library::close);
    }

    /**
     * What a product is added to.
     *
     * @param bias address of the vector that is added to each row; 0 where there is none
     */
    record Onto(boolean result, long bias) {

        /** It overwrites the result. */
        static final Onto NOTHING = new Onto(false, 0);

        /** It is added to what the result holds. */
        static final Onto RESULT = new Onto(true, 0);

        /** It overwrites the result, shifted by a vector. */
        static Onto bias(long address) {
            return new Onto(false, address);
        }

        /** The same for the columns of the result from one on. */
        Onto from(int column) {
            return hasBias() ? bias(bias + (long) column * Float.BYTES) : this;
        }

        private boolean hasBias() {
            return bias != 0;
        }
    }

    private record ProductKey(
            Size size,
            int strideA,
            boolean transposedA,
            int strideB,
            boolean transposedB,
            int strideC,
            boolean sum,
            boolean bias) {}

    private record RoundingKey(int rows, int columns, int stride) {}

    /** Rounds consecutive floats to nearest, ties to even. */
    void round(long from, long into, int count) {
        round(from, 1, count, count, into);
    }

    /** Rounds a part of a matrix whose rows are a stride apart; those of the result follow one another. */
    void round(long from, int rows, int columns, int stride, long into) {
        roundings
                .computeIfAbsent(new RoundingKey(rows, columns, stride), library::rounding)
                .execute(from, into);
    }

    /** A product of bfloat16 factors with a float32 result. */
    void multiply(Factor a, Factor b, Size size, Onto onto, long c, int strideC) {
        ProductKey key = new ProductKey(
                size, a.stride(), a.transposed(), b.stride(), b.transposed(), strideC, onto.result(), onto.hasBias());
        Prepared product = products.computeIfAbsent(key, library::product);
        if (onto.hasBias()) {
            product.execute(a.address(), b.address(), c, onto.bias());
        } else {
            product.execute(a.address(), b.address(), c);
        }
    }

    private static void check(int status) {
        if (status != dnnl_success) {
            throw new IllegalStateException("oneDNN failed with status " + status);
        }
    }

    /** A primitive and its arguments. */
    private static final class Prepared {

        private final dnnl_primitive primitive;
        private final dnnl_stream stream;
        private final dnnl_memory[] memories;
        private final dnnl_exec_arg_t arguments;
        private final FloatsAt place = new FloatsAt();

        Prepared(dnnl_primitive primitive, dnnl_stream stream, int[] kinds, dnnl_memory... memories) {
            this.primitive = primitive;
            this.stream = stream;
            this.memories = memories;
            arguments = new dnnl_exec_arg_t(kinds.length);
            for (int i = 0; i < kinds.length; i++) {
                arguments.position(i).arg(kinds[i]).memory(memories[i]);
            }
            arguments.position(0);
        }

        void execute(long... addresses) {
            for (int i = 0; i < addresses.length; i++) {
                check(dnnl_memory_set_data_handle(memories[i], place.at(addresses[i])));
            }
            check(dnnl_primitive_execute(primitive, stream, memories.length, arguments));
        }
    }

    /** Objects of the library, which are given back together. */
    private static final class Library {

        private final dnnl_engine engine = new dnnl_engine();
        private final dnnl_stream stream = new dnnl_stream();
        private final Deque<Runnable> destructors = new ArrayDeque<>();

        Library() {
            check(dnnl_engine_create(engine, dnnl_cpu, 0));
            destructors.push(() -> dnnl_engine_destroy(engine));
            check(dnnl_stream_create(stream, engine, dnnl_stream_default_flags));
            destructors.push(() -> dnnl_stream_destroy(stream));
        }

        void close() {
            destructors.forEach(Runnable::run);
        }

        Prepared rounding(RoundingKey key) {
            dnnl_memory_desc floats = matrix(key.rows(), key.columns(), key.stride(), false, dnnl_f32);
            dnnl_memory_desc rounded = matrix(key.rows(), key.columns(), key.columns(), false, dnnl_bf16);
            dnnl_primitive_desc description = new dnnl_primitive_desc();
            check(dnnl_reorder_primitive_desc_create(description, floats, engine, rounded, engine, null));
            int[] kinds = {DNNL_ARG_SRC, DNNL_ARG_DST};
            return new Prepared(primitive(description), stream, kinds, memory(floats), memory(rounded));
        }

        Prepared product(ProductKey key) {
            Size size = key.size();
            dnnl_memory_desc a = matrix(size.height(), size.depth(), key.strideA(), key.transposedA(), dnnl_bf16);
            dnnl_memory_desc b = matrix(size.depth(), size.breadth(), key.strideB(), key.transposedB(), dnnl_bf16);
            dnnl_memory_desc c = matrix(size.height(), size.breadth(), key.strideC(), false, dnnl_f32);
            dnnl_memory_desc bias = key.bias() ? matrix(1, size.breadth(), size.breadth(), false, dnnl_f32) : null;
            dnnl_primitive_desc description = new dnnl_primitive_desc();
            check(dnnl_matmul_primitive_desc_create(description, engine, a, b, bias, c, key.sum() ? addition() : null));
            dnnl_primitive primitive = primitive(description);
            if (bias == null) {
                int[] kinds = {DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST};
                return new Prepared(primitive, stream, kinds, memory(a), memory(b), memory(c));
            }
            int[] kinds = {DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST, DNNL_ARG_BIAS};
            return new Prepared(primitive, stream, kinds, memory(a), memory(b), memory(c), memory(bias));
        }

        private dnnl_primitive_attr addition() {
            dnnl_post_ops operations = new dnnl_post_ops();
            check(dnnl_post_ops_create(operations));
            destructors.push(() -> dnnl_post_ops_destroy(operations));
            check(dnnl_post_ops_append_sum(operations, 1, 0, dnnl_data_type_undef));
            dnnl_primitive_attr attributes = new dnnl_primitive_attr();
            check(dnnl_primitive_attr_create(attributes));
            destructors.push(() -> dnnl_primitive_attr_destroy(attributes));
            check(dnnl_primitive_attr_set_post_ops(attributes, operations));
            return attributes;
        }

        private dnnl_memory_desc matrix(long rows, long columns, long stride, boolean transposed, int type) {
            long[] strides = transposed ? new long[] {1, stride} : new long[] {stride, 1};
            dnnl_memory_desc description = new dnnl_memory_desc();
            check(dnnl_memory_desc_create_with_strides(description, 2, new long[] {rows, columns}, type, strides));
            destructors.push(() -> dnnl_memory_desc_destroy(description));
            return description;
        }

        private dnnl_memory memory(dnnl_memory_desc description) {
            dnnl_memory memory = new dnnl_memory();
            check(dnnl_memory_create(memory, description, engine, new FloatsAt()));
            destructors.push(() -> dnnl_memory_destroy(memory));
            return memory;
        }

        private dnnl_primitive primitive(dnnl_primitive_desc description) {
            destructors.push(() -> dnnl_primitive_desc_destroy(description));
            dnnl_primitive primitive = new dnnl_primitive();
            check(dnnl_primitive_create(primitive, description));
            destructors.push(() -> dnnl_primitive_destroy(primitive));
            return primitive;
        }
    }
}
