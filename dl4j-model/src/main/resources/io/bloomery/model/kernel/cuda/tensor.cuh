// Products of small matrices by the tensor cores of a warp: bfloat16 factors, float32 sums (capability 8.0 and later).
//
// A lane's part of a 16 by 8 product, by the PTX manual ("Matrix Fragments for mma.m16n8k16"), with group = lane / 4 and
// pair = 2 * (lane % 4):
//   left factor, 16 by 16: word 0 is row group, columns pair and pair + 1; word 1 is row group + 8; words 2 and 3 the same, 8
//                          columns further
//   right factor, 16 by 8: word 0 is column group, rows pair and pair + 1; word 1 the same, 8 rows further
//   sum, 16 by 8:          numbers 0 and 1 are row group, columns pair and pair + 1; numbers 2 and 3 the same of row group + 8
// So two sums side by side, rounded, are a left factor.
#ifndef BLOOMERY_TENSOR
#define BLOOMERY_TENSOR

const int SPAN = 16; // rows of a left factor, and what a product sums over
const int PANEL = 8; // columns of a right factor
const int LEFT = 4; // words
const int RIGHT = 2;
const int SUM = 4; // numbers

#ifdef __CUDACC__

// Two neighbours in a word, the first in its lower half.
__device__ inline unsigned pair_of(float first, float second) {
    unsigned pair;
    asm("cvt.rn.bf16x2.f32 %0, %1, %2;" : "=r"(pair) : "f"(second), "f"(first));
    return pair;
}

__device__ inline void add_product(float (&sum)[SUM], const unsigned (&left)[LEFT], const unsigned (&right)[RIGHT]) {
    asm("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, {%0, %1, %2, %3};"
        : "+f"(sum[0]), "+f"(sum[1]), "+f"(sum[2]), "+f"(sum[3])
        : "r"(left[0]), "r"(left[1]), "r"(left[2]), "r"(left[3]), "r"(right[0]), "r"(right[1]));
}

#else

__device__ inline unsigned pair_of(float first, float second) {
    return to_bfloat16(first).bits | (unsigned) to_bfloat16(second).bits << 16;
}

// What is no CUDA brings its own.
void add_product(float (&sum)[SUM], const unsigned (&left)[LEFT], const unsigned (&right)[RIGHT]);

#endif

#endif
