// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/fbx_reemit.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>
#include <type_traits>

namespace maquette {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kMagic = "Kaydara FBX Binary  \0\x1a\0"sv;
constexpr std::uint32_t kVersion = 7500;
constexpr std::size_t kHeaderSize = 27;     ///< magic and version
constexpr std::size_t kNodeHeaderSize = 25; ///< three 64-bit numbers and the name's length
constexpr int kMaximumDepth = 32;
/// Constants of every file's end; readers of Autodesk's look for them.
constexpr std::array<std::uint8_t, 16> kFooterId = {0xfa, 0xbc, 0xab, 0x09, 0xd0, 0xc8, 0xd4, 0x66,
                                                    0xb1, 0x76, 0xfb, 0x83, 0x1c, 0xf7, 0x26, 0x7e};
constexpr std::array<std::uint8_t, 16> kFooterEnd = {
    0xf8, 0x5a, 0x8c, 0x6a, 0xde, 0xf5, 0xd9, 0x7e, 0xec, 0xe9, 0x0c, 0xe3, 0x75, 0x8f, 0x29, 0x0b};
constexpr std::size_t kFooterZeros = 120;
constexpr std::size_t kFooterAlignment = 16;

template <typename T> T valueAt(std::span<const std::uint8_t> bytes, std::size_t offset) {
    T value{};
    std::memcpy(&value, bytes.data() + offset, sizeof(T));
    return value;
}

template <typename T> void append(Bytes& bytes, T value) {
    static_assert(std::is_arithmetic_v<T>);
    bytes.resize(bytes.size() + sizeof(T));
    std::memcpy(bytes.data() + bytes.size() - sizeof(T), &value, sizeof(T));
}

template <typename T> FbxProperty scalar(char type, T value) {
    FbxProperty property{type, {}};
    append(property.payload, value);
    return property;
}

tl::unexpected<Error> corrupt(const std::string& what) {
    return fail(ErrorCode::CorruptData, "The FBX data is damaged: " + what + ".");
}

/// Bytes of a scalar of this type, 0 for types with a length header.
std::size_t scalarSize(char type) {
    switch (type) {
    case 'C':
        return 1;
    case 'Y':
        return 2;
    case 'I':
    case 'F':
        return 4;
    case 'D':
    case 'L':
        return 8;
    default:
        return 0;
    }
}

class Parser {
public:
    explicit Parser(std::span<const std::uint8_t> bytes) : m_bytes(bytes) {}

    Result<FbxDocument> run() {
        const auto version = valueAt<std::uint32_t>(m_bytes, kMagic.size());
        if (version != kVersion) {
            return fail(ErrorCode::UnsupportedFormat,
                        "FBX version " + std::to_string(version) + " is not read.");
        }
        FbxDocument document;
        m_at = kHeaderSize;
        while (!atFooter()) {
            FbxNode node;
            if (Status status = parseNode(m_bytes.size(), 0, node); !status) {
                return fail(status.error());
            }
            document.nodes.push_back(std::move(node));
        }
        return document;
    }

private:
    /// The footer starts with an end mark, which Assimp leaves out.
    [[nodiscard]] bool atFooter() const {
        return m_bytes.size() - m_at >= kNodeHeaderSize &&
               (endOffset() == 0 ||
                std::equal(kFooterId.begin(), kFooterId.end(),
                           m_bytes.begin() + static_cast<std::ptrdiff_t>(m_at)));
    }

    [[nodiscard]] std::uint64_t endOffset() const { return valueAt<std::uint64_t>(m_bytes, m_at); }

    [[nodiscard]] bool looksLikeNode(std::size_t limit) const {
        return limit - m_at >= kNodeHeaderSize && endOffset() <= limit &&
               endOffset() >= m_at + kNodeHeaderSize;
    }

