// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/safetensors_p.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <limits>

namespace maquette {
namespace {

using Json = nlohmann::json;

/// Takes the header's JSON event by event. A tree in memory would take many times the room of a
/// hostile header, and would hide names that are there twice.
class HeaderReader : public nlohmann::json_sax<Json> {
public:
    bool null() override { return misplaced("null"); }
    bool boolean(bool) override { return misplaced("a truth value"); }
    bool number_integer(number_integer_t) override { return misplaced("a negative number"); }
    bool number_float(number_float_t, const string_t&) override {
        return misplaced("a number with a fraction");
    }
    bool binary(binary_t&) override { return misplaced("binary data"); }
    bool number_unsigned(number_unsigned_t value) override;
    bool string(string_t& value) override;
    bool start_object(std::size_t) override;
    bool key(string_t& value) override;
    bool end_object() override;
    bool start_array(std::size_t) override;
    bool end_array() override;
    bool parse_error(std::size_t position, const std::string&,
                     const nlohmann::detail::exception&) override {
        return damaged("its header is no JSON from byte " + std::to_string(position) + " on");
    }

    SafetensorsHeader header;
    std::optional<Error> error;

private:
    bool reject(ErrorCode code, std::string message) {
        error = Error{code, std::move(message), {}};
        return false;
    }
    bool damaged(const std::string& what) {
        return reject(ErrorCode::CorruptData, "is damaged: " + what + ".");
    }
    bool misplaced(const std::string& what) {
        return damaged("its header has " + what + " where none belongs" +
                       (m_name.empty() ? "" : ", at " + shownName(m_name)));
    }
    bool setDType(const std::string& value);
    bool openEntry(const std::string& name);
    bool openField(const std::string& name);
    [[nodiscard]] bool inMetadata() const { return m_name == kMetadataKey; }

    int m_depth = 0; ///< of objects
    bool m_inArray = false;
    std::string m_name;  ///< the tensor being read, or kMetadataKey
    std::string m_field; ///< its field
    bool m_hasDType = false;
    bool m_hasShape = false;
    bool m_metadataSeen = false;
    HeaderEntry m_entry;
    std::vector<std::uint64_t> m_numbers; ///< of the latest array
    std::vector<std::uint64_t> m_offsets;
};

bool HeaderReader::start_object(std::size_t) {
    if (m_depth > 1 || m_inArray) {
        return misplaced("an object");
    }
    ++m_depth;
    m_entry = {};
    m_hasDType = m_hasShape = false;
    m_offsets.clear();
    return true;
}

bool HeaderReader::key(string_t& value) {
    return m_depth == 1 ? openEntry(value) : openField(value);
}

bool HeaderReader::openEntry(const std::string& name) {
    if (header.entries.contains(name) || (name == kMetadataKey && m_metadataSeen)) {
        return damaged(shownName(name) + " is there twice");
    }
    m_metadataSeen = m_metadataSeen || name == kMetadataKey;
    m_name = name;
    return true;
}

bool HeaderReader::openField(const std::string& name) {
    m_field = name;
    if (inMetadata()) {
        return !header.metadata.contains(name) ||
               damaged("the text " + shownName(name) + " is there twice");
    }
    const bool again = (name == "dtype" && m_hasDType) || (name == "shape" && m_hasShape) ||
                       (name == "data_offsets" && !m_offsets.empty());
    if (again || (name != "dtype" && name != "shape" && name != "data_offsets")) {
        return misplaced("the field " + shownName(name));
    }
    return true;
}

bool HeaderReader::string(string_t& value) {
    if (m_depth == 2 && inMetadata()) {
        header.metadata.emplace(m_field, std::move(value));
        return true;
    }
    return m_depth == 2 && m_field == "dtype" ? setDType(value) : misplaced("a text");
}

bool HeaderReader::setDType(const std::string& value) {
    const auto* const known =
        std::find_if(kAllDTypes.begin(), kAllDTypes.end(),
                     [&](DType candidate) { return value == dtypeName(candidate); });
    if (known == kAllDTypes.end()) {
        return reject(ErrorCode::UnsupportedFormat, "has " + shownName(m_name) + " as " +
                                                        shownName(value) +
                                                        "; only F32, F16, I64 and U8 are read.");
    }
    m_entry.dtype = *known;
    m_hasDType = true;
    return true;
}

bool HeaderReader::start_array(std::size_t) {
    if (m_depth != 2 || m_inArray || inMetadata() || m_field == "dtype") {
        return misplaced("a list");
    }
    m_inArray = true;
    m_numbers.clear();
    return true;
}

bool HeaderReader::number_unsigned(number_unsigned_t value) {
    if (!m_inArray) {
        return misplaced("a number");
    }
    if (m_numbers.size() == kMaxTensorRank ||
        value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        return damaged("no tensor can have the " + m_field + " of " + shownName(m_name));
    }
    m_numbers.push_back(value);
    return true;
}

bool HeaderReader::end_array() {
    m_inArray = false;
    if (m_field == "shape") {
        m_entry.shape.assign(m_numbers.begin(), m_numbers.end());
        m_hasShape = true;
        return true;
    }
    m_offsets = m_numbers;
    return m_offsets.size() == 2 || damaged(shownName(m_name) + " lacks its two offsets");
}

bool HeaderReader::end_object() {
    --m_depth;
    if (m_depth == 0 || inMetadata()) {
        return true;
    }
    if (!m_hasDType || !m_hasShape || m_offsets.empty()) {
        return damaged(shownName(m_name) + " lacks its dtype, shape or offsets");
    }
    m_entry.begin = m_offsets[0];
    m_entry.end = m_offsets[1];
    header.entries.emplace(m_name, std::move(m_entry));
    return true;
}

} // namespace

const char* dtypeName(DType dtype) {
    switch (dtype) {
    case DType::U8:
        return "U8";
    case DType::F16:
        return "F16";
    case DType::F32:
        return "F32";
    case DType::I64:
        return "I64";
    }
    return "";
}

std::size_t dtypeSize(DType dtype) {
    constexpr std::array<std::size_t, kAllDTypes.size()> kSizes{1, 2, 4, 8};
    return kSizes.at(static_cast<std::size_t>(dtype));
}

std::optional<std::uint64_t> tensorSize(DType dtype, const std::vector<std::int64_t>& shape) {
    std::int64_t size = static_cast<std::int64_t>(dtypeSize(dtype));
    for (const std::int64_t side : shape) {
        if (side < 0 || __builtin_mul_overflow(size, side, &size)) {
            return std::nullopt;
        }
    }
    return static_cast<std::uint64_t>(size);
}

std::string shownName(std::string_view name) {
    constexpr std::size_t kLongest = 80;
    constexpr unsigned char kContinuation = 0x80; // 10xxxxxx: within a UTF-8 character
    std::size_t length = std::min(name.size(), kLongest);
    while (length > 0 && length < name.size() &&
           (static_cast<unsigned char>(name[length]) & 0xC0U) == kContinuation) {
        --length;
    }
    std::string text(name.substr(0, length));
    std::replace_if(
        text.begin(), text.end(),
        [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7f'; }, '?');
    return "\"" + text + (length < name.size() ? "…\"" : "\"");
}

Result<SafetensorsHeader> parseSafetensorsHeader(std::string_view json) {
    HeaderReader reader;
    const bool done = Json::sax_parse(json.begin(), json.end(), &reader);
    if (reader.error) {
        return fail(*reader.error);
    }
    if (!done) {
        return fail(ErrorCode::CorruptData, "is damaged: its header is no JSON.");
    }
    return std::move(reader.header);
}

} // namespace maquette
