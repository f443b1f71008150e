package io.bloomery.model.kernel;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Products of whole tensors in float32: each member of a team makes a part of the result. */
final class Float32Products implements Products {

    /** Parts begin at multiples of this many rows or columns: one vector register. */
    private static final int STEP = 16;

    private final Team team;
    private final List<Gemm> gemms;

    Float32Products(Team team, Supplier<Gemm> gemm) {
        this.team = team;
        gemms = Stream.generate(gemm).limit(team.members()).toList();
    }

    @Override
    public void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor c, boolean accumulate) {
        int depth = transposeA ? a.rows() : a.columns();
        float beta = accumulate ? 1 : 0;
        if (c.rows() >= c.columns()) {
            team.range(c.rows(), STEP, (member, from, to) -> {
                Gemm.Factor part = factor(a, transposeA, from, !transposeA);
                Gemm.Size size = new Gemm.Size(to - from, c.columns(), depth);
                gemms.get(member)
                        .multiply(part, factor(b, transposeB, 0, false), size, 1, beta, c.address(from), c.columns());
            });
        } else {
            team.range(c.columns(), STEP, (member, from, to) -> {
                Gemm.Factor part = factor(b, transposeB, from, transposeB);
                Gemm.Size size = new Gemm.Size(c.rows(), to - from, depth);
                long result = c.address() + (long) from * Float.BYTES;
                gemms.get(member).multiply(factor(a, transposeA, 0, false), part, size, 1, beta, result, c.columns());
            });
        }
    }

    /** A factor from a row, or from a column, on. */
    private static Gemm.Factor factor(Tensor tensor, boolean transposed, int from, boolean byRow) {
        long address = byRow ? tensor.address(from) : tensor.address() + (long) from * Float.BYTES;
        return new Gemm.Factor(address, tensor.columns(), transposed);
    }
}
