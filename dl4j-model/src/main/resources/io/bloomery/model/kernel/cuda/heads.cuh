// Heads of queries, keys and values in rows side by side.
//
// Compiled once for each width D of a head, HEAD_WIDTH, a multiple of 8.
#ifndef BLOOMERY_HEADS
#define BLOOMERY_HEADS

const int D = HEAD_WIDTH;
const int ROWS = 64; // of queries, or of keys, that a block owns

static_assert(D % WIDTH == 0, "a head must be a multiple of 8 wide");

// Where the heads lie: element i of head h in row t of sequence b is at b * sequence + t * row + h * D + i.
struct Rows {
    Index sequence;
    Index row;
};

// What the probability of a key is multiplied with after the softmax; `row` counts the queries of all heads of all sequences.
__device__ inline float factor_of(const Dropout& dropout, Index row, int T, int key) {
    const Index stride = (T + DROPOUT_BLOCK - 1) / DROPOUT_BLOCK * DROPOUT_BLOCK;
    return dropout.threshold == 0 ? 1 : factor_of(dropout, row * stride + key);
}

#endif
