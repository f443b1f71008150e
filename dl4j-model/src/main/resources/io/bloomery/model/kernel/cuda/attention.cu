// Causal attention that never stores T by T scores (Dao et al. 2022; the order of the gradient is that of Dao 2023).
//
// One head of keys and values serves `group` heads of queries. Every row that a thread owns, and every sum, stays in registers;
// rows of the other side come through shared memory, a tile at a time. Nothing is added to memory by two blocks, so results do not
// depend on their order. Arithmetic is float32 for both types of activations.
#include "device.cuh"
#include "random.cuh"
#include "heads.cuh"

const int TILE = 16; // rows of the other side at a time
const int FOUR = 4;

// Threads that share a row: more of them for wider heads, so that each keeps 32 to 60 of a row's elements.
__host__ __device__ constexpr int lanes() {
    int lanes = 1;
    while (D % (2 * FOUR * lanes) == 0 && D / (2 * lanes) >= 32) {
        lanes *= 2;
    }
    return lanes;
}

const int LANES = lanes();
const int DIMS = D / LANES;
const int THREADS = ROWS * LANES;

// A thread's part of a row: fours of neighbours, in turns with the other lanes of the row.
struct Part {
    float at[DIMS];
    __device__ static int dimension(int i, int lane) { return i / FOUR * FOUR * LANES + lane * FOUR + i % FOUR; }
};

__device__ inline Part load_part(const Real* row, int lane) {
    Part part;
#pragma unroll
    for (int i = 0; i < DIMS; i++) {
        part.at[i] = to_float(row[Part::dimension(i, lane)]);
    }
    return part;
}

__device__ inline void store_part(Real* row, int lane, const Part& part, float factor) {
#pragma unroll
    for (int i = 0; i < DIMS; i++) {
        set(row[Part::dimension(i, lane)], part.at[i] * factor);
    }
}

// Adds up what the lanes of a row have, in all of them.
__device__ inline float row_sum(float x) {
#pragma unroll
    for (int distance = LANES / 2; distance > 0; distance /= 2) {
        x += __shfl_xor_sync(ALL_LANES, x, distance);
    }
    return x;
}

__device__ inline float dot(const Part& a, const Part& b) {
    float sum = 0;
#pragma unroll
    for (int i = 0; i < DIMS; i++) {
        sum += a.at[i] * b.at[i];
    }
    return row_sum(sum);
}

// With a row in shared memory.
__device__ inline float dot(const Part& part, const float* row, int lane) {
    float sum = 0;
#pragma unroll
    for (int i = 0; i < DIMS; i++) {
        sum += part.at[i] * row[Part::dimension(i, lane)];
    }
    return row_sum(sum);
}

__device__ inline void add_scaled(Part& sum, float factor, const float* row, int lane) {
#pragma unroll
    for (int i = 0; i < DIMS; i++) {
        sum.at[i] += factor * row[Part::dimension(i, lane)];
    }
}

// Rows `first` to `first` + TILE, of which those from `count` on are zeros.
__device__ inline void load_tile(const Real* rows, Index stride, int first, int count, float (&tile)[TILE][D]) {
    for (int at = threadIdx.x * WIDTH; at < TILE * D; at += THREADS * WIDTH) {
        const int row = first + at / D;
        const Index begin = row * stride + at % D;
        const Eight eight = row < count ? load(rows, begin, begin + WIDTH) : Eight{};
#pragma unroll
        for (int i = 0; i < WIDTH; i++) {
            tile[at / D][at % D + i] = eight[i];
        }
    }
}

// y from queries q, keys k and values v, and the logarithm of each softmax's denominator, which the gradient needs.
//
// Query t of a sequence sees its keys 0 to past + t. log_sum_exp: [B * H, T], null where no gradient will be made. Nothing may be
// dropped where there is a past. Grid: blocks of
// 64 queries, heads H, sequences B; blocks of 64 * lanes() threads, in this and both gradients.
KERNEL __launch_bounds__(THREADS) attention(
        const Real* q, Rows q_rows, const Real* k, const Real* v, Rows k_rows, int group, int T, int past, Dropout dropout, Real* y,
        Rows y_rows, float* log_sum_exp) {
    __shared__ float keys[TILE][D];
    __shared__ float values[TILE][D];
    const int lane = threadIdx.x % LANES;
    const int first = (gridDim.x - 1 - blockIdx.x) * ROWS; // the longest first, so that no block is left alone at the end
    const int query = first + threadIdx.x / LANES;
    const int owned = min(query, T - 1); // threads beyond the last query work for nothing, but not on nothing
    const float scale = 1 / sqrtf(D);
    const Index statistic = ((Index) blockIdx.z * gridDim.y + blockIdx.y) * T + owned;
    q += blockIdx.z * q_rows.sequence + blockIdx.y * D;
    k += blockIdx.z * k_rows.sequence + blockIdx.y / group * D;
    v += blockIdx.z * k_rows.sequence + blockIdx.y / group * D;
    const Part own = load_part(q + owned * q_rows.row, lane);
    Part sum = {};
    float denominator = 0;
    float max = -infinity();
    const int end = past + min(first + ROWS, T);
    for (int tile = 0; tile < end; tile += TILE) {
        __syncthreads(); // before a tile that others still read is overwritten
        load_tile(k, k_rows.row, tile, end, keys);
        load_tile(v, k_rows.row, tile, end, values);
        __syncthreads();
        float scores[TILE];
        float top = max;
#pragma unroll
        for (int j = 0; j < TILE; j++) {
            const float score = scale * dot(own, keys[j], lane);
            scores[j] = tile + j <= past + owned ? score : -infinity();
            top = fmaxf(top, scores[j]);
        }
        const float correction = expf(max - top);
        max = top;
        denominator *= correction;
#pragma unroll
        for (int i = 0; i < DIMS; i++) {
            sum.at[i] *= correction;
        }
#pragma unroll
        for (int j = 0; j < TILE; j++) {
            const float probability = expf(scores[j] - max);
            denominator += probability;
            add_scaled(sum, probability * factor_of(dropout, statistic, T, tile + j), values[j], lane);
        }
    }
    if (query < T) {
        y += blockIdx.z * y_rows.sequence + blockIdx.y * D;
        store_part(y + query * y_rows.row, lane, sum, 1 / denominator);
        if (lane == 0 && log_sum_exp != nullptr) {
            log_sum_exp[statistic] = max + logf(denominator);
        }
    }
}

