// Rotary positions (Su et al. 2021) for pairs of the first and second half of a head, as transformers has them.
#include "device.cuh"

// Turns queries and keys in place; sign -1 turns back, which is the gradient. One block a row of qkv, whose first `heads` heads
// of width D are those of queries and keys. cosine, sine: [positions, D / 2]; positions: [N], of each row
KERNEL rotate(
        Real* qkv, const float* cosine, const float* sine, const int* positions, int heads, int D, int row_width, float sign) {
    const int half = D / 2;
    Real* row = qkv + (Index) blockIdx.x * row_width;
    const Index angle = (Index) positions[blockIdx.x] * half;
    for (int pair = threadIdx.x; pair < heads * half; pair += blockDim.x) {
        const int i = pair % half;
        const float c = cosine[angle + i];
        const float s = sine[angle + i] * sign;
        Real* first = row + pair / half * D + i;
        Real* second = first + half;
        const float a = to_float(*first);
        const float b = to_float(*second);
        set(*first, a * c - b * s);
        set(*second, b * c + a * s);
    }
}