    Status parseNode(std::size_t limit, int depth, FbxNode& node) {
        if (depth >= kMaximumDepth) {
            return corrupt("its nodes nest too deeply");
        }
        if (!looksLikeNode(limit)) {
            return corrupt("a node does not end within its parent");
        }
        const auto end = static_cast<std::size_t>(endOffset());
        const auto propertyCount = valueAt<std::uint64_t>(m_bytes, m_at + 8);
        const auto propertyBytes = valueAt<std::uint64_t>(m_bytes, m_at + 16);
        const std::size_t nameLength = m_bytes[m_at + kNodeHeaderSize - 1];
        m_at += kNodeHeaderSize;
        if (nameLength > end - m_at || propertyBytes > end - m_at - nameLength) {
            return corrupt("a node's values reach beyond its end");
        }
        node.name.assign(reinterpret_cast<const char*>(m_bytes.data() + m_at), nameLength);
        m_at += nameLength;
        const std::size_t propertyEnd = m_at + static_cast<std::size_t>(propertyBytes);
        for (std::uint64_t i = 0; i < propertyCount; ++i) {
            if (Status status = parseProperty(propertyEnd, node); !status) {
                return status;
            }
        }
        m_at = propertyEnd;
        return parseChildren(end, depth, node);
    }

    Status parseChildren(std::size_t end, int depth, FbxNode& node) {
        while (m_at < end) {
            const bool mark = end - m_at == kNodeHeaderSize && endOffset() == 0;
            if (mark) {
                break;
            }
            node.children.emplace_back();
            if (Status status = parseNode(end, depth + 1, node.children.back()); !status) {
                return status;
            }
        }
        m_at = end;
        return {};
    }

    Status parseProperty(std::size_t end, FbxNode& node) {
        if (m_at >= end) {
            return corrupt("a value is missing");
        }
        FbxProperty property;
        property.type = static_cast<char>(m_bytes[m_at++]);
        const Result<std::size_t> size = payloadSize(property.type, end);
        if (!size) {
            return fail(size.error());
        }
        if (*size > end - m_at) {
            return corrupt("a value is cut short");
        }
        const auto first = m_bytes.begin() + static_cast<std::ptrdiff_t>(m_at);
        property.payload.assign(first, first + static_cast<std::ptrdiff_t>(*size));
        m_at += *size;
        node.properties.push_back(std::move(property));
        return {};
    }

    [[nodiscard]] Result<std::size_t> payloadSize(char type, std::size_t end) const {
        constexpr std::size_t kLength = 4;
        constexpr std::size_t kArrayHeader = 12; // count, encoding, bytes
        if (const std::size_t size = scalarSize(type); size > 0) {
            return size;
        }
        if ((type == 'S' || type == 'R') && end - m_at >= kLength) {
            return kLength + valueAt<std::uint32_t>(m_bytes, m_at);
        }
        if ("fdlib"sv.find(type) != std::string_view::npos && end - m_at >= kArrayHeader) {
            return kArrayHeader + arrayBytes(type);
        }
        return corrupt("a value has no known type");
    }

    /// Assimp leaves the last field of an uncompressed array's header right, but others do not.
    [[nodiscard]] std::size_t arrayBytes(char type) const {
        const std::size_t count = valueAt<std::uint32_t>(m_bytes, m_at);
        const auto encoding = valueAt<std::uint32_t>(m_bytes, m_at + 4);
        const std::size_t width = type == 'b' ? 1 : type == 'f' || type == 'i' ? 4 : 8;
        return encoding == 0 ? count * width : valueAt<std::uint32_t>(m_bytes, m_at + 8);
    }

    std::span<const std::uint8_t> m_bytes;
    std::size_t m_at = 0;
};

/// Whether readers expect an end mark after the node's children (or in their place).
bool needsEndMark(const FbxNode& node) {
    return !node.children.empty() || node.properties.empty() || node.name == "AnimationStack" ||
           node.name == "AnimationLayer";
}

void emitNode(const FbxNode& node, Bytes& out) {
    const std::size_t start = out.size();
    append<std::uint64_t>(out, 0); // end offset, known later
    append<std::uint64_t>(out, node.properties.size());
    append<std::uint64_t>(out, 0); // bytes of the properties
    append<std::uint8_t>(out, static_cast<std::uint8_t>(node.name.size()));
    out.insert(out.end(), node.name.begin(), node.name.end());
    const std::size_t propertyStart = out.size();
    for (const FbxProperty& property : node.properties) {
        out.push_back(static_cast<std::uint8_t>(property.type));
        out.insert(out.end(), property.payload.begin(), property.payload.end());
    }
    const std::uint64_t propertyBytes = out.size() - propertyStart;
    for (const FbxNode& child : node.children) {
        emitNode(child, out);
    }
    if (needsEndMark(node)) {
        out.resize(out.size() + kNodeHeaderSize);
    }
    const std::uint64_t end = out.size();
    std::memcpy(out.data() + start, &end, sizeof(end));
    std::memcpy(out.data() + start + 16, &propertyBytes, sizeof(propertyBytes));
}

template <typename Nodes> auto* findNode(Nodes& nodes, const std::string& name) {
    const auto found =
        std::find_if(nodes.begin(), nodes.end(), [&](const FbxNode& n) { return n.name == name; });
    return found == nodes.end() ? nullptr : &*found;
}

template <typename T> std::vector<double> arrayValues(const Bytes& payload) {
    constexpr std::size_t kArrayHeader = 12;
    std::vector<double> values;
    for (std::size_t at = kArrayHeader; at + sizeof(T) <= payload.size(); at += sizeof(T)) {
        values.push_back(static_cast<double>(valueAt<T>(payload, at)));
    }
    return values;
}

} // namespace

