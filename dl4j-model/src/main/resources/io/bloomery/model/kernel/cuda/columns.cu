// Sums over the rows of a matrix [N, C]: the gradient by the bias of a linear map. In two passes, each in a fixed order.
#include "device.cuh"

// Sums over every gridDim.y-th band of rows, [gridDim.y, C]. Blocks of 32 columns by 8 rows.
KERNEL column_sums(const Real* x, int N, int C, float* bands) {
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
