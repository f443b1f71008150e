// Dropout (Srivastava et al. 2014) that keeps no mask: what was dropped is worked out again on the way back.
#include "device.cuh"
#include "random.cuh"

// y [n] from x [n]; y may be x. Its own gradient. Sixteen elements a thread: eight of the first half of a block of 32, and the eight
// of the second half that have their other words in the same four counters.
KERNEL dropout(const Real* x, Index n, Dropout dropout, Real* y) {
    const Index thread = (Index) blockIdx.x * blockDim.x + threadIdx.x;
    const Index at = thread / 2 * DROPOUT_BLOCK + thread % 2 * WIDTH;
    if (at >= n) {
        return;
    }
    Eight first = load(x, at, n);
    Eight second = load(x, at + HALF_BLOCK, n);
#pragma unroll
    for (int i = 0; i < WIDTH; i += 2) {
        const Words words = philox((unsigned long long) (thread * WORDS + i / 2), dropout);
        first[i] *= dropout.factor(words.at[0]);
        first[i + 1] *= dropout.factor(words.at[1]);
        second[i] *= dropout.factor(words.at[2]);
        second[i + 1] *= dropout.factor(words.at[3]);
    }
    store(y, at, n, first);
    store(y, at + HALF_BLOCK, n, second);
}
