// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/viewport/viewport_warmup.h"

namespace maquette {

namespace {

/// A 10 cm square that faces the front.
CharacterMesh scrap(const char* name, const cv::Mat& texture) {
    CharacterMesh out;
    out.name = name;
    out.mesh.positions = Points(4, 3);
    out.mesh.positions << -0.05F, 0.8F, 0.0F, 0.05F, 0.8F, 0.0F, 0.05F, 0.9F, 0.0F, -0.05F, 0.9F,
        0.0F;
    out.mesh.uvs = UvPoints(4, 2);
    out.mesh.uvs << 0.0F, 0.0F, 1.0F, 0.0F, 1.0F, 1.0F, 0.0F, 1.0F;
    out.mesh.faceOffsets = {0, 4};
    out.mesh.cornerVertex = {0, 1, 2, 3};
    out.mesh.cornerUv = {0, 1, 2, 3};
    out.weights = {{0, 1, 2, 3, 4}, {0, 0, 0, 0}, {1.0F, 1.0F, 1.0F, 1.0F}};
    out.material.baseColor = texture;
    out.material.alphaCutout = texture.channels() == 4;
    return out;
}

Character scraps() {
    constexpr int kSide = 64; // a power of two, as the textures of characters are
    Character out;
    out.skeleton.bones.push_back({"root", -1, {0.0F, 0.8F, 0.0F}, {0.0F, 0.9F, 0.0F}});
    out.meshes.push_back(scrap("opaque", cv::Mat(kSide, kSide, CV_8UC3, cv::Scalar::all(128))));
    out.meshes.push_back(scrap("cutout", cv::Mat(kSide, kSide, CV_8UC4, cv::Scalar::all(255))));
    out.meshes.push_back(scrap("plain", {}));
    out.photoCamera = orbitCamera({0.0F, 0.85F, 0.0F}, 2.0F, 0.0F, 0.0F, 100.0, 90, 70);
    return out;
}

void drawEveryLook(ViewportScene& scene) {
    for (const SurfaceStyle style : {SurfaceStyle::Textured, SurfaceStyle::Shaded}) {
        for (const bool overlay : {false, true}) {
            ViewportDisplay look;
            look.style = style;
            look.wireframe = true;
            look.skeleton = true;
            look.photoOverlay = overlay;
            look.photoVeil = overlay ? 0.5 : 0.0;
            scene.setDisplay(look);
            scene.render();
            scene.renderTile({0, 0, 16, 16}, 2); // lines of another width
        }
    }
}

} // namespace

void warmUp(ViewportScene& scene) {
    const ViewportDisplay before = scene.display();
    const cv::Mat photo(70, 90, CV_8UC3, cv::Scalar::all(128)); // photos have odd sizes
    if (auto character = prepareViewportCharacter(scraps(), photo)) {
        scene.setCharacter(std::move(*character));
        while (!scene.isComplete()) {
            scene.render();
            scene.uploadNext();
        }
        drawEveryLook(scene);
    }
    scene.setCharacter(nullptr);
    scene.setDisplay(before);
}

} // namespace maquette
