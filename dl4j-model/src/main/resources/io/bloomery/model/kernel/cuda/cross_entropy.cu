// Cross-entropy of a chunk of rows of logits, in nats, with label smoothing (Szegedy et al. 2016) as PyTorch defines it: the
// target keeps 1 - smoothing of the probability and the rest is spread over all V.
//
// logits: [n, stride], of which the first V of a row count and the rest pads the product; targets: [n], -1 where a row does not
// count; losses: [n], 0 for such rows. One block a row.
#include "device.cuh"

struct Softmax {
    float max;
    float sum; // of the exponentials of the distances from it
    float mean; // of the logits
};

// In one pass: when a greater logit comes, the sum so far is scaled down (Milakov and Gimelshein 2018).
__device__ inline Softmax softmax(const Real* logits, int V) {
    float max = -infinity();
    float sum = 0;
    float all = 0;
    for (int at = threadIdx.x * WIDTH; at < V; at += blockDim.x * WIDTH) {
        const Eight values = load(logits, at, V, -infinity());
        float top = max;
        for (int i = 0; i < WIDTH; i++) {
            top = fmaxf(top, values[i]);
        }
        sum *= expf(max - top);
        for (int i = 0; i < WIDTH; i++) {
            sum += expf(values[i] - top);
            all += at + i < V ? values[i] : 0;
        }
        max = top;
    }
    const float greatest = block_max(max);
    const float scaled = sum == 0 ? 0 : sum * expf(max - greatest); // a thread without a column has none
    return {greatest, block_sum(scaled), block_sum(all) / V};
}

__device__ inline float loss(const Softmax& softmax, float of_target, float smoothing) {
    return logf(softmax.sum) + (1 - smoothing) * (softmax.max - of_target) + smoothing * (softmax.max - softmax.mean);
}

KERNEL cross_entropy(const Real* logits, int V, int stride, const int* targets, float smoothing, float* losses) {
    const Real* row = logits + (Index) blockIdx.x * stride;
    const int target = targets[blockIdx.x];
    const Softmax all = softmax(row, V);
    if (threadIdx.x == 0) {
        losses[blockIdx.x] = target < 0 ? 0 : loss(all, to_float(row[target]), smoothing);
    }
}

// Also replaces the logits by the gradient of `scale` times the sum of the losses; by zeros in rows that do not count, and in
// columns from V on.
KERNEL cross_entropy_gradient(
        Real* logits, int V, int stride, const int* targets, float smoothing, float scale, float* losses) {
    Real* row = logits + (Index) blockIdx.x * stride;
    const int target = targets[blockIdx.x];
    const Softmax all = softmax(row, V);
    if (threadIdx.x == 0) {
        losses[blockIdx.x] = target < 0 ? 0 : loss(all, to_float(row[target]), smoothing);
    }
    __syncthreads(); // before the target's logit is overwritten
    const float factor = target < 0 ? 0 : scale / all.sum;
    const float share = smoothing / V;
    for (int at = threadIdx.x * WIDTH; at < stride; at += blockDim.x * WIDTH) {
        Eight values = load(row, at, V, -infinity());
        for (int i = 0; i < WIDTH; i++) {
            const float wanted = share + (at + i == target ? 1 - smoothing : 0);
            const bool counts = target >= 0 && at + i < V;
            values[i] = counts ? expf(values[i] - all.max) * factor - scale * wanted : 0;
        }
        store(row, at, stride, values);
    }
}
