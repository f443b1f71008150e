// Causal attention on tensor cores: as attention.cu, with factors of all products rounded to bfloat16.
//
// Rounded are queries, keys, values, probabilities, the result's gradient and the gradient of the scores; sums, the softmax and
// its statistics are float32. A block owns 64 rows, 16 a warp, whose factors and sums stay in registers. Rows of the other side
// come through shared memory, a tile at a time: as they are where a product sums over dimensions, turned where it sums over rows.
// Rows of shared memory are 16 bytes longer than their numbers, so that the lanes of a warp read from 32 banks.
#include "device.cuh"
#include "random.cuh"
#include "heads.cuh"
#include "tensor.cuh"

const int STEPS = (D + SPAN - 1) / SPAN; // of a sum over dimensions; those beyond D are zeros
const int PADDED = STEPS * SPAN;
const int COLUMNS = D / PANEL;
const int TENSOR_THREADS = ROWS / SPAN * WARP;
const int KEY_TILE = D > 64 ? 32 : 64; // keys at a time
const int QUERY_TILE = D > 64 ? 16 : 64; // queries at a time, where more sums are kept
const int BEYOND = 8;
const float LOG2_E = 1.44269504f;
const float LN_2 = 0.693147181f;

static_assert(D <= 128, "the factors of wider heads do not fit the registers");

template <int N>
struct Tile {
    bfloat16 at[N][PADDED + BEYOND];
};

template <int N>
struct TurnedTile {
    bfloat16 at[D][N + BEYOND];
};

typedef unsigned Left[STEPS][LEFT]; // 16 rows
typedef float Sums[COLUMNS][SUM]; // 16 rows

template <int N>
using Scores = float[N / PANEL][SUM]; // of 16 rows and a tile

// Where a lane stands in factors and sums.
struct Lane {
    int group;
    int pair;
};

__device__ inline Lane this_lane() { return {(int) threadIdx.x % WARP / 4, (int) threadIdx.x % 4 * 2}; }

__device__ inline float at_or_zero(const Real* row, int dimension) { return dimension < D ? to_float(row[dimension]) : 0; }

// Rows `row` and `row` + 8 as parts of a left factor; those beyond the last are the last.
__device__ inline void load_left(const Real* rows, Index stride, int row, int count, Lane lane, Left& left) {
#pragma unroll
    for (int half = 0; half < 2; half++) {
        const Real* from = rows + min(row + half * 8, count - 1) * stride;
#pragma unroll
        for (int step = 0; step < STEPS; step++) {
#pragma unroll
            for (int i = 0; i < 2; i++) {
                const int dimension = step * SPAN + i * 8 + lane.pair;
                left[step][half + 2 * i] = pair_of(at_or_zero(from, dimension), at_or_zero(from, dimension + 1));
            }
        }
    }
}

// The rows from `first` on, of which those from `count` on are zeros, as they are and turned; null where not wanted.
template <int N>
__device__ inline void load_tile(const Real* rows, Index stride, int first, int count, Tile<N>* tile, TurnedTile<N>* turned) {
    for (int at = threadIdx.x * WIDTH; at < N * PADDED; at += TENSOR_THREADS * WIDTH) {
        const int row = at / PADDED;
        const int dimension = at % PADDED;
        const Index begin = (first + row) * stride + dimension;
        const Eight eight = first + row < count && dimension < D ? load(rows, begin, begin + WIDTH) : Eight{};
        if (tile != nullptr) {
            unsigned* to = reinterpret_cast<unsigned*>(&tile->at[row][dimension]);
#pragma unroll
            for (int i = 0; i < WIDTH; i += 2) {
                to[i / 2] = pair_of(eight[i], eight[i + 1]);
            }
        }
        if (turned != nullptr && dimension < D) {
#pragma unroll
            for (int i = 0; i < WIDTH; i++) {
                turned->at[dimension + i][row] = to_bfloat16(eight[i]);
            }
        }
    }
}

__device__ inline unsigned word(const bfloat16& first) { return *reinterpret_cast<const unsigned*>(&first); }

