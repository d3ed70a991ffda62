// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Binary FBX as a tree of nodes: read and written again correctly.
///
/// Assimp 5.2.5 ends lists of child nodes with an empty string where 25 zero bytes belong
/// (its issue #4686), so that no reader takes its files. Reading finds the nodes by their end
/// offsets, writing puts the end marks in.

#include "core/base/file.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace maquette {

/// A value of a node: its type letter and its bytes as they stand in the file.
struct FbxProperty {
    char type = 'I';
    Bytes payload; ///< for 'S', 'R' and arrays with their length header

    [[nodiscard]] static FbxProperty integer(std::int32_t value);                ///< 'I'
    [[nodiscard]] static FbxProperty id(std::int64_t value);                     ///< 'L'
    [[nodiscard]] static FbxProperty number(double value);                       ///< 'D'
    [[nodiscard]] static FbxProperty text(const std::string& value);             ///< 'S'
    [[nodiscard]] static FbxProperty numbers(const std::vector<double>& values); ///< 'd', raw

    [[nodiscard]] std::string asText() const; ///< empty unless 'S'
    [[nodiscard]] std::int64_t asId() const;  ///< 0 unless 'L' or 'I'
    [[nodiscard]] double asNumber() const;    ///< 0 unless 'D'
    /// Empty unless an uncompressed array of 'd' or 'i'.
    [[nodiscard]] std::vector<double> asNumbers() const;
};

struct FbxNode {
    std::string name;
    std::vector<FbxProperty> properties;
    std::vector<FbxNode> children;

    [[nodiscard]] FbxNode* child(const std::string& childName); ///< the first, or null
    [[nodiscard]] const FbxNode* child(const std::string& childName) const;
    /// Text of property @p index; empty when there is none.
    [[nodiscard]] std::string text(std::size_t index) const;
};

struct FbxDocument {
    std::vector<FbxNode> nodes;

    [[nodiscard]] FbxNode* node(const std::string& name); ///< the first, or null
    [[nodiscard]] const FbxNode* node(const std::string& name) const;
};

/// Reads binary FBX 7.5 with right, wrong or missing end marks. Every length is checked against
/// the bytes there are; nodes may nest 32 deep.
/// @errors  CorruptData, UnsupportedFormat (another version).
[[nodiscard]] Result<FbxDocument> parseFbx(std::span<const std::uint8_t> bytes);

/// The whole file of version 7.5: header, nodes with end marks, footer.
/// @source  Blender Foundation, "FBX binary file format specification" (2013).
[[nodiscard]] Bytes emitFbx(const FbxDocument& document);

} // namespace maquette
