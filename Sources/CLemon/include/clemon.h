#pragma once
#include <stdint.h>
#ifdef __cplusplus
extern "C" {
#endif
/// Exact minimum-cost transport of integer masses by LEMON's network simplex.
/// supply[rows], demand[cols] are non-negative with equal sums; cost is row-major rows x cols.
/// On success flow (rows x cols) and the potentials u (rows), v (cols) are filled so that
/// v[j] - u[i] <= cost[i,j] with equality where flow > 0. Returns 0 on success, 1 when infeasible, 2 on overflow.
int clemon_transport(int32_t rows, int32_t cols, const int64_t *supply, const int64_t *demand,
                     const int64_t *cost, int64_t *flow, int64_t *u, int64_t *v);
#ifdef __cplusplus
}
#endif