// Products of 16 rows with the rows of a tile.
template <int N>
__device__ inline void multiply(const Left& left, const Tile<N>& tile, Lane lane, Scores<N>& scores) {
#pragma unroll
    for (int panel = 0; panel < N / PANEL; panel++) {
#pragma unroll
        for (int i = 0; i < SUM; i++) {
            scores[panel][i] = 0;
        }
#pragma unroll
        for (int step = 0; step < STEPS; step++) {
            const bfloat16* row = tile.at[panel * PANEL + lane.group] + step * SPAN + lane.pair;
            const unsigned right[RIGHT] = {word(row[0]), word(row[8])};
            add_product(scores[panel], left[step], right);
        }
    }
}

// Adds the rows of a tile, weighted by the numbers of each of 16 rows.
template <int N>
__device__ inline void add_rows(Sums& sums, const Scores<N>& weights, const TurnedTile<N>& tile, Lane lane) {
#pragma unroll
    for (int step = 0; step < N / SPAN; step++) {
        const float(&first)[SUM] = weights[2 * step];
        const float(&second)[SUM] = weights[2 * step + 1];
        const unsigned left[LEFT] = {
                pair_of(first[0], first[1]), pair_of(first[2], first[3]), pair_of(second[0], second[1]),
                pair_of(second[2], second[3])};
#pragma unroll
        for (int column = 0; column < COLUMNS; column++) {
            const bfloat16* row = tile.at[column * PANEL + lane.group] + step * SPAN + lane.pair;
            const unsigned right[RIGHT] = {word(row[0]), word(row[8])};
            add_product(sums[column], left, right);
        }
    }
}

// Writes those of rows `row` and `row` + 8 that are before `count`.
__device__ inline void store(Real* rows, Index stride, int row, int count, Lane lane, const Sums& sums, const float (&factors)[2]) {
#pragma unroll
    for (int half = 0; half < 2; half++) {
        if (row + half * 8 < count) {
            Real* to = rows + (row + half * 8) * stride;
#pragma unroll
            for (int column = 0; column < COLUMNS; column++) {
                set(to[column * PANEL + lane.pair], sums[column][half * 2] * factors[half]);
                set(to[column * PANEL + lane.pair + 1], sums[column][half * 2 + 1] * factors[half]);
            }
        }
    }
}

// Over the four lanes that share a row.
__device__ inline float quad_max(float x) {
    x = fmaxf(x, __shfl_xor_sync(ALL_LANES, x, 1));
    return fmaxf(x, __shfl_xor_sync(ALL_LANES, x, 2));
}

__device__ inline float quad_sum(float x) {
    x += __shfl_xor_sync(ALL_LANES, x, 1);
    return x + __shfl_xor_sync(ALL_LANES, x, 2);
}

