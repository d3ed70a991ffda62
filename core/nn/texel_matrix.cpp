// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/texel_matrix.h"

namespace maquette {

torch::Tensor toSparse(const TexelMatrix& matrix) {
    std::vector<std::int64_t> rows;
    std::vector<std::int64_t> columns;
    std::vector<float> values;
    for (Eigen::Index row = 0; row < matrix.outerSize(); ++row) {
        for (TexelMatrix::InnerIterator entry(matrix, row); entry; ++entry) {
            rows.push_back(entry.row());
            columns.push_back(entry.col());
            values.push_back(entry.value());
        }
    }
    return torch::sparse_coo_tensor(torch::stack({torch::tensor(rows), torch::tensor(columns)}),
                                    torch::tensor(values), {matrix.rows(), matrix.cols()})
        .coalesce();
}

torch::Tensor readMaps(const torch::Tensor& matrix, const torch::Tensor& maps) {
    const std::int64_t n = maps.size(0);
    const torch::Tensor texels = maps.flatten(2).reshape({3 * n, -1}).t(); // [texels,3N]
    return torch::mm(matrix, texels).view({matrix.size(0), n, 3}).permute({1, 0, 2});
}

} // namespace maquette
