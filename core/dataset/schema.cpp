// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/schema.h"

#include "core/base/hash.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace maquette {
namespace {

using Json = nlohmann::json;

constexpr std::array kTypes = {DataType::U8, DataType::F16, DataType::F32, DataType::I32};
constexpr std::size_t kLongestName = 64;

std::size_t aligned(std::size_t bytes) {
    return (bytes + Schema::kAlignment - 1) / Schema::kAlignment * Schema::kAlignment;
}

std::string shapeText(const std::vector<int>& shape) {
    return Json(shape).dump();
}

/// The numbers of a shape; 0 when it is out of range.
std::size_t checkedCount(const std::vector<int>& shape) {
    std::size_t count = 1;
    for (const int size : shape) {
        if (size < 1 || count > Schema::kLargestRecord / static_cast<std::size_t>(size)) {
            return 0;
        }
        count *= static_cast<std::size_t>(size);
    }
    return count;
}

Status checkFields(const std::vector<Field>& fields) {
    if (fields.empty()) {
        return fail(ErrorCode::InvalidArgument, "A table needs at least one field.");
    }
    for (auto field = fields.begin(); field != fields.end(); ++field) {
        if (!isPlainName(field->name)) {
            return fail(ErrorCode::InvalidArgument, "\"" + field->name + "\" cannot name a field.",
                        "Use letters, digits and _ only.");
        }
        if (checkedCount(field->shape) == 0) {
            return fail(ErrorCode::InvalidArgument,
                        "The field " + field->name + " has the shape " + shapeText(field->shape) +
                            ".",
                        "Each size is at least 1, and a record holds at most 1 GiB.");
        }
        if (std::any_of(fields.begin(), field,
                        [&](const Field& other) { return other.name == field->name; })) {
            return fail(ErrorCode::InvalidArgument,
                        "There are two fields named " + field->name + ".");
        }
    }
    return {};
}

DataType typeFrom(const std::string& name) {
    for (const DataType type : kTypes) {
        if (name == dataTypeName(type)) {
            return type;
        }
    }
    throw std::invalid_argument("no field type " + name);
}

} // namespace

const char* dataTypeName(DataType type) {
    switch (type) {
    case DataType::U8:
        return "u8";
    case DataType::F16:
        return "f16";
    case DataType::F32:
        return "f32";
    case DataType::I32:
        return "i32";
    }
    return "";
}

std::size_t bytesOf(DataType type) {
    switch (type) {
    case DataType::U8:
        return 1;
    case DataType::F16:
        return 2;
    case DataType::F32:
    case DataType::I32:
        return 4;
    }
    return 0;
}

std::size_t Field::count() const {
    return checkedCount(shape);
}

Result<Schema> Schema::make(std::vector<Field> fields) {
    if (const Status status = checkFields(fields); !status) {
        return fail(status.error());
    }
    Schema schema;
    std::size_t end = 0;
    for (const Field& field : fields) {
        schema.m_offsets.push_back(aligned(end));
        end = schema.m_offsets.back() + field.count() * bytesOf(field.type);
        if (end > kLargestRecord) {
            return fail(ErrorCode::InvalidArgument,
                        "With the field " + field.name + " a record is larger than 1 GiB.",
                        "Use smaller shapes or types.");
        }
    }
    schema.m_recordBytes = aligned(end + kChecksumBytes);
    schema.m_fields = std::move(fields);
    return schema;
}

Result<Schema> Schema::fromJson(const std::string& text) {
    std::vector<Field> fields;
    try {
        const Json parsed = Json::parse(text);
        for (const Json& json : parsed.at("fields")) {
            fields.push_back({json.at("name"), typeFrom(json.at("type")), json.at("shape")});
        }
    } catch (const std::exception&) { // of the JSON library and of typeFrom
        return fail(ErrorCode::CorruptData, "The list of a table's fields is damaged.");
    }
    return make(std::move(fields));
}

std::string Schema::toJson() const {
    Json fields = Json::array();
    for (const Field& field : m_fields) {
        fields.push_back(
            {{"name", field.name}, {"type", dataTypeName(field.type)}, {"shape", field.shape}});
    }
    return Json{{"fields", fields}}.dump();
}

int Schema::find(const std::string& name) const {
    const auto field = std::find_if(m_fields.begin(), m_fields.end(),
                                    [&](const Field& other) { return other.name == name; });
    return field == m_fields.end() ? -1 : static_cast<int>(field - m_fields.begin());
}

std::uint64_t Schema::hash() const {
    Hash hash;
    for (const Field& field : m_fields) {
        hash.add(field.name);
        hash.add(std::string(dataTypeName(field.type)));
        hash.add(field.shape);
    }
    return hash.value();
}

Result<int> Schema::typedField(const std::string& name, DataType type, std::size_t count) const {
    const int place = find(name);
    if (place < 0) {
        return fail(ErrorCode::MissingData, "There is no field " + name + ".",
                    "Make the dataset again with this field.");
    }
    const Field& field = m_fields[place];
    if (field.type != type || (count != 0 && field.count() != count)) {
        return fail(ErrorCode::InvalidArgument,
                    "The field " + name + " is " + dataTypeName(field.type) + " " +
                        shapeText(field.shape) + ", but " + dataTypeName(type) +
                        (count == 0 ? "" : " with " + std::to_string(count) + " numbers") +
                        " is asked for.",
                    "Make the dataset again with the generator of this version.");
    }
    return place;
}

bool isPlainName(const std::string& name) {
    return !name.empty() && name.size() <= kLongestName &&
           std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                      c == '_';
           });
}

} // namespace maquette