FbxProperty FbxProperty::integer(std::int32_t value) {
    return scalar('I', value);
}

FbxProperty FbxProperty::id(std::int64_t value) {
    return scalar('L', value);
}

FbxProperty FbxProperty::number(double value) {
    return scalar('D', value);
}

FbxProperty FbxProperty::text(const std::string& value) {
    FbxProperty property = scalar('S', static_cast<std::uint32_t>(value.size()));
    property.payload.insert(property.payload.end(), value.begin(), value.end());
    return property;
}

FbxProperty FbxProperty::numbers(const std::vector<double>& values) {
    FbxProperty property{'d', {}};
    append(property.payload, static_cast<std::uint32_t>(values.size()));
    append<std::uint32_t>(property.payload, 0); // not compressed
    append(property.payload, static_cast<std::uint32_t>(values.size() * sizeof(double)));
    for (const double value : values) {
        append(property.payload, value);
    }
    return property;
}

std::string FbxProperty::asText() const {
    constexpr std::size_t kLength = 4;
    return type == 'S' ? std::string(payload.begin() + kLength, payload.end()) : std::string();
}

std::int64_t FbxProperty::asId() const {
    return type == 'L'   ? valueAt<std::int64_t>(payload, 0)
           : type == 'I' ? valueAt<std::int32_t>(payload, 0)
                         : 0;
}

double FbxProperty::asNumber() const {
    return type == 'D' ? valueAt<double>(payload, 0) : 0.0;
}

std::vector<double> FbxProperty::asNumbers() const {
    constexpr std::size_t kEncoding = 4;
    if ((type != 'd' && type != 'i') || valueAt<std::uint32_t>(payload, kEncoding) != 0) {
        return {};
    }
    return type == 'd' ? arrayValues<double>(payload) : arrayValues<std::int32_t>(payload);
}

FbxNode* FbxNode::child(const std::string& childName) {
    return findNode(children, childName);
}

const FbxNode* FbxNode::child(const std::string& childName) const {
    return findNode(children, childName);
}

std::string FbxNode::text(std::size_t index) const {
    return index < properties.size() ? properties[index].asText() : std::string();
}

FbxNode* FbxDocument::node(const std::string& name) {
    return findNode(nodes, name);
}

const FbxNode* FbxDocument::node(const std::string& name) const {
    return findNode(nodes, name);
}

Result<FbxDocument> parseFbx(std::span<const std::uint8_t> bytes) {
    if (bytes.size() < kHeaderSize ||
        !std::equal(kMagic.begin(), kMagic.end(), bytes.begin(),
                    [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; })) {
        return corrupt("it does not start as binary FBX does");
    }
    return Parser(bytes).run();
}

Bytes emitFbx(const FbxDocument& document) {
    Bytes out(kMagic.begin(), kMagic.end());
    append(out, kVersion);
    for (const FbxNode& node : document.nodes) {
        emitNode(node, out);
    }
    out.resize(out.size() + kNodeHeaderSize);
    out.insert(out.end(), kFooterId.begin(), kFooterId.end());
    out.resize((out.size() / kFooterAlignment + 1) * kFooterAlignment);
    append<std::uint32_t>(out, 0);
    append(out, kVersion);
    out.resize(out.size() + kFooterZeros);
    out.insert(out.end(), kFooterEnd.begin(), kFooterEnd.end());
    return out;
}

} // namespace maquette
