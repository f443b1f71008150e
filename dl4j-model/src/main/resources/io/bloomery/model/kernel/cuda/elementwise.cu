// Vectors of n elements, eight a thread: blocks of any size, enough of them for n / 8 threads.
#include "device.cuh"

// sum = a + b; sum may be one of them.
KERNEL add(const Real* a, const Real* b, Index n, Real* sum) {
    const Index at = first_of_eight();
    if (at >= n) {
        return;
    }
    Eight x = load(a, at, n);
    const Eight y = load(b, at, n);
    for (int i = 0; i < WIDTH; i++) {
        x[i] += y[i];
    }
    store(sum, at, n, x);
}

// Of float32 vectors, whatever activations are: y = factor x; y may be x.
KERNEL scale(const float* x, float factor, Index n, float* y) {
    const Index at = first_of_eight();
    if (at >= n) {
        return;
    }
    Eight values = load(x, at, n);
    for (int i = 0; i < WIDTH; i++) {
        values[i] *= factor;
    }
    store(y, at, n, values);
}

// The same: sum += weight x.
KERNEL add_weighted(const float* x, float weight, Index n, float* sum) {
    const Index at = first_of_eight();
    if (at >= n) {
        return;
    }
    const Eight values = load(x, at, n);
    Eight sums = load(sum, at, n);
    for (int i = 0; i < WIDTH; i++) {
        sums[i] += weight * values[i];
    }
    store(sum, at, n, sums);
}

KERNEL fill(float value, Index n, Real* x) {
    const Index at = first_of_eight();
    if (at >= n) {
        return;
    }
    Eight values;
    for (int i = 0; i < WIDTH; i++) {
        values[i] = value;
    }
    store(x, at, n, values);
}

// The copy of float32 weights that products in bfloat16 read.
KERNEL round_to_bfloat16(const float* x, Index n, bfloat16* y) {
    const Index at = first_of_eight();
    if (at < n) {
        store(y, at, n, load(x, at, n));
    }
}

// The same for the rows of a matrix, one for each x of the grid, with zeros after each up to the pitch.
KERNEL round_rows_to_bfloat16(const float* x, int columns, int pitch, bfloat16* y) {
    const Index at = first_column_of_eight();
    if (at < pitch) {
        const Index row = blockIdx.x;
        store(y + row * pitch, at, pitch, load(x + row * columns, at, columns));
    }
}

KERNEL widen_bfloat16(const bfloat16* x, Index n, float* y) {
    const Index at = first_of_eight();
    if (at < n) {
        store(y, at, n, load(x, at, n));
    }
}
