// Columns of a matrix [N, C]: the bias of a linear map, and the gradient by it, a sum over rows in two passes of a fixed order.
#include "device.cuh"

// Adds row [C] to each row of y. Rows along x of the grid, eight columns a thread along y, as in copy_columns.
KERNEL add_row(const float* row, int C, Real* y) {
    const Index at = first_column_of_eight();
    if (at >= C) {
        return;
    }
    Real* out = y + (Index) blockIdx.x * C;
    Eight values = load(out, at, C);
    const Eight more = load(row, at, C);
    for (int i = 0; i < WIDTH; i++) {
        values[i] += more[i];
    }
    store(out, at, C, values);
}

// y [N, C] of the C columns of x [N, stride] from `from` on.
KERNEL copy_columns(const Real* x, int from, int stride, int C, Real* y) {
    const Index at = first_column_of_eight();
    if (at < C) {
        store(y + (Index) blockIdx.x * C, at, C, load(x + (Index) blockIdx.x * stride + from, at, C));
    }
}

template <class T>
__device__ inline void sum_columns(const T* x, int N, int C, float* bands) {
    const int column = blockIdx.x * WARP + threadIdx.x;
    float sum = 0;
    if (column < C) {
        for (int row = blockIdx.y * blockDim.y + threadIdx.y; row < N; row += gridDim.y * blockDim.y) {
            sum += to_float(x[(Index) row * C + column]);
        }
    }
    sum = column_sum(sum);
    if (threadIdx.y == 0 && column < C) {
        bands[(Index) blockIdx.y * C + column] = sum;
    }
}

// Sums over every gridDim.y-th band of rows, [gridDim.y, C]. Blocks of 32 columns by 8 rows.
KERNEL column_sums(const Real* x, int N, int C, float* bands) { sum_columns(x, N, C, bands); }

// The same of a factor of products in bfloat16.
KERNEL column_sums_of_bfloat16(const bfloat16* x, int N, int C, float* bands) { sum_columns(x, N, C, bands); }

// sums [C] of the bands [B, C]; one thread a column.
KERNEL sum_bands(const float* bands, int B, int C, float* sums) {
    const int column = blockIdx.x * blockDim.x + threadIdx.x;
    if (column >= C) {
        return;
    }
    float sum = 0;
    for (int band = 0; band < B; band++) {
        sum += bands[(Index) band * C + column];
    }
    sums[column] = sum;
}
