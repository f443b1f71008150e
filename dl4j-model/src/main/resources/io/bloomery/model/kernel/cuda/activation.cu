// GELU in its tanh form (Hendrycks and Gimpel 2016), which GPT-2 has, and SwiGLU (Shazeer 2020), which Llama has.
//
// Biases are those of the linear map before, added here to save a pass over memory; null where there is none. Rows lie along the
// x dimension of the grid, eight columns a thread along y.
#include "device.cuh"

const float ROOT = 0.79788456f; // of 2 / pi
const float CUBIC = 0.044715f;

__device__ inline float sigmoid(float x) { return 1 / (1 + expf(-x)); }

// x + bias
__device__ inline Eight biased(const Real* x, const float* bias, Index row, Index at, int C) {
    Eight values = load(x + row, at, C);
    if (bias != nullptr) {
        const Eight biases = load(bias, at, C);
        for (int i = 0; i < WIDTH; i++) {
            values[i] += biases[i];
        }
    }
    return values;
}

template <class T>
__device__ inline void activate_by_gelu(const Real* x, const float* bias, int C, T* y) {
    const Index at = first_column_of_eight();
    const Index row = (Index) blockIdx.x * C;
    if (at >= C) {
        return;
    }
    Eight values = biased(x, bias, row, at, C);
    for (int i = 0; i < WIDTH; i++) {
        const float v = values[i];
        values[i] = 0.5f * v * (1 + tanhf(ROOT * v * (1 + CUBIC * v * v)));
    }
    store(y + row, at, C, values);
}

// y [N, C] from x [N, C] and bias [C]
KERNEL gelu(const Real* x, const float* bias, int C, Real* y) { activate_by_gelu(x, bias, C, y); }

// The same for products in bfloat16.
KERNEL gelu_to_bfloat16(const Real* x, const float* bias, int C, bfloat16* y) { activate_by_gelu(x, bias, C, y); }

template <class T>
__device__ inline void gradient_of_gelu(const Real* dY, const Real* x, const float* bias, int C, T* dX) {
    const Index at = first_column_of_eight();
    const Index row = (Index) blockIdx.x * C;
    if (at >= C) {
        return;
    }
    Eight d = load(dY + row, at, C);
    const Eight values = biased(x, bias, row, at, C);
    for (int i = 0; i < WIDTH; i++) {
        const float v = values[i];
        const float t = tanhf(ROOT * v * (1 + CUBIC * v * v));
        d[i] *= 0.5f * (1 + t) + 0.5f * v * (1 - t * t) * ROOT * (1 + 3 * CUBIC * v * v);
    }
    store(dX + row, at, C, d);
}

// dX [N, C], which may be dY; its column sums are the gradient by the bias.
KERNEL gelu_gradient(const Real* dY, const Real* x, const float* bias, int C, Real* dX) {
    gradient_of_gelu(dY, x, bias, C, dX);
}

// The same for products in bfloat16.
KERNEL gelu_gradient_to_bfloat16(const Real* dY, const Real* x, const float* bias, int C, bfloat16* dX) {
    gradient_of_gelu(dY, x, bias, C, dX);
}

template <class T>
__device__ inline void activate_by_swiglu(const Real* x, const float* bias, int F, T* y) {
    const Index at = first_column_of_eight();
    if (at >= F) {
        return;
    }
    const Index row = (Index) blockIdx.x * F;
    const Eight gate = biased(x, bias, 2 * row, at, F);
    Eight up = biased(x + F, bias == nullptr ? nullptr : bias + F, 2 * row, at, F);
    for (int i = 0; i < WIDTH; i++) {
        up[i] *= gate[i] * sigmoid(gate[i]);
    }
    store(y + row, at, F, up);
}

// y [N, F] from gate and up side by side in x [N, 2F] and bias [2F]
KERNEL swiglu(const Real* x, const float* bias, int F, Real* y) { activate_by_swiglu(x, bias, F, y); }

// The same for products in bfloat16.
KERNEL swiglu_to_bfloat16(const Real* x, const float* bias, int F, bfloat16* y) { activate_by_swiglu(x, bias, F, y); }

template <class T>
__device__ inline void gradient_of_swiglu(const Real* dY, const Real* x, const float* bias, int F, T* dX) {
    const Index at = first_column_of_eight();
    if (at >= F) {
        return;
    }
    const Index row = (Index) blockIdx.x * F;
    const Eight d = load(dY + row, at, F);
    Eight gate = biased(x, bias, 2 * row, at, F);
    Eight up = biased(x + F, bias == nullptr ? nullptr : bias + F, 2 * row, at, F);
    for (int i = 0; i < WIDTH; i++) {
        const float g = gate[i];
        const float s = sigmoid(g);
        gate[i] = d[i] * up[i] * (s + g * s * (1 - s));
        up[i] = d[i] * g * s;
    }
    store(dX + 2 * row, at, F, gate);
    store(dX + 2 * row + F, at, F, up);
}

// dX [N, 2F]; its column sums are the gradient by the bias.
KERNEL swiglu_gradient(const Real* dY, const Real* x, const float* bias, int F, Real* dX) {
    gradient_of_swiglu(dY, x, bias, F, dX);
}

// The same for products in bfloat16.
KERNEL swiglu_gradient_to_bfloat16(const Real* dY, const Real* x, const float* bias, int F, bfloat16* dX) {
    gradient_of_swiglu(dY, x, bias, F, dX);
}