// dQ from the gradient dY by y, and `along` [B * H, T], the product of each row of dY with that of y, for the other gradient.
KERNEL __launch_bounds__(THREADS) attention_query_gradient(
        const Real* dY, const Real* y, Rows y_rows, const Real* q, const Real* k, const Real* v, Rows rows, int group, int T,
        Dropout dropout, const float* log_sum_exp, Real* dQ, float* along) {
    __shared__ float keys[TILE][D];
    __shared__ float values[TILE][D];
    const int lane = threadIdx.x % LANES;
    const int first = (gridDim.x - 1 - blockIdx.x) * ROWS;
    const int query = first + threadIdx.x / LANES;
    const int owned = min(query, T - 1);
    const float scale = 1 / sqrtf(D);
    const Index head = blockIdx.z * rows.sequence + blockIdx.y * D;
    const Index shared_head = blockIdx.z * rows.sequence + blockIdx.y / group * D;
    const Index result = blockIdx.z * y_rows.sequence + owned * y_rows.row + blockIdx.y * D;
    const Index statistic = ((Index) blockIdx.z * gridDim.y + blockIdx.y) * T + owned;
    const Part own = load_part(q + head + owned * rows.row, lane);
    const Part dOwn = load_part(dY + result, lane);
    const float own_along = dot(dOwn, load_part(y + result, lane));
    const float own_log = log_sum_exp[statistic];
    Part sum = {};
    const int end = min(first + ROWS, T);
    for (int tile = 0; tile < end; tile += TILE) {
        __syncthreads();
        load_tile(k + shared_head, rows.row, tile, end, keys);
        load_tile(v + shared_head, rows.row, tile, end, values);
        __syncthreads();
#pragma unroll 4
        for (int j = 0; j < TILE; j++) {
            const float score = scale * dot(own, keys[j], lane);
            const float probability = tile + j <= owned ? expf(score - own_log) : 0;
            const float slope = dot(dOwn, values[j], lane) * factor_of(dropout, statistic, T, tile + j);
            add_scaled(sum, probability * (slope - own_along) * scale, keys[j], lane);
        }
    }
    if (query < T) {
        store_part(dQ + head + query * rows.row, lane, sum, 1);
        if (lane == 0) {
            along[statistic] = own_along;
        }
    }
}

// dK and dV, summed over the heads of queries that share them; needs `along`. Grid: blocks of 64 keys, heads of keys, sequences.
KERNEL __launch_bounds__(THREADS) attention_key_gradient(
        const Real* dY, Rows y_rows, const Real* q, const Real* k, const Real* v, Rows rows, int group, int T,
        Dropout dropout, const float* log_sum_exp, const float* along, Real* dK, Real* dV) {
    __shared__ float queries[TILE][D];
    __shared__ float dResults[TILE][D];
    const int lane = threadIdx.x % LANES;
    const int first = blockIdx.x * ROWS;
    const int key = first + threadIdx.x / LANES;
    const int owned = min(key, T - 1);
    const float scale = 1 / sqrtf(D);
    const Index own_row = blockIdx.z * rows.sequence + owned * rows.row + blockIdx.y * D;
    const Part own = load_part(k + own_row, lane);
    const Part own_value = load_part(v + own_row, lane);
    Part dOwn = {};
    Part dOwn_value = {};
    for (int head = blockIdx.y * group; head < (int) (blockIdx.y + 1) * group; head++) {
        const Real* head_queries = q + blockIdx.z * rows.sequence + head * D;
        const Real* head_results = dY + blockIdx.z * y_rows.sequence + head * D;
        const Index statistics = ((Index) blockIdx.z * gridDim.y * group + head) * T;
        for (int tile = first; tile < T; tile += TILE) { // queries before the first key do not see any
            __syncthreads();
            load_tile(head_queries, rows.row, tile, T, queries);
            load_tile(head_results, y_rows.row, tile, T, dResults);
            __syncthreads();
#pragma unroll 4
            for (int i = 0; i < TILE; i++) {
                const int query = tile + i;
                const float score = scale * dot(own, queries[i], lane);
                const float slope = dot(own_value, dResults[i], lane);
                if (query < T && query >= owned) {
                    const float probability = expf(score - log_sum_exp[statistics + query]);
                    const float factor = factor_of(dropout, statistics + query, T, owned);
                    add_scaled(dOwn_value, probability * factor, dResults[i], lane);
                    add_scaled(dOwn, probability * (slope * factor - along[statistics + query]) * scale, queries[i], lane);
                }
            }
        }
    }
    if (key < T) {
        store_part(dK + own_row, lane, dOwn, 1);
        store_part(dV + own_row, lane, dOwn_value, 1);
    }
}
