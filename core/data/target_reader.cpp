// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/target_reader.h"

#include "core/data/compressed_file.h"
#include "core/data/text_scanner.h"

namespace maquette {
namespace {

struct Offset {
    int vertex = 0;
    Eigen::RowVector3f metres;
};

std::optional<Offset> parseOffset(LineScanner line) {
    const auto vertex = line.number<int>();
    const auto x = line.number<double>();
    const auto y = line.number<double>();
    const auto z = line.number<double>();
    if (!vertex || *vertex < 0 || *vertex >= kTemplateVertices || !x || !y || !z || !line.atEnd()) {
        return std::nullopt;
    }
    const Eigen::RowVector3d metres = Eigen::RowVector3d(*x, *y, *z) * kMetresPerDecimetre;
    if (!metres.allFinite()) {
        return std::nullopt;
    }
    return Offset{*vertex, metres.cast<float>()};
}

Target toTarget(const std::vector<Offset>& offsets) {
    Target target;
    target.vertices.reserve(offsets.size());
    target.offsets.resize(static_cast<Eigen::Index>(offsets.size()), 3);
    for (const Offset& offset : offsets) {
        target.offsets.row(static_cast<Eigen::Index>(target.vertices.size())) = offset.metres;
        target.vertices.push_back(offset.vertex);
    }
    return target;
}

} // namespace

Result<Target> readTarget(const std::filesystem::path& path, bool mayBeEmpty) {
    const Result<std::string> text = readLibraryText(path);
    if (!text) {
        return fail(text.error());
    }
    std::vector<Offset> offsets;
    int badLine = 0;
    forEachLine(*text, [&](std::string_view content, int number) {
        LineScanner line(content);
        if (line.atEnd() || content.front() == '#') {
            return true;
        }
        const auto offset = parseOffset(line);
        if (!offset) {
            badLine = number;
            return false;
        }
        offsets.push_back(*offset);
        return true;
    });
    if (badLine > 0) {
        return damagedLibraryFile(path, "line " + std::to_string(badLine) +
                                            " is not a vertex number and three offsets");
    }
    if (offsets.empty() && !mayBeEmpty) {
        return damagedLibraryFile(path, "it holds no offsets");
    }
    return toTarget(offsets);
}

} // namespace maquette
