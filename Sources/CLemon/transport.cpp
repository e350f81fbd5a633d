#include "clemon.h"
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <cstdlib>
#include <limits>
#include <vector>

using namespace lemon;

namespace {

const int64_t largest = std::numeric_limits<int64_t>::max();

/// The sum of non-negative masses, or -1 when one is negative or the sum leaves no room.
int64_t total(const int64_t *masses, int32_t count) {
  int64_t sum = 0;
  for (int32_t i = 0; i < count; ++i) {
    if (masses[i] < 0 || sum > largest / 4 - masses[i]) return -1;
    sum += masses[i];
  }
  return sum;
}

}  // namespace

int clemon_transport(int32_t rows, int32_t cols, const int64_t *supply, const int64_t *demand,
                     const int64_t *cost, int64_t *flow, int64_t *u, int64_t *v) {
  typedef SmartDigraph Graph;
  typedef NetworkSimplex<Graph, int64_t, int64_t> Simplex;
  if (rows <= 0 || cols <= 0) return 1;
  const int64_t out = total(supply, rows), in = total(demand, cols);
  if (out < 0 || in < 0) return 2;
  if (out != in) return 1;
  // The simplex gives its artificial arcs the cost (largest cost + 1) * nodes, and a potential is a sum of at most
  // `nodes` arc costs on a path that may use one of them: 4 * nodes * (nodes + 1) * cost has to fit.
  const int64_t nodes = (int64_t)rows + cols;
  const int64_t room = largest / 4 / nodes / (nodes + 1);
  for (int64_t k = 0; k < (int64_t)rows * cols; ++k)
    if (cost[k] >= room || cost[k] <= -room) return 2;

  Graph g;
  std::vector<Graph::Node> left, right;
  std::vector<Graph::Arc> arcs;
  g.reserveNode(rows + cols);
  g.reserveArc((int64_t)rows * cols);
  for (int i = 0; i < rows; ++i) left.push_back(g.addNode());
  for (int j = 0; j < cols; ++j) right.push_back(g.addNode());
  Graph::NodeMap<int64_t> supplies(g);
  Graph::ArcMap<int64_t> costs(g);
  for (int i = 0; i < rows; ++i) supplies[left[i]] = supply[i];
  for (int j = 0; j < cols; ++j) supplies[right[j]] = -demand[j];
  for (int i = 0; i < rows; ++i)
    for (int j = 0; j < cols; ++j) {
      arcs.push_back(g.addArc(left[i], right[j]));
      costs[arcs.back()] = cost[(int64_t)i * cols + j];
    }
  Simplex simplex(g);
  simplex.supplyMap(supplies).costMap(costs);
  if (simplex.run() != Simplex::OPTIMAL) return 1;
  for (size_t k = 0; k < arcs.size(); ++k) flow[k] = simplex.flow(arcs[k]);
  for (int i = 0; i < rows; ++i) u[i] = simplex.potential(left[i]);
  for (int j = 0; j < cols; ++j) v[j] = simplex.potential(right[j]);
  return 0;
}
