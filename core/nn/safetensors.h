// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Safetensors files: named blocks of numbers and texts. Reading one runs no code.
///
/// A file is: the header's length (8 bytes, little-endian), the header (JSON: per tensor its
/// dtype, shape and place; texts under "__metadata__"), the tensors' bytes without gaps.
/// Nothing here needs LibTorch; core/nn/tensor_bridge.h leads there and back.

#include "core/base/file.h"

#include <map>
#include <memory>

namespace maquette {

/// The kinds of numbers that are read and written.
enum class DType { U8, F16, F32, I64 };

/// As files spell it, e.g. "F32".
[[nodiscard]] const char* dtypeName(DType dtype);

/// Bytes a number: 1 … 8.
[[nodiscard]] std::size_t dtypeSize(DType dtype);

/// A block of numbers, row-major and little-endian. Copies share the bytes, which never change.
struct ByteTensor {
    DType dtype = DType::F32;
    std::vector<std::int64_t> shape;     ///< each >= 0; empty: a single number
    std::span<const std::uint8_t> bytes; ///< product of shape times dtypeSize; not aligned
    std::shared_ptr<const void> keeper;  ///< owns what bytes points to
};

/// @param values  row-major; as many as the shape asks for (else writing reports the tensor).
template <typename T>
[[nodiscard]] ByteTensor makeByteTensor(DType dtype, std::vector<std::int64_t> shape,
                                        std::vector<T> values) {
    const auto kept = std::make_shared<const std::vector<T>>(std::move(values));
    const auto* first = reinterpret_cast<const std::uint8_t*>(kept->data());
    return {dtype, std::move(shape), std::span(first, kept->size() * sizeof(T)), kept};
}

using TensorMap = std::map<std::string, ByteTensor>;

/// What a safetensors file holds.
struct TensorFile {
    TensorMap tensors;
    std::map<std::string, std::string> metadata; ///< UTF-8
};

/// Longest header that is read or written, bytes: some 100,000 tensors. (The format allows
/// 100 MB, more than any model of ours needs and enough to waste memory with.)
inline constexpr std::uint64_t kMaxTensorHeader = std::uint64_t{16} << 20;

/// Longest file that is read or written, bytes.
inline constexpr std::uint64_t kMaxTensorFile = std::uint64_t{1} << 31;

/// Most dimensions of a tensor.
inline constexpr std::size_t kMaxTensorRank = 8;

/// Reads a file whole. Every length, offset and shape is checked; tensors must
/// fill the data without gap or overlap.
/// @errors  FileNotFound, FileUnreadable, TooLarge, CorruptData, UnsupportedFormat (no
///          safetensors file, or a dtype that is not read); all name the file.
[[nodiscard]] Result<TensorFile> readSafetensors(const std::filesystem::path& path);

/// The same for a file in memory. @param name  what errors call it.
[[nodiscard]] Result<TensorFile> parseSafetensors(Bytes bytes, const std::string& name);

/// The file's bytes: a function of the content alone, with larger dtypes first and names in order
/// among equal dtypes, so that every tensor is aligned to its numbers.
/// @errors  InvalidArgument (bytes that do not fit the shape, a name or text that is not UTF-8),
///          TooLarge (header or file).
[[nodiscard]] Result<Bytes> composeSafetensors(const TensorFile& file);

/// Replaces @p path as a whole or not at all.
/// @errors  those of composeSafetensors, naming the file; FileUnwritable.
[[nodiscard]] Status writeSafetensors(const std::filesystem::path& path, const TensorFile& file);

} // namespace maquette