// As `attention` of attention.cu; blocks of 128 threads, in this and both gradients.
KERNEL __launch_bounds__(TENSOR_THREADS) tensor_attention(
        const Real* q, Rows q_rows, const Real* k, const Real* v, Rows k_rows, int group, int T, int past,
        Dropout dropout, Real* y, Rows y_rows, float* log_sum_exp) {
    __shared__ Tile<KEY_TILE> keys;
    __shared__ TurnedTile<KEY_TILE> values;
    const Lane lane = this_lane();
    const int first = (gridDim.x - 1 - blockIdx.x) * ROWS; // the longest first, so that no block is left alone at the end
    const int own = first + threadIdx.x / WARP * SPAN + lane.group; // and the row eight further
    const float scale = LOG2_E / sqrtf(D);
    const Index statistic = ((Index) blockIdx.z * gridDim.y + blockIdx.y) * T;
    q += blockIdx.z * q_rows.sequence + blockIdx.y * D;
    k += blockIdx.z * k_rows.sequence + blockIdx.y / group * D;
    v += blockIdx.z * k_rows.sequence + blockIdx.y / group * D;
    y += blockIdx.z * y_rows.sequence + blockIdx.y * D;
    Left queries;
    load_left(q, q_rows.row, own, T, lane, queries);
    Sums sums = {};
    float denominators[2] = {0, 0}; // of what this lane saw
    float max[2] = {-infinity(), -infinity()}; // times log2 e
    const int end = past + min(first + ROWS, T);
    for (int tile = 0; tile < end; tile += KEY_TILE) {
        __syncthreads(); // before a tile that others still read is overwritten
        load_tile(k, k_rows.row, tile, end, &keys, (TurnedTile<KEY_TILE>*) nullptr);
        load_tile(v, k_rows.row, tile, end, (Tile<KEY_TILE>*) nullptr, &values);
        __syncthreads();
        Scores<KEY_TILE> scores;
        multiply(queries, keys, lane, scores);
        float top[2] = {max[0], max[1]};
#pragma unroll
        for (int panel = 0; panel < KEY_TILE / PANEL; panel++) {
#pragma unroll
            for (int i = 0; i < SUM; i++) {
                const int key = tile + panel * PANEL + lane.pair + i % 2;
                scores[panel][i] = key <= past + own + i / 2 * 8 ? scores[panel][i] * scale : -infinity();
                top[i / 2] = fmaxf(top[i / 2], scores[panel][i]);
            }
        }
#pragma unroll
        for (int half = 0; half < 2; half++) {
            top[half] = quad_max(top[half]);
            const float correction = exp2f(max[half] - top[half]);
            max[half] = top[half];
            denominators[half] *= correction;
#pragma unroll
            for (int column = 0; column < COLUMNS; column++) {
                sums[column][half * 2] *= correction;
                sums[column][half * 2 + 1] *= correction;
            }
        }
#pragma unroll
        for (int panel = 0; panel < KEY_TILE / PANEL; panel++) {
#pragma unroll
            for (int i = 0; i < SUM; i++) {
                const int key = tile + panel * PANEL + lane.pair + i % 2;
                const float probability = exp2f(scores[panel][i] - max[i / 2]);
                denominators[i / 2] += probability;
                scores[panel][i] = probability * factor_of(dropout, statistic + own + i / 2 * 8, T, key);
            }
        }
        add_rows(sums, scores, values, lane);
    }
    denominators[0] = quad_sum(denominators[0]);
    denominators[1] = quad_sum(denominators[1]);
    const float factors[2] = {1 / denominators[0], 1 / denominators[1]};
    store(y, y_rows.row, own, T, lane, sums, factors);
#pragma unroll
    for (int half = 0; half < 2; half++) {
        const int row = own + half * 8;
        if (row < T && lane.pair == 0 && log_sum_exp != nullptr) {
            log_sum_exp[statistic + row] = (max[half] + log2f(denominators[half])) * LN_2;
        }
    }
}

// As `attention_query_gradient` of attention.cu.
KERNEL __launch_bounds__(TENSOR_THREADS) tensor_attention_query_gradient(
        const Real* dY, const Real* y, Rows y_rows, const Real* q, const Real* k, const Real* v, Rows rows, int group,
        int T, Dropout dropout, const float* log_sum_exp, Real* dQ, float* along) {
    __shared__ Tile<KEY_TILE> keys;
    __shared__ TurnedTile<KEY_TILE> turned_keys;
    __shared__ Tile<KEY_TILE> values;
    const Lane lane = this_lane();
    const int first = (gridDim.x - 1 - blockIdx.x) * ROWS;
    const int own = first + threadIdx.x / WARP * SPAN + lane.group;
    const float scale = 1 / sqrtf(D);
    const Index head = blockIdx.z * rows.sequence + blockIdx.y * D;
    const Index shared_head = blockIdx.z * rows.sequence + blockIdx.y / group * D;
    const Index result = blockIdx.z * y_rows.sequence + blockIdx.y * D;
    const Index statistic = ((Index) blockIdx.z * gridDim.y + blockIdx.y) * T;
    Left queries;
    Left dResults;
    load_left(q + head, rows.row, own, T, lane, queries);
    load_left(dY + result, y_rows.row, own, T, lane, dResults);
    float own_along[2];
    float own_log[2]; // times log2 e
#pragma unroll
    for (int half = 0; half < 2; half++) {
        const int row = min(own + half * 8, T - 1);
        const Index at = result + row * y_rows.row;
        float sum = 0;
        for (int dimension = lane.pair; dimension < D; dimension += 8) {
            sum += to_float(dY[at + dimension]) * to_float(y[at + dimension])
                    + to_float(dY[at + dimension + 1]) * to_float(y[at + dimension + 1]);
        }
        own_along[half] = quad_sum(sum);
        own_log[half] = log_sum_exp[statistic + row] * LOG2_E;
    }
    Sums sums = {};
    const int end = min(first + ROWS, T);
    for (int tile = 0; tile < end; tile += KEY_TILE) {
        __syncthreads();
        load_tile(k + shared_head, rows.row, tile, end, &keys, &turned_keys);
        load_tile(v + shared_head, rows.row, tile, end, &values, (TurnedTile<KEY_TILE>*) nullptr);
        __syncthreads();
        Scores<KEY_TILE> scores;
        Scores<KEY_TILE> slopes;
        multiply(queries, keys, lane, scores);
        multiply(dResults, values, lane, slopes);
#pragma unroll
        for (int panel = 0; panel < KEY_TILE / PANEL; panel++) {
#pragma unroll
            for (int i = 0; i < SUM; i++) {
                const int key = tile + panel * PANEL + lane.pair + i % 2;
                const int row = own + i / 2 * 8;
                const float probability = key <= row ? exp2f(scores[panel][i] * (scale * LOG2_E) - own_log[i / 2]) : 0;
                const float slope = slopes[panel][i] * factor_of(dropout, statistic + row, T, key);
                scores[panel][i] = probability * (slope - own_along[i / 2]) * scale;
            }
        }
        add_rows(sums, scores, turned_keys, lane);
    }
    const float factors[2] = {1, 1};
    store(dQ + head, rows.row, own, T, lane, sums, factors);
#pragma unroll
    for (int half = 0; half < 2; half++) {
        if (own + half * 8 < T && lane.pair == 0) {
            along[statistic + own + half * 8] = own_along[half];
        }
    }
}

