// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Which things hang together, told pair by pair.

#include <numeric>
#include <vector>

namespace maquette {

/// Union-find with path halving (Tarjan, van Leeuwen, "Worst-case analysis of set union
/// algorithms", 1984).
class DisjointSets {
public:
    explicit DisjointSets(int count) : m_parent(static_cast<std::size_t>(count)) {
        std::iota(m_parent.begin(), m_parent.end(), 0);
    }

    /// The one that stands for the set of @p i.
    [[nodiscard]] int root(int i) {
        while (m_parent[i] != i) {
            i = m_parent[i] = m_parent[m_parent[i]];
        }
        return i;
    }

    /// The root of @p into stands for both sets.
    void join(int i, int into) { m_parent[root(i)] = root(into); }

private:
    std::vector<int> m_parent;
};

} // namespace maquette
