// Rows of a table [V, C] by id, and the gradient by the table.
#include "device.cuh"

// Row n of y [N, C] is row ids[n] of the table, or is added to. Rows along x of the grid, eight columns a thread along y.
KERNEL gather(const int* ids, const float* table, int C, int accumulate, Real* y) {
    const Index at = first_column_of_eight();
    if (at >= C) {
        return;
    }
    Real* out = y + (Index) blockIdx.x * C;
    Eight values = load(table + (Index) ids[blockIdx.x] * C, at, C);
    if (accumulate) {
        const Eight before = load(out, at, C);
        for (int i = 0; i < WIDTH; i++) {
            values[i] += before[i];
        }
    }
    store(out, at, C, values);
}

// Adds row n of dY [N, C] to row ids[n] of dTable, without races: the rows are sorted by id, and the thread of the first of each id
// adds up all that have it, in the order of the batch.
//
// rows: [N], the numbers of the rows, sorted by id. They are along x of the grid, eight columns a thread along y.
KERNEL scatter_add(const int* rows, const int* ids, int N, const Real* dY, int C, float* dTable) {
    const Index at = first_column_of_eight();
    const int first = blockIdx.x;
    const int id = ids[rows[first]];
    if (at >= C || (first > 0 && ids[rows[first - 1]] == id)) {
        return;
    }
    Eight sum = {};
    for (int i = first; i < N && ids[rows[i]] == id; i++) {
        const Eight d = load(dY + (Index) rows[i] * C, at, C);
        for (int j = 0; j < WIDTH; j++) {
            sum[j] += d[j];
        }
    }
    float* out = dTable + (Index) id * C;
    Eight total = load(out, at, C);
    for (int j = 0; j < WIDTH; j++) {
        total[j] += sum[j];
    }
    store(out, at, C, total);
}
