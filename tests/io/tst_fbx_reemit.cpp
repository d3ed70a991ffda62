// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/fbx_reemit.h"

#include "core/base/random.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstring>

namespace maquette {
namespace {

constexpr std::size_t kHeader = 27;
constexpr std::size_t kNodeHeader = 25;

FbxDocument sample() {
    FbxDocument document;
    document.nodes.push_back({"Empty", {}, {}});
    document.nodes.push_back(
        {"Values",
         {FbxProperty::integer(-7), FbxProperty::id(1LL << 40), FbxProperty::number(2.5),
          FbxProperty::text("a b"), FbxProperty::numbers({1.0, -0.5})},
         {}});
    document.nodes.push_back(
        {"Parent", {}, {{"Child", {FbxProperty::text("x")}, {}}, {"Leaf", {}, {}}}});
    return document;
}

/// Where the footer's constant starts, after the file's end mark.
Bytes::const_iterator footerOf(const Bytes& bytes) {
    constexpr std::array<std::uint8_t, 4> kStart = {0xfa, 0xbc, 0xab, 0x09};
    return std::search(bytes.begin(), bytes.end(), kStart.begin(), kStart.end());
}

void expectEqual(const std::vector<FbxNode>& a, const std::vector<FbxNode>& b) {
    ASSERT_EQ(a.size(), b.size());
    for (std::size_t i = 0; i < a.size(); ++i) {
        EXPECT_EQ(a[i].name, b[i].name);
        ASSERT_EQ(a[i].properties.size(), b[i].properties.size());
        for (std::size_t p = 0; p < a[i].properties.size(); ++p) {
            EXPECT_EQ(a[i].properties[p].type, b[i].properties[p].type);
            EXPECT_EQ(a[i].properties[p].payload, b[i].properties[p].payload);
        }
        expectEqual(a[i].children, b[i].children);
    }
}

TEST(FbxReemit, ReadsBackWhatItWrites) {
    const FbxDocument document = sample();
    const auto again = parseFbx(emitFbx(document));
    ASSERT_TRUE(again) << describe(again.error());
    expectEqual(again->nodes, document.nodes);
    const FbxNode* values = again->node("Values");
    ASSERT_NE(values, nullptr);
    EXPECT_EQ(values->properties[0].asId(), -7);
    EXPECT_EQ(values->properties[1].asId(), 1LL << 40);
    EXPECT_EQ(values->properties[2].asNumber(), 2.5);
    EXPECT_EQ(values->text(3), "a b");
    EXPECT_EQ(values->text(9), "");
    EXPECT_EQ(values->properties[4].asNumbers(), (std::vector<double>{1.0, -0.5}));
    EXPECT_EQ(again->node("Nothing"), nullptr);
}

TEST(FbxReemit, NodesWithChildrenEndWith25Zeros) {
    FbxDocument document;
    document.nodes.push_back({"Parent", {}, {{"Child", {FbxProperty::integer(1)}, {}}}});
    const Bytes bytes = emitFbx(document);
    std::uint64_t end = 0;
    std::memcpy(&end, bytes.data() + kHeader, sizeof(end));
    const std::size_t childSize = kNodeHeader + 5 + 5; // name and one integer
    EXPECT_EQ(end, kHeader + kNodeHeader + 6 + childSize + kNodeHeader);
    for (std::size_t i = end - kNodeHeader; i < end + kNodeHeader; ++i) { // own mark and the file's
        EXPECT_EQ(bytes[i], 0);
    }
}

TEST(FbxReemit, FooterIsAlignedAndEndsWithItsMagic) {
    const Bytes bytes = emitFbx(sample());
    EXPECT_EQ(bytes.size() % 16, (4 + 4 + 120 + 16) % 16);
    EXPECT_EQ(bytes.back(), 0x0b);
    std::uint32_t version = 0;
    std::memcpy(&version, bytes.data() + bytes.size() - 16 - 120 - 4, sizeof(version));
    EXPECT_EQ(version, 7500U);
}

/// Takes the end marks out again, as Assimp 5.2.5 leaves them out.
void appendWithoutMarks(const FbxNode& node, Bytes& out) {
    FbxDocument one;
    one.nodes.push_back({node.name, node.properties, {}});
    if (node.properties.empty()) {
        one.nodes.back().properties.push_back(FbxProperty::integer(0));
    }
    const Bytes whole = emitFbx(one);
    std::uint64_t end = 0;
    std::memcpy(&end, whole.data() + kHeader, sizeof(end));
    const std::size_t start = out.size();
    out.insert(out.end(), whole.begin() + kHeader,
               whole.begin() + static_cast<std::ptrdiff_t>(end));
    for (const FbxNode& child : node.children) {
        appendWithoutMarks(child, out);
    }
    const std::uint64_t newEnd = out.size();
    std::memcpy(out.data() + start, &newEnd, sizeof(newEnd));
}

TEST(FbxReemit, ReadsFilesWithoutEndMarks) {
    const Bytes good = emitFbx(sample());
    Bytes bad(good.begin(), good.begin() + kHeader);
    for (const FbxNode& node : sample().nodes) {
        appendWithoutMarks(node, bad);
    }
    bad.insert(bad.end(), footerOf(good), good.end());
    const auto document = parseFbx(bad);
    ASSERT_TRUE(document) << describe(document.error());
    ASSERT_EQ(document->nodes.size(), 3U);
    ASSERT_EQ(document->nodes[2].children.size(), 2U);
    EXPECT_EQ(document->nodes[2].children[0].text(0), "x");
}

TEST(FbxReemit, EveryShortenedFileIsRefused) {
    const Bytes bytes = emitFbx(sample());
    const auto nodesEnd = static_cast<std::size_t>(footerOf(bytes) - bytes.begin());
    for (std::size_t size = 0; size < nodesEnd; ++size) {
        const auto document = parseFbx(std::span(bytes).first(size));
        ASSERT_FALSE(document) << size;
        EXPECT_EQ(document.error().code, ErrorCode::CorruptData);
    }
}

TEST(FbxReemit, OtherVersionsAreRefusedByName) {
    Bytes bytes = emitFbx(sample());
    bytes[23] = 0xe8; // 7400
    bytes[24] = 0x1c;
    const auto document = parseFbx(bytes);
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().code, ErrorCode::UnsupportedFormat);
    EXPECT_NE(document.error().message.find("7400"), std::string::npos);
}

TEST(FbxReemit, DeepNestingIsRefused) {
    FbxDocument document;
    document.nodes.push_back({"N", {}, {}});
    FbxNode* at = &document.nodes.front();
    for (int i = 0; i < 40; ++i) {
        at->children.push_back({"N", {}, {}});
        at = &at->children.front();
    }
    EXPECT_FALSE(parseFbx(emitFbx(document)));
}

TEST(FbxReemit, FlippedBytesNeverReadOutOfBounds) { // for the address sanitizer
    const Bytes bytes = emitFbx(sample());
    Random random(11);
    int refused = 0;
    for (int round = 0; round < 20000; ++round) {
        Bytes damaged = bytes;
        for (int flip = 0; flip < 3; ++flip) {
            const int place = random.below(static_cast<int>(bytes.size() - kHeader));
            damaged[kHeader + static_cast<std::size_t>(place)] =
                static_cast<std::uint8_t>(random.below(256));
        }
        refused += parseFbx(damaged) ? 0 : 1;
    }
    EXPECT_GT(refused, 1000);
}

} // namespace
} // namespace maquette
