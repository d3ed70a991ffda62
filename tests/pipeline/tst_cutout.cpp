// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// Characters from an outline alone: by the learned mapping, without the perception networks.
#include "core/image/decode.h"
#include "core/image/perception.h"
#include "core/nn/character_model.h"
#include "core/pipeline/reconstruct.h"
#include "tests/support/temporary_folder.h"

#include <gtest/gtest.h>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>

namespace maquette {
namespace {

namespace fs = std::filesystem;

fs::path samplePhoto() {
    return fs::path(MAQUETTE_SOURCE_DIR) / "resources/samples/sample.jpg";
}

/// The sample with its background made transparent.
fs::path writeCutout(const fs::path& folder) {
    const auto perception = Perception::open();
    auto photo = decodePhoto(samplePhoto());
    const auto subject = (*perception)->perceive(std::move(*photo));
    std::vector<cv::Mat> planes;
    cv::split(subject->photo.pixels, planes);
    planes.push_back(subject->mask);
    cv::Mat cutout;
    cv::merge(planes, cutout);
    const fs::path path = folder / "cutout.png";
    cv::imwrite(path.string(), cutout);
    return path;
}

/// A mapping before training: it answers the mean shape at rest, whatever it sees.
fs::path writeUntrainedModel(const fs::path& folder) {
    const auto library = *Library::open(Library::locate());
    const auto rig = *library->rig("default");
    CharacterNetworkSettings settings;
    settings.coefficients = 1;
    settings.bones = static_cast<std::int64_t>(rig->bones.size());
    settings.width = 16;
    settings.mapSide = 32;
    ShapeSpace space;
    space.mean = normalizedShape(library->templateMesh().mesh.positions);
    space.directions = Eigen::Map<const ShapeSpace::Rows>(space.mean.data(), 1, space.mean.size());
    space.project();
    fs::path path = folder / "untrained.safetensors";
    const CharacterModel model(CharacterNetwork(settings), std::move(space), *library, rig);
    EXPECT_TRUE(model.save(path));
    return path;
}

TEST(Cutout, BecomesACharacterWithoutNetworks) {
    const test::TemporaryFolder folder;
    const fs::path cutout = writeCutout(folder.path());
    fs::create_directory(folder.path() / "none");
    ReconstructorPaths paths;
    paths.models = folder.path() / "none";
    paths.mapping = writeUntrainedModel(folder.path());
    const auto reconstructor = Reconstructor::open(paths);
    ASSERT_TRUE(reconstructor) << describe(reconstructor.error());
    ReconstructOptions options;
    options.textureSize = 512;
    const auto result = (*reconstructor)->reconstruct(cutout, options);
    ASSERT_TRUE(result) << describe(result.error());
    EXPECT_EQ(result->mapping, "untrained.safetensors");
    EXPECT_EQ(std::count_if(result->warnings.begin(), result->warnings.end(),
                            [](const std::string& warning) {
                                return warning.find("outline alone") != std::string::npos;
                            }),
              1);
    EXPECT_TRUE(result->character->meshes.front().mesh.positions.allFinite());
    EXPECT_EQ(result->character->photoPose.rotations.size(),
              result->character->skeleton.bones.size());

    // A photo whose outline nobody tells is refused, and what is missing is named.
    const auto refused = (*reconstructor)->reconstruct(samplePhoto(), options);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, ErrorCode::MissingData);
}

TEST(Cutout, IsRefusedWithoutNetworksAndMapping) {
    const test::TemporaryFolder folder;
    ReconstructorPaths paths;
    paths.models = folder.path();
    paths.withoutMapping = true;
    const auto reconstructor = Reconstructor::open(paths);
    ASSERT_FALSE(reconstructor);
    EXPECT_EQ(reconstructor.error().code, ErrorCode::MissingData);
}

} // namespace
} // namespace maquette
