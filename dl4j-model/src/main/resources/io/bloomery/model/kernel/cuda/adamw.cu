// AdamW (Loshchilov and Hutter 2019) over the flat vector, and the sum of squares that a gradient is clipped by.
#include "device.cuh"

// Sums of squares of x [n], one a block, in double precision; sum_squares adds them up.
KERNEL squares(const float* x, Index n, double* sums) {
    double sum = 0;
    for (Index at = first_of_eight(); at < n; at += (Index) gridDim.x * blockDim.x * WIDTH) {
        const Eight values = load(x, at, n);
        float square = 0;
        for (int i = 0; i < WIDTH; i++) {
            square += values[i] * values[i];
        }
        sum += square;
    }
    sum = block_sum(sum);
    if (threadIdx.x == 0) {
        sums[blockIdx.x] = sum;
    }
}

// total [1] of sums [n]; one block
KERNEL sum_squares(const double* sums, int n, double* total) {
    double sum = 0;
    for (int at = threadIdx.x; at < n; at += blockDim.x) {
        sum += sums[at];
    }
    sum = block_sum(sum);
    if (threadIdx.x == 0) {
        *total = sum;
    }
}

// Updates parameters and both moments, all [n], by the gradient times its factor, eight elements a thread.
//
// gradient_factor: below 1 where the gradient is clipped. rate: learning rate over the bias correction of the mean; root_factor: one
// over the root of the squares' correction; keep: 1 - learning rate * decay.
KERNEL adamw(
        const float* gradient, float gradient_factor, float beta1, float beta2, float rate, float root_factor, float epsilon,
        float keep, Index n, float* parameters, float* mean, float* square) {
    const Index at = first_of_eight();
    if (at >= n) {
        return;
    }
    const Eight d = load(gradient, at, n);
    Eight p = load(parameters, at, n);
    Eight m = load(mean, at, n);
    Eight v = load(square, at, n);
    for (int i = 0; i < WIDTH; i++) {
        const float g = d[i] * gradient_factor;
        m[i] += (g - m[i]) * (1 - beta1);
        v[i] = v[i] * beta2 + g * g * (1 - beta2);
        p[i] = p[i] * keep - m[i] / (sqrtf(v[i]) * root_factor + epsilon) * rate;
    }
    store(mean, at, n, m);
    store(square, at, n, v);
    store(parameters, at, n, p);
}
