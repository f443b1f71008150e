package io.bloomery.model.kernel;

import io.bloomery.model.kernel.OneDnnBfloat16.Onto;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * Products of whole tensors whose factors are rounded to bfloat16 first; sums and results are float32.
 *
 * <p>Each member of the team rounds a part of both factors and then makes a part of the result. A gradient is rounded once for
 * both its products, and a held parameter once for all its products of few rows: where there are many, rounding it again costs
 * less than one part in a hundred of the time, and a copy would cost half as much memory as the parameter.
 */
final class Bfloat16Products implements Products {

    private static final int STEP = 16;

    /** Elements that are rounded in one call, so that calls of few lengths are prepared. */
    private static final int PIECE = 1 << 15;

    /** Products of so many rows round their weight again. */
    private static final int MANY_ROWS = 4096;

    private final Team team;
    private final List<OneDnnBfloat16> members;
    private final Bfloat16Memory left = new Bfloat16Memory();
    private final Bfloat16Memory right = new Bfloat16Memory();
    private final Bfloat16Copy held = new Bfloat16Copy();

    Bfloat16Products(Team team) {
        this.team = team;
        members = Stream.generate(OneDnnBfloat16::new).limit(team.members()).toList();
    }

    /** A tensor that was rounded to the given address. */
    private record Rounded(Tensor tensor, long address) {

        /** The factor from a row, or from a column, on. */
        private Gemm.Factor factor(boolean transposed, int from, boolean byRow) {
            long move = byRow ? (long) from * tensor.columns() : from;
            return new Gemm.Factor(address + move * Bfloat16Memory.BYTES, tensor.columns(), transposed);
        }
    }

    @Override
    public void hold(Tensor parameters) {
        held.of(parameters);
    }

    @Override
    public void release() {
        held.forget();
    }

    @Override
    public void multiply(Tensor a, boolean transposeA, Tensor b, boolean transposeB, Tensor c, boolean accumulate) {
        multiply(rounded(a, left), transposeA, rounded(b, right), transposeB, c, onto(accumulate));
    }

    @Override
    public void linear(Tensor x, Linear linear, Tensor y) {
        multiply(
                rounded(x, left),
                false,
                roundedWeight(linear.weight(), x.rows()),
                linear.transposed(),
                y,
                linear.bias().map(bias -> Onto.bias(bias.address())).orElse(Onto.NOTHING));
    }

    @Override
    public void gradients(
            Tensor dY, Tensor x, Tensor weight, boolean transposed, Tensor dX, Tensor dWeight, boolean accumulate) {
        Rounded gradient = rounded(dY, left);
        multiply(gradient, false, roundedWeight(weight, dY.rows()), !transposed, dX, Onto.NOTHING);
        Rounded input = rounded(x, right);
        if (transposed) {
            multiply(gradient, true, input, false, dWeight, onto(accumulate));
        } else {
            multiply(input, true, gradient, false, dWeight, onto(accumulate));
        }
    }

    @Override
    public HeadProducts ofHead() {
        return new Bfloat16HeadProducts(new OneDnnBfloat16());
    }

    private void multiply(Rounded a, boolean transposeA, Rounded b, boolean transposeB, Tensor c, Onto onto) {
        int depth = transposeA ? a.tensor().rows() : a.tensor().columns();
        if (c.rows() >= c.columns()) {
            team.range(c.rows(), STEP, (member, from, to) -> {
                Gemm.Size size = new Gemm.Size(to - from, c.columns(), depth);
                Gemm.Factor part = a.factor(transposeA, from, !transposeA);
                Gemm.Factor whole = b.factor(transposeB, 0, false);
                members.get(member).multiply(part, whole, size, onto, c.address(from), c.columns());
            });
        } else {
            team.range(c.columns(), STEP, (member, from, to) -> {
                Gemm.Size size = new Gemm.Size(c.rows(), to - from, depth);
                Gemm.Factor whole = a.factor(transposeA, 0, false);
                Gemm.Factor part = b.factor(transposeB, from, transposeB);
                long result = c.address() + (long) from * Float.BYTES;
                Onto moved = onto.from(from);
                members.get(member).multiply(whole, part, size, moved, result, c.columns());
            });
        }
    }

    private static Onto onto(boolean accumulate) {
        return accumulate ? Onto.RESULT : Onto.NOTHING;
    }

    private Rounded roundedWeight(Tensor weight, int rows) {
        return rows < MANY_ROWS ? rounded(weight, right) : round(weight, right.atLeast(weight.length()));
    }

    private Rounded rounded(Tensor x, Bfloat16Memory memory) {
        OptionalLong copy = held.place(x);
        if (copy.isEmpty()) {
            return round(x, memory.atLeast(x.length()));
        }
        return held.isMissing(x) ? round(x, copy.getAsLong()) : new Rounded(x, copy.getAsLong());
    }

    private Rounded round(Tensor x, long into) {
        int pieces = Math.toIntExact((x.length() + PIECE - 1) / PIECE);
        team.range(pieces, 1, (member, from, to) -> {
            for (int piece = from; piece < to; piece++) {
                long first = (long) piece * PIECE;
                int count = (int) Math.min(PIECE, x.length() - first);
                members.get(member)
                        .round(x.address() + first * Float.BYTES, into + first * Bfloat16Memory.BYTES, count);
            }
        });
        return new Rounded(x, into);
    }
}
