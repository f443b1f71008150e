package io.bloomery.model.kernel;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Products of whole tensors in float32: each member of a team makes a part of the result. */
final class Float32Products implements Products {

    /** Parts begin at multiples of this many rows or columns: one vector register. */
    private static final int STEP = 16;

    private final Team team;
    private final Loops loops;
    private final Supplier<Gemm> gemm;
    private final List<Gemm> gemms;

    Float32Products(Team team, Loops loops, Supplier<Gemm> gemm) {
        this.team = team;
        this.loops = loops;
        this.gemm = gemm;
        gemms = Stream.generate(gemm).limit(team.members()).toList();
    }

    @Override
    public void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor c, boolean accumulate) {
        multiply(a, transposeA, b, transposeB, c, accumulate ? 1 : 0, Optional.empty());
    }

    @Override
    public void linear(Tensor x, Linear linear, Tensor y) {
        multiply(x, false, linear.weight(), linear.transposed(), y, 0, linear.bias());
    }

    @Override
    public HeadProducts ofHead() {
        return new Float32HeadProducts(gemm.get());
    }

    private void multiply(
            Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor c, float beta, Optional<Tensor> bias) {
        int depth = transposeA ? a.rows() : a.columns();
        if (c.rows() >= c.columns()) {
            team.range(c.rows(), STEP, (member, from, to) -> {
                Gemm.Factor part = factor(a, transposeA, from, !transposeA);
                Gemm.Size size = new Gemm.Size(to - from, c.columns(), depth);
                Gemm.Factor whole = factor(b, transposeB, 0, false);
                gemms.get(member).multiply(part, whole, size, 1, beta, c.address(from), c.columns());
                bias.ifPresent(shift -> addToRows(shift, c, from, to, 0, c.columns()));
            });
        } else {
            team.range(c.columns(), STEP, (member, from, to) -> {
                Gemm.Factor part = factor(b, transposeB, from, transposeB);
                Gemm.Size size = new Gemm.Size(c.rows(), to - from, depth);
                Gemm.Factor whole = factor(a, transposeA, 0, false);
                long result = c.address() + (long) from * Float.BYTES;
                gemms.get(member).multiply(whole, part, size, 1, beta, result, c.columns());
                bias.ifPresent(shift -> addToRows(shift, c, 0, c.rows(), from, to));
            });
        }
    }

    /** Adds to a part of x, which is still in the cache of the core that made it. */
    private void addToRows(Tensor bias, Tensor x, int fromRow, int toRow, int fromColumn, int toColumn) {
        for (int row = fromRow; row < toRow; row++) {
            int at = row * x.columns() + fromColumn;
            loops.add(x.bytes(), at, bias.bytes(), fromColumn, x.bytes(), at, toColumn - fromColumn);
        }
    }

    /** A factor from a row, or from a column, on. */
    private static Gemm.Factor factor(Tensor tensor, boolean transposed, int from, boolean byRow) {
        long address = byRow ? tensor.address(from) : tensor.address() + (long) from * Float.BYTES;
        return new Gemm.Factor(address, tensor.columns(), transposed);
    }
}
