// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/batch_mirror.h"

#include "core/nn/mirrored_input.h"

#include <array>

namespace maquette {
namespace {

std::string otherSide(std::string name) {
    if (name.ends_with(".L") || name.ends_with(".R")) {
        name.back() = name.back() == 'L' ? 'R' : 'L';
    }
    return name;
}

/// [...,3] with x negated.
torch::Tensor flipped(const torch::Tensor& points) {
    return points * torch::tensor({-1.0F, 1.0F, 1.0F});
}

constexpr std::array kInputParts = {&CharacterInput::picture,    &CharacterInput::face,
                                    &CharacterInput::body,       &CharacterInput::world,
                                    &CharacterInput::facePoints, &CharacterInput::frame,
                                    &CharacterInput::known};
constexpr std::array kTruthParts = {
    &CharacterTruth::body,         &CharacterTruth::height,   &CharacterTruth::texture,
    &CharacterTruth::textureKnown, &CharacterTruth::heads,    &CharacterTruth::rotations,
    &CharacterTruth::joints,       &CharacterTruth::joints2d, &CharacterTruth::camera,
    &CharacterTruth::focal,        &CharacterTruth::principal};

/// Changes rows 1, 3, 5 … of all @p parts.
template <typename Whole, typename Parts, typename Change>
void changeOdd(Whole& whole, const Parts& parts, const Change& change) {
    const auto odd = torch::indexing::Slice(1, torch::indexing::None, 2);
    Whole rows;
    for (const auto part : parts) {
        rows.*part = (whole.*part).index({odd});
    }
    const Whole changed = change(rows);
    for (const auto part : parts) {
        (whole.*part).index_put_({odd}, changed.*part);
    }
}

} // namespace

BatchMirror::BatchMirror(const Template& body, const Rig& rig) {
    std::map<std::string, std::int64_t> byName;
    for (const Rig::BoneAnchor& bone : rig.bones) {
        byName.emplace(bone.name, std::ssize(byName));
    }
    std::vector<std::int64_t> bones;
    for (const Rig::BoneAnchor& bone : rig.bones) {
        const auto found = byName.find(otherSide(bone.name));
        bones.push_back(found == byName.end() ? std::ssize(bones) : found->second);
    }
    m_bones = torch::tensor(bones);
    m_vertices = torch::tensor(std::vector<std::int64_t>(
        body.mirrorVertex.begin(), body.mirrorVertex.begin() + kBodyVertices));
}

CharacterTruth BatchMirror::mirrored(const CharacterTruth& truth) const {
    CharacterTruth result;
    const torch::Tensor turn = torch::diag(torch::tensor({-1.0F, 1.0F, 1.0F}));
    result.body = flipped(truth.body.index_select(1, m_vertices));
    result.height = truth.height;
    result.texture = truth.texture;
    result.textureKnown = torch::zeros_like(truth.textureKnown);
    result.heads = flipped(truth.heads.index_select(1, m_bones));
    result.rotations = turn.matmul(truth.rotations.index_select(1, m_bones)).matmul(turn);
    result.joints = flipped(truth.joints.index_select(1, m_bones));
    result.joints2d = truth.joints2d.index_select(1, m_bones) * torch::tensor({-1.0F, 1.0F});
    result.camera = flipped(truth.camera);
    result.focal = truth.focal;
    result.principal = truth.principal * torch::tensor({-1.0F, 1.0F});
    return result;
}

void BatchMirror::apply(Batch& batch) const {
    changeOdd(batch.input, kInputParts,
              [](const CharacterInput& input) { return maquette::mirrored(input); });
    changeOdd(batch.truth, kTruthParts,
              [&](const CharacterTruth& truth) { return mirrored(truth); });
}

} // namespace maquette
