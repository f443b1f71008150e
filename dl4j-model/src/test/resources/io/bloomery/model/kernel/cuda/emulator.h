// CUDA C++ as plain C++: what the kernels use of the language, on one thread of a CPU.
//
// Each CUDA thread is a fiber with a stack of its own; it runs until it waits at a barrier, of its block or, in a shuffle, of its
// warp. Fibers run in the order of their numbers or against it: where the two orders give other results, a barrier is missing.
// Stricter than a GPU: a thread that returns while others wait at a barrier is an error. Blocks run one after the other.
#ifndef BLOOMERY_EMULATOR
#define BLOOMERY_EMULATOR

#include <setjmp.h>
#include <sys/mman.h>
#include <ucontext.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <vector>

#define __global__
#define __device__
#define __host__
#define __shared__ static
#define __launch_bounds__(threads)

using std::max;
using std::min;

struct dim3 {
    unsigned x, y, z;
};

inline dim3 threadIdx, blockIdx, blockDim, gridDim;

namespace emulator {

const unsigned WARP_THREADS = 32;
const size_t STACK_BYTES = 128 << 10;
const size_t SLOT = 32; // bytes

[[noreturn]] inline void fail(const char* what) {
    fprintf(stderr, "%s in thread (%u, %u, %u) of block (%u, %u, %u)\n", what, threadIdx.x, threadIdx.y, threadIdx.z, blockIdx.x,
            blockIdx.y, blockIdx.z);
    exit(1);
}

struct Barrier {
    unsigned expected = 0;
    unsigned arrived = 0;
    unsigned long passed = 0;
};

struct Fiber {
    jmp_buf place;
    dim3 index;
    bool begun = false;
    bool ended = false;
};

inline std::vector<Fiber> fibers;
inline std::vector<char*> stacks;
inline Barrier block;
inline std::vector<Barrier> warps;
inline std::vector<char> exchanged; // SLOT bytes a thread
inline unsigned current;
inline unsigned long progress;
inline jmp_buf scheduler;
inline std::function<void()> kernel;

inline void begin() {
    kernel();
    fibers[current].ended = true;
    progress++;
    _longjmp(scheduler, 1);
}

inline void resume(unsigned number) {
    current = number;
    threadIdx = fibers[number].index;
    if (_setjmp(scheduler) != 0) {
        return;
    }
    if (fibers[current].begun) {
        _longjmp(fibers[current].place, 1);
    }
    fibers[current].begun = true;
    static ucontext_t context; // setcontext leaves this function for good
    getcontext(&context);
    context.uc_stack.ss_sp = stacks[current];
    context.uc_stack.ss_size = STACK_BYTES;
    context.uc_link = nullptr;
    makecontext(&context, begin, 0);
    setcontext(&context);
}

inline void wait(Barrier& barrier) {
    const unsigned long before = barrier.passed;
    if (++barrier.arrived == barrier.expected) {
        barrier.arrived = 0;
        barrier.passed++;
        progress++;
        return;
    }
    while (barrier.passed == before) {
        if (_setjmp(fibers[current].place) == 0) {
            _longjmp(scheduler, 1);
        }
    }
}

inline void run_block(bool backwards) {
    const unsigned threads = blockDim.x * blockDim.y * blockDim.z;
    fibers.assign(threads, Fiber());
    for (unsigned i = 0; i < threads; i++) {
        fibers[i].index = {i % blockDim.x, i / blockDim.x % blockDim.y, i / (blockDim.x * blockDim.y)};
    }
    while (stacks.size() < threads) {
        stacks.push_back((char*) mmap(nullptr, STACK_BYTES, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    }
    block = {threads};
    warps.assign((threads + WARP_THREADS - 1) / WARP_THREADS, Barrier{WARP_THREADS});
    exchanged.assign(threads * SLOT, 0);
    for (unsigned long before = progress - 1; before != progress;) {
        before = progress;
        for (unsigned i = 0; i < threads; i++) {
            const unsigned number = backwards ? threads - 1 - i : i;
            if (!fibers[number].ended) {
                resume(number);
            }
        }
    }
    for (const Fiber& fiber : fibers) {
        if (!fiber.ended) {
            threadIdx = fiber.index;
            fail("a barrier that not all threads come to");
        }
    }
}

// Runs all blocks of a grid.
inline void launch(dim3 grid, dim3 threads, bool backwards, std::function<void()> body) {
    kernel = body;
    gridDim = grid;
    blockDim = threads;
    for (blockIdx.z = 0; blockIdx.z < grid.z; blockIdx.z++) {
        for (blockIdx.y = 0; blockIdx.y < grid.y; blockIdx.y++) {
            for (blockIdx.x = 0; blockIdx.x < grid.x; blockIdx.x++) {
                run_block(backwards);
            }
        }
    }
}

template <class T>
T exchange(unsigned mask, T value, unsigned from) {
    if (mask != 0xffffffffu) {
        fail("a shuffle of a part of a warp");
    }
    static_assert(sizeof(T) <= SLOT);
    const unsigned first = current / WARP_THREADS * WARP_THREADS;
    memcpy(&exchanged[current * SLOT], &value, sizeof(T));
    wait(warps[current / WARP_THREADS]);
    memcpy(&value, &exchanged[(first + from % WARP_THREADS) * SLOT], sizeof(T));
    wait(warps[current / WARP_THREADS]); // before the next exchange writes
    return value;
}

// A lane's words of the factors of mma.m16n8k16, bfloat16.
struct Factors {
    unsigned left[4];
    unsigned right[2];
};

inline float half_of(unsigned word, unsigned half) {
    const unsigned bits = (half == 0 ? word << 16 : word & 0xffff0000u);
    float x;
    memcpy(&x, &bits, sizeof(x));
    return x;
}

inline const Factors& factors_of(unsigned lane) {
    return *(const Factors*) &exchanged[(current / WARP_THREADS * WARP_THREADS + lane) * SLOT];
}

// Element (row, k) of the 16 by 16 left factor: by the manual lane 4 (row mod 8) + (k mod 8) / 2 has it.
inline float left_at(unsigned row, unsigned k) {
    return half_of(factors_of(row % 8 * 4 + k % 8 / 2).left[row / 8 + k / 8 * 2], k % 2);
}

// Element (k, column) of the 16 by 8 right factor: lane 4 column + (k mod 8) / 2 has it.
inline float right_at(unsigned k, unsigned column) {
    return half_of(factors_of(column * 4 + k % 8 / 2).right[k / 8], k % 2);
}

} // namespace emulator

// What tensor.cuh does by mma.m16n8k16.
inline void add_product(float (&sum)[4], const unsigned (&left)[4], const unsigned (&right)[2]) {
    using namespace emulator;
    static_assert(sizeof(Factors) <= SLOT);
    const Factors own = {{left[0], left[1], left[2], left[3]}, {right[0], right[1]}};
    memcpy(&exchanged[current * SLOT], &own, sizeof(own));
    wait(warps[current / WARP_THREADS]);
    const unsigned lane = current % WARP_THREADS;
    for (unsigned i = 0; i < 4; i++) {
        for (unsigned k = 0; k < 16; k++) {
            sum[i] += left_at(lane / 4 + i / 2 * 8, k) * right_at(k, lane % 4 * 2 + i % 2);
        }
    }
    wait(warps[current / WARP_THREADS]); // before the next exchange writes
}

inline void __syncthreads() { emulator::wait(emulator::block); }

template <class T>
T __shfl_xor_sync(unsigned mask, T value, int distance) {
    return emulator::exchange(mask, value, emulator::current % emulator::WARP_THREADS ^ distance);
}

template <class T>
T __shfl_sync(unsigned mask, T value, int lane) {
    return emulator::exchange(mask, value, lane);
}

inline unsigned __float_as_uint(float x) {
    unsigned bits;
    memcpy(&bits, &x, sizeof(bits));
    return bits;
}

inline float __uint_as_float(unsigned bits) {
    float x;
    memcpy(&x, &bits, sizeof(x));
    return x;
}

#endif
