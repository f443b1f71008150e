// LayerNorm (Ba et al. 2016) where there is a bias, RMSNorm (Zhang and Sennrich 2019) where it is null.
//
// x, y, dY, dX: [N, C]; gain, bias: [C]; center, factor: [N], what was subtracted from a row and what it was multiplied with.
#include "device.cuh"

// One block a row. The mean first and squares of distances after it: the difference of two mean squares would cancel.
template <class T>
__device__ inline void normalize(
        const Real* x, const float* gain, const float* bias, float epsilon, int C, T* y, float* center, float* factor) {
    const Real* in = x + (Index) blockIdx.x * C;
    T* out = y + (Index) blockIdx.x * C;
    float mean = 0;
    if (bias != nullptr) {
        float sum = 0;
        for (int at = threadIdx.x * WIDTH; at < C; at += blockDim.x * WIDTH) {
            const Eight values = load(in, at, C);
            for (int i = 0; i < WIDTH; i++) {
                sum += values[i];
            }
        }
        mean = block_sum(sum) / C;
    }
    float squares = 0;
    for (int at = threadIdx.x * WIDTH; at < C; at += blockDim.x * WIDTH) {
        const Eight values = load(in, at, C, mean);
        for (int i = 0; i < WIDTH; i++) {
            squares += (values[i] - mean) * (values[i] - mean);
        }
    }
    const float scale = 1 / sqrtf(block_sum(squares) / C + epsilon);
    for (int at = threadIdx.x * WIDTH; at < C; at += blockDim.x * WIDTH) {
        Eight values = load(in, at, C);
        const Eight gains = load(gain, at, C);
        for (int i = 0; i < WIDTH; i++) {
            values[i] = (values[i] - mean) * scale * gains[i];
        }
        if (bias != nullptr) {
            const Eight biases = load(bias, at, C);
            for (int i = 0; i < WIDTH; i++) {
                values[i] += biases[i];
            }
        }
        store(out, at, C, values);
    }
    if (threadIdx.x == 0) {
        center[blockIdx.x] = mean;
        factor[blockIdx.x] = scale;
    }
}

KERNEL norm_forward(
        const Real* x, const float* gain, const float* bias, float epsilon, int C, Real* y, float* center, float* factor) {
    normalize(x, gain, bias, epsilon, C, y, center, factor);
}

// The same for products in bfloat16.
KERNEL norm_to_bfloat16(
        const Real* x, const float* gain, const float* bias, float epsilon, int C, bfloat16* y, float* center, float* factor) {
    normalize(x, gain, bias, epsilon, C, y, center, factor);
}

// Adds to dX; one block a row.
KERNEL norm_gradient(
        const Real* dY, const Real* x, const float* gain, int centered, const float* center, const float* factor, int C,
        Real* dX) {
    const Index row = (Index) blockIdx.x * C;
    const float mean = center[blockIdx.x];
    const float scale = factor[blockIdx.x];
    float sum = 0;
    float sum_along = 0;
    for (int at = threadIdx.x * WIDTH; at < C; at += blockDim.x * WIDTH) {
        const Eight d = load(dY + row, at, C);
        const Eight gains = load(gain, at, C);
        const Eight values = load(x + row, at, C);
        for (int i = 0; i < WIDTH; i++) {
            sum += d[i] * gains[i];
            sum_along += d[i] * gains[i] * (values[i] - mean);
        }
    }
    const float shift = centered ? block_sum(sum) / C : 0;
    const float along = block_sum(sum_along) / C * scale * scale;
    for (int at = threadIdx.x * WIDTH; at < C; at += blockDim.x * WIDTH) {
        const Eight d = load(dY + row, at, C);
        const Eight gains = load(gain, at, C);
        const Eight values = load(x + row, at, C);
        Eight gradient = load(dX + row, at, C);
        for (int i = 0; i < WIDTH; i++) {
            gradient[i] += (d[i] * gains[i] - shift - (values[i] - mean) * along) * scale;
        }
        store(dX + row, at, C, gradient);
    }
}

// Sums over every gridDim.y-th band of rows, [gridDim.y, C] for the gain and, if not null, for the bias; sum_bands adds them up.
// Blocks of 32 columns by 8 rows.
KERNEL norm_gain_gradient(
        const Real* dY, const Real* x, const float* center, const float* factor, int N, int C, float* dGain, float* dBias) {
    const int column = blockIdx.x * WARP + threadIdx.x;
    float along = 0;
    float sum = 0;
    if (column < C) {
        for (int row = blockIdx.y * blockDim.y + threadIdx.y; row < N; row += gridDim.y * blockDim.y) {
            const float d = to_float(dY[(Index) row * C + column]);
            along += d * (to_float(x[(Index) row * C + column]) - center[row]) * factor[row];
            sum += d;
        }
    }
    along = column_sum(along);
    sum = column_sum(sum);
    if (threadIdx.y == 0 && column < C) {
        dGain[(Index) blockIdx.y * C + column] = along;
        if (dBias != nullptr) {
            dBias[(Index) blockIdx.y * C + column] = sum;
        }
    }
}
