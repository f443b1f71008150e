package io.bloomery.model.kernel;

import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.BytePointer;

/**
 * Products of whole tensors whose factors are rounded to bfloat16 first; sums and results are float32.
 *
 * <p>Each member of the team rounds a part of both factors and then makes a part of the result.
 */
final class Bfloat16Products implements Products {

    private static final int STEP = 16;
    private static final int BYTES = 2;

    /** Elements that are rounded in one call, so that calls of few lengths are prepared. */
    private static final int PIECE = 1 << 15;

    private final Team team;
    private final List<OneDnnBfloat16> members;
    private BytePointer left = new BytePointer(1);
    private BytePointer right = new BytePointer(1);

    Bfloat16Products(Team team) {
        this.team = team;
        members = Stream.generate(OneDnnBfloat16::new).limit(team.members()).toList();
    }

    @Override
    public void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor c, boolean accumulate) {
        left = atLeast(left, a.length());
        right = atLeast(right, b.length());
        round(a, left);
        round(b, right);
        int depth = transposeA ? a.rows() : a.columns();
        int strideA = a.columns();
        int strideB = b.columns();
        boolean byRow = c.rows() >= c.columns();
        team.range(byRow ? c.rows() : c.columns(), STEP, (member, from, to) -> {
            long moveA = !byRow ? 0 : transposeA ? from : (long) from * strideA;
            long moveB = byRow ? 0 : transposeB ? (long) from * strideB : from;
            int height = byRow ? to - from : c.rows();
            int breadth = byRow ? c.columns() : to - from;
            long result = byRow ? c.address(from) : c.address() + (long) from * Float.BYTES;
            members.get(member)
                    .multiply(
                            new Gemm.Factor(left.address() + moveA * BYTES, strideA, transposeA),
                            new Gemm.Factor(right.address() + moveB * BYTES, strideB, transposeB),
                            new Gemm.Size(height, breadth, depth),
                            accumulate,
                            result,
                            c.columns());
        });
    }

    private void round(Tensor x, BytePointer into) {
        int pieces = Math.toIntExact((x.length() + PIECE - 1) / PIECE);
        team.range(pieces, 1, (member, from, to) -> {
            for (int piece = from; piece < to; piece++) {
                long first = (long) piece * PIECE;
                int count = (int) Math.min(PIECE, x.length() - first);
                members.get(member).round(x.address() + first * Float.BYTES, into.address() + first * BYTES, count);
            }
        });
    }

    private static BytePointer atLeast(BytePointer memory, long elements) {
        if (memory.capacity() >= elements * BYTES) {
            return memory;
        }
        memory.close();
        return new BytePointer(elements * BYTES);
    }
}
