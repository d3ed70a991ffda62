// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/safetensors.h"
#include "core/nn/safetensors_p.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstring>

namespace maquette {
namespace {

using Json = nlohmann::ordered_json;
using Named = TensorMap::value_type;

Status checkTensor(const Named& named) {
    const auto& [name, tensor] = named;
    if (name == kMetadataKey) {
        return fail(ErrorCode::InvalidArgument, "A tensor cannot be named " + shownName(name) +
                                                    ": the format keeps that name.");
    }
    if (tensor.shape.size() > kMaxTensorRank ||
        tensorSize(tensor.dtype, tensor.shape) != tensor.bytes.size()) {
        return fail(ErrorCode::InvalidArgument, "The tensor " + shownName(name) + " has " +
                                                    std::to_string(tensor.bytes.size()) +
                                                    " bytes, which do not fit its shape.");
    }
    return {};
}

/// In the order of the file.
std::vector<const Named*> ordered(const TensorMap& tensors) {
    std::vector<const Named*> order;
    for (const Named& named : tensors) {
        order.push_back(&named);
    }
    std::stable_sort(order.begin(), order.end(), [](const Named* a, const Named* b) {
        return dtypeSize(a->second.dtype) > dtypeSize(b->second.dtype);
    });
    return order;
}

Json headerOf(const TensorFile& file, const std::vector<const Named*>& order) {
    Json header = Json::object();
    if (!file.metadata.empty()) {
        header[kMetadataKey] = file.metadata;
    }
    std::uint64_t offset = 0;
    for (const Named* named : order) {
        const auto& [name, tensor] = *named;
        const std::uint64_t end = offset + tensor.bytes.size();
        Json entry;
        entry["dtype"] = dtypeName(tensor.dtype);
        entry["shape"] = tensor.shape;
        entry["data_offsets"] = {offset, end};
        // operator[] would search all names that are there already.
        header.get_ref<Json::object_t&>().emplace_back(name, std::move(entry));
        offset = end;
    }
    return header;
}

Result<std::string> headerText(const Json& header) {
    std::string text;
    try {
        text = header.dump();
    } catch (const nlohmann::json::exception&) {
        return fail(ErrorCode::InvalidArgument, "A tensor's name or a text is not UTF-8.");
    }
    text.resize((text.size() + kLengthSize - 1) / kLengthSize * kLengthSize, ' ');
    if (text.size() > kMaxTensorHeader) {
        return fail(ErrorCode::TooLarge, "The header would have " + std::to_string(text.size()) +
                                             " bytes; at most " + std::to_string(kMaxTensorHeader) +
                                             " are written.");
    }
    return text;
}

} // namespace

Result<Bytes> composeSafetensors(const TensorFile& file) {
    for (const Named& named : file.tensors) {
        if (const Status good = checkTensor(named); !good) {
            return fail(good.error());
        }
    }
    const std::vector<const Named*> order = ordered(file.tensors);
    const Result<std::string> header = headerText(headerOf(file, order));
    if (!header) {
        return fail(header.error());
    }
    const std::uint64_t length = header->size();
    std::uint64_t size = kLengthSize + length;
    for (const Named* named : order) {
        size += named->second.bytes.size();
    }
    if (size > kMaxTensorFile) {
        return fail(ErrorCode::TooLarge, "The file would have " + std::to_string(size) +
                                             " bytes; at most " + std::to_string(kMaxTensorFile) +
                                             " are written.");
    }
    Bytes bytes(kLengthSize);
    bytes.reserve(size);
    std::memcpy(bytes.data(), &length, kLengthSize);
    bytes.insert(bytes.end(), header->begin(), header->end());
    for (const Named* named : order) {
        bytes.insert(bytes.end(), named->second.bytes.begin(), named->second.bytes.end());
    }
    return bytes;
}

Status writeSafetensors(const std::filesystem::path& path, const TensorFile& file) {
    const Result<Bytes> bytes = composeSafetensors(file);
    if (!bytes) {
        return fail(bytes.error().code,
                    "Cannot write " + path.string() + ": " + bytes.error().message,
                    bytes.error().advice);
    }
    return writeFile(path, *bytes);
}

} // namespace maquette