// As `attention_key_gradient` of attention.cu.
KERNEL __launch_bounds__(TENSOR_THREADS) tensor_attention_key_gradient(
        const Real* dY, Rows y_rows, const Real* q, const Real* k, const Real* v, Rows rows, int group, int T,
        Dropout dropout, const float* log_sum_exp, const float* along, Real* dK, Real* dV) {
    __shared__ Tile<QUERY_TILE> queries;
    __shared__ TurnedTile<QUERY_TILE> turned_queries;
    __shared__ Tile<QUERY_TILE> dResults;
    __shared__ TurnedTile<QUERY_TILE> turned_dResults;
    const Lane lane = this_lane();
    const int first = blockIdx.x * ROWS;
    const int own = first + threadIdx.x / WARP * SPAN + lane.group;
    const float scale = 1 / sqrtf(D);
    const Index shared_head = blockIdx.z * rows.sequence + blockIdx.y * D;
    Left keys;
    Left values;
    load_left(k + shared_head, rows.row, own, T, lane, keys);
    load_left(v + shared_head, rows.row, own, T, lane, values);
    Sums dKeys = {};
    Sums dValues = {};
    for (int head = blockIdx.y * group; head < (int) (blockIdx.y + 1) * group; head++) {
        const Real* head_queries = q + blockIdx.z * rows.sequence + head * D;
        const Real* head_results = dY + blockIdx.z * y_rows.sequence + head * D;
        const Index statistics = ((Index) blockIdx.z * gridDim.y * group + head) * T;
        for (int tile = first; tile < T; tile += QUERY_TILE) { // queries before the first key do not see any
            __syncthreads();
            load_tile(head_queries, rows.row, tile, T, &queries, &turned_queries);
            load_tile(head_results, y_rows.row, tile, T, &dResults, &turned_dResults);
            __syncthreads();
            Scores<QUERY_TILE> scores; // of 16 keys and the queries of the tile
            Scores<QUERY_TILE> slopes;
            multiply(keys, queries, lane, scores);
            multiply(values, dResults, lane, slopes);
#pragma unroll
            for (int panel = 0; panel < QUERY_TILE / PANEL; panel++) {
#pragma unroll
                for (int i = 0; i < SUM; i++) {
                    const int query = tile + panel * PANEL + lane.pair + i % 2;
                    const int key = own + i / 2 * 8;
                    const bool sees = query < T && key <= query;
                    const float log = sees ? log_sum_exp[statistics + query] * LOG2_E : 0;
                    const float probability = sees ? exp2f(scores[panel][i] * (scale * LOG2_E) - log) : 0;
                    const float factor = sees ? factor_of(dropout, statistics + query, T, key) : 0;
                    const float query_along = sees ? along[statistics + query] : 0;
                    scores[panel][i] = probability * factor;
                    slopes[panel][i] = probability * (slopes[panel][i] * factor - query_along) * scale;
                }
            }
            add_rows(dValues, scores, turned_dResults, lane);
            add_rows(dKeys, slopes, turned_queries, lane);
        }
    }
    const float factors[2] = {1, 1};
    store(dK + shared_head, rows.row, own, T, lane, dKeys, factors);
    store(dV + shared_head, rows.row, own, T, lane, dValues, factors);
}
