// What all kernels of this folder are written with: types, loads and stores of eight, sums over a warp and over a block.
//
// Activations are of the type Real: float, or bfloat16 where BFLOAT16 is defined. They are float in registers; parameters,
// their gradients and statistics are float everywhere. Nothing is included, so a program needs this folder and a compiler.
// Kernels make no use of atomics: the same input gives the same bits in every run.
#ifndef BLOOMERY_DEVICE
#define BLOOMERY_DEVICE

#define KERNEL extern "C" __global__ void

typedef long long Index; // of an element; 32 bits end at 2 Gi elements

const int WARP = 32;
const unsigned ALL_LANES = 0xffffffffu;
const int WIDTH = 8; // elements that a thread loads at a time: 16 bytes of bfloat16

// The upper half of a float.
struct bfloat16 {
    unsigned short bits;
};

#ifdef BFLOAT16
typedef bfloat16 Real;
#else
typedef float Real;
#endif

__device__ inline float infinity() { return __uint_as_float(0x7f800000u); }

__device__ inline float to_float(float x) { return x; }

__device__ inline float to_float(bfloat16 x) { return __uint_as_float((unsigned) x.bits << 16); }

// Rounds to nearest, ties to even; what is not a number stays so.
__device__ inline bfloat16 to_bfloat16(float x) {
    const unsigned bits = __float_as_uint(x);
    const unsigned rounded = (bits + 0x7fffu + ((bits >> 16) & 1u)) >> 16;
    return {(unsigned short) (x == x ? rounded : bits >> 16 | 0x40u)};
}

__device__ inline void set(float& to, float x) { to = x; }

__device__ inline void set(bfloat16& to, float x) { to = to_bfloat16(x); }

struct Eight {
    float at[WIDTH];
    __device__ float& operator[](int i) { return at[i]; }
    __device__ float operator[](int i) const { return at[i]; }
};

struct alignas(16) Chunk {
    unsigned words[4];
};

// Whether the eight elements from p[from] on end before p[end] and can be moved 16 bytes at a time.
template <class T>
__device__ inline bool is_whole(const T* p, Index from, Index end) {
    return from + WIDTH <= end && ((unsigned long long) (p + from) & (sizeof(Chunk) - 1)) == 0;
}

// The eight elements from p[from] on, with a filler for those that are not before p[end].
template <class T>
__device__ inline Eight load(const T* p, Index from, Index end, float filler = 0) {
    Eight eight;
    if (is_whole(p, from, end)) {
        alignas(16) T values[WIDTH];
#pragma unroll
        for (int i = 0; i < WIDTH * (int) sizeof(T) / (int) sizeof(Chunk); i++) {
            reinterpret_cast<Chunk*>(values)[i] = reinterpret_cast<const Chunk*>(p + from)[i];
        }
#pragma unroll
        for (int i = 0; i < WIDTH; i++) {
            eight[i] = to_float(values[i]);
        }
    } else {
#pragma unroll
        for (int i = 0; i < WIDTH; i++) {
            eight[i] = from + i < end ? to_float(p[from + i]) : filler;
        }
    }
    return eight;
}

// Overwrites those of the eight elements from p[from] on that are before p[end].
template <class T>
__device__ inline void store(T* p, Index from, Index end, const Eight& eight) {
    if (is_whole(p, from, end)) {
        alignas(16) T values[WIDTH];
#pragma unroll
        for (int i = 0; i < WIDTH; i++) {
            set(values[i], eight[i]);
        }
#pragma unroll
        for (int i = 0; i < WIDTH * (int) sizeof(T) / (int) sizeof(Chunk); i++) {
            reinterpret_cast<Chunk*>(p + from)[i] = reinterpret_cast<Chunk*>(values)[i];
        }
    } else {
#pragma unroll
        for (int i = 0; i < WIDTH; i++) {
            if (from + i < end) {
                set(p[from + i], eight[i]);
            }
        }
    }
}

// Where this thread's eight elements begin in a vector that the grid covers.
__device__ inline Index first_of_eight() { return ((Index) blockIdx.x * blockDim.x + threadIdx.x) * WIDTH; }

// Where they begin in row blockIdx.x of a matrix, whose columns the y dimension of the grid covers: x goes further than y.
__device__ inline Index first_column_of_eight() { return ((Index) blockIdx.y * blockDim.x + threadIdx.x) * WIDTH; }

// The sum over the lanes of this warp, in all of them.
template <class T>
__device__ inline T warp_sum(T x) {
    for (int distance = WARP / 2; distance > 0; distance /= 2) {
        x += __shfl_xor_sync(ALL_LANES, x, distance);
    }
    return x;
}

__device__ inline float warp_max(float x) {
    for (int distance = WARP / 2; distance > 0; distance /= 2) {
        x = fmaxf(x, __shfl_xor_sync(ALL_LANES, x, distance));
    }
    return x;
}

// The sum over the threads of this block, in all of them; all must call, and there must be a whole number of warps.
template <class T>
__device__ inline T block_sum(T x) {
    __shared__ T sums[WARP];
    x = warp_sum(x);
    if (threadIdx.x % WARP == 0) {
        sums[threadIdx.x / WARP] = x;
    }
    __syncthreads();
    T sum = 0;
    for (int warp = 0; warp < (int) blockDim.x / WARP; warp++) {
        sum += sums[warp];
    }
    __syncthreads(); // before the next call writes
    return sum;
}

__device__ inline float block_max(float x) {
    __shared__ float greatest[WARP];
    x = warp_max(x);
    if (threadIdx.x % WARP == 0) {
        greatest[threadIdx.x / WARP] = x;
    }
    __syncthreads();
    float max = greatest[0];
    for (int warp = 1; warp < (int) blockDim.x / WARP; warp++) {
        max = fmaxf(max, greatest[warp]);
    }
    __syncthreads();
    return max;
}

// The sum over threadIdx.y in a block of 32 by at most 32 threads, in those of the first row.
__device__ inline float column_sum(float x) {
    __shared__ float rows[WARP][WARP];
    rows[threadIdx.y][threadIdx.x] = x;
    __syncthreads();
    float sum = 0;
    if (threadIdx.y == 0) {
        for (int row = 0; row < (int) blockDim.y; row++) {
            sum += rows[row][threadIdx.x];
        }
    }
    __syncthreads(); // before the next call writes
    return sum;
}

#endif
