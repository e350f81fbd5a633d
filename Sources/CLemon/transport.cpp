#include "clemon.h"
#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>
#include <vector>

using namespace lemon;

int clemon_transport(int32_t rows, int32_t cols, const int64_t *supply, const int64_t *demand,
                     const int64_t *cost, int64_t *flow, int64_t *u, int64_t *v) {
  typedef SmartDigraph Graph;
  typedef NetworkSimplex<Graph, int64_t, int64_t> Simplex;
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
