// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/render/character_views.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <optional>

namespace maquette {
namespace {

using Eigen::Vector3f;

constexpr double kFocalPerHeight = 3.2; ///< focal length over panel height: a portrait lens
constexpr float kHeadRowShare = 0.62F;

using Box = Eigen::AlignedBox3f;

/// As studioLighting and orbitCamera take it.
float yawDegrees(const Camera& camera) {
    return yawOf(camera) * 180.0F / std::numbers::pi_v<float>;
}

int headBone(const Skeleton& skeleton) {
    for (const char* name : {"head", "Head", "mixamorig:Head"}) {
        const int bone = skeleton.indexOf(name);
        if (bone >= 0) {
            return bone;
        }
    }
    return -1;
}

/// Box of the vertices that the head bone moves most; the top seventh of the figure without one.
Box headBox(const Character& character, CharacterPose pose) {
    const int bone = headBone(character.skeleton);
    Box box;
    Box whole;
    for (const auto& mesh : character.meshes) {
        if (mesh.name != "body") {
            continue;
        }
        const Points posed = posedPositions(character, mesh, pose);
        for (Eigen::Index v = 0; v < posed.rows(); ++v) {
            whole.extend(posed.row(v).transpose());
            for (int e = mesh.weights.offsets[v]; e < mesh.weights.offsets[v + 1]; ++e) {
                if (mesh.weights.bones[e] == bone && mesh.weights.weights[e] > 0.5F) {
                    box.extend(posed.row(v).transpose());
                }
            }
        }
    }
    if (box.isEmpty()) {
        box = whole;
        box.min().y() = whole.max().y() - whole.sizes().y() / 7.0F;
    }
    return box;
}

struct Panel {
    float yaw;
    float pitch;
    int width;
    int height;
};

Camera panelCamera(const Vector3f& target, float span, const Panel& panel) {
    const double focal = kFocalPerHeight * panel.height;
    const auto distance = static_cast<float>(span * kFocalPerHeight);
    return orbitCamera(target, distance, panel.yaw, panel.pitch, focal, panel.width, panel.height);
}

/// Metres that a panel must span in height to hold the figure from every side.
float figureSpan(const Box& box, const Panel& panel) {
    const Vector3f size = box.sizes();
    const float across = std::hypot(size.x(), size.z());
    const float aspect = static_cast<float>(panel.width) / static_cast<float>(panel.height);
    return std::max(size.y() * 1.12F, across * 1.06F / aspect);
}

/// Turns the character's own up and front towards a photo camera's view, without its roll.
Panel photoPanel(const Character& character, Panel panel) {
    panel.yaw = yawOf(character.photoCamera);
    const Vector3f backward =
        -(character.photoCamera.modelToCamera.linear().transpose() * Vector3f::UnitZ());
    panel.pitch =
        std::asin(std::clamp(backward.y(), -1.0F, 1.0F)) * 180.0F / std::numbers::pi_v<float>;
    return panel;
}

/// Figure above, head below.
cv::Mat renderColumn(const SoftwareRenderer& renderer, const Box& figure, const Box& head,
                     float span, const Panel& panel) {
    Background background;
    background.groundHeight = figure.min().y();
    const Lighting lighting = studioLighting(panel.yaw);
    const Vector3f target = figure.center() - Vector3f(0.0F, 0.012F * span, 0.0F);
    cv::Mat column = renderer.render(panelCamera(target, span, panel), lighting, background).color;

    Panel close = panel;
    close.height = static_cast<int>(std::lround(panel.height * kHeadRowShare));
    close.pitch = panel.pitch - 3.0F;
    Background plain = background;
    plain.groundShadow = false;
    const float headSpan = head.sizes().y() * 1.55F;
    const Camera camera = panelCamera(head.center(), headSpan, close);
    cv::vconcat(column, renderer.render(camera, lighting, plain).color, column);
    return column;
}

cv::Rect paddedBounds(const cv::Mat& mask, double share) {
    const cv::Rect box = cv::boundingRect(mask);
    const int pad = static_cast<int>(share * std::max(box.width, box.height));
    const cv::Rect padded(box.x - pad, box.y - pad, box.width + 2 * pad, box.height + 2 * pad);
    return padded & cv::Rect(0, 0, mask.cols, mask.rows);
}

cv::Mat drawOutline(const cv::Mat& photo, const cv::Mat& alpha) {
    cv::Mat inside = alpha > 127;
    std::vector<std::vector<cv::Point>> contours;
    cv::findContours(inside, contours, cv::RETR_CCOMP, cv::CHAIN_APPROX_NONE);
    cv::Mat result = photo.clone();
    cv::drawContours(result, contours, -1, {20, 20, 20}, 4, cv::LINE_AA);
    cv::drawContours(result, contours, -1, {80, 220, 255}, 2, cv::LINE_AA);
    return result;
}

/// over * share * alpha + under * (1 - share * alpha)
cv::Mat blendOver(const cv::Mat& under, const cv::Mat& over, const cv::Mat& alpha, double share) {
    cv::Mat result = under.clone();
    for (int y = 0; y < under.rows; ++y) {
        for (int x = 0; x < under.cols; ++x) {
            const double a = share * alpha.at<unsigned char>(y, x) / 255.0;
            auto& pixel = result.at<cv::Vec3b>(y, x);
            const auto& top = over.at<cv::Vec3b>(y, x);
            for (int channel = 0; channel < 3; ++channel) {
                pixel[channel] =
                    cv::saturate_cast<unsigned char>(a * top[channel] + (1 - a) * pixel[channel]);
            }
        }
    }
    return result;
}

} // namespace

std::vector<SceneMesh> characterScene(const Character& character, CharacterPose pose) {
    std::vector<SceneMesh> scene;
    for (const auto& mesh : character.meshes) {
        if (!mesh.visible) {
            continue;
        }
        const Points posed = posedPositions(character, mesh, pose);
        scene.push_back(makeSceneMesh(mesh.mesh, mesh.material, &posed));
        scene.back().scatter = mesh.name == "body" ? 0.35F : 0.0F;
        scene.back().castsShadow = mesh.name != "lashes";
    }
    return scene;
}

float lowestPoint(const std::vector<SceneMesh>& scene) {
    return boundsOf(scene).min().y();
}

RenderedImage renderCharacter(const Character& character, CharacterPose pose, const Camera& camera,
                              Background background, const RenderOptions& options) {
    std::vector<SceneMesh> scene = characterScene(character, pose);
    background.groundHeight = lowestPoint(scene);
    return renderScene(std::move(scene), camera, studioLighting(yawDegrees(camera)), background,
                       options);
}

Result<cv::Mat> renderTurntable(const Character& character, const TurntableOptions& options,
                                const Context& ctx) {
    const std::vector<SceneMesh> rest = characterScene(character, CharacterPose::Rest);
    if (rest.empty()) {
        return fail(ErrorCode::InvalidArgument, "The character has no visible mesh to draw.",
                    "Switch at least its body on.");
    }
    const size_t panels = options.yaws.size() + (options.photoPose ? 1 : 0);
    const Box figure = boundsOf(rest);
    const SoftwareRenderer renderer(rest, options.render, figure.min().y());
    Panel panel{0.0F, 4.0F, options.panelWidth, options.panelHeight};
    const float span = figureSpan(figure, panel);
    std::vector<cv::Mat> columns;
    for (const float yaw : options.yaws) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        panel.yaw = yaw;
        columns.push_back(
            renderColumn(renderer, figure, headBox(character, CharacterPose::Rest), span, panel));
        ctx.report(static_cast<double>(columns.size()) / static_cast<double>(panels));
    }
    if (options.photoPose) {
        if (ctx.isCancelled()) {
            return ctx.cancelled();
        }
        const std::vector<SceneMesh> posed = characterScene(character, CharacterPose::Photo);
        const Box box = boundsOf(posed);
        const SoftwareRenderer posedRenderer(posed, options.render, box.min().y());
        const Panel view = photoPanel(character, panel);
        columns.push_back(renderColumn(posedRenderer, box, headBox(character, CharacterPose::Photo),
                                       std::max(span, figureSpan(box, view)), view));
        ctx.report(1.0);
    }
    cv::Mat sheet;
    cv::hconcat(columns, sheet);
    return sheet;
}

Result<cv::Mat> renderOverlay(const cv::Mat& photo, const Character& character,
                              const RenderOptions& options) {
    constexpr int kPanelHeight = 900;
    const Camera& camera = character.photoCamera;
    if (photo.type() != CV_8UC3 || photo.cols != camera.width || photo.rows != camera.height) {
        return fail(ErrorCode::InvalidArgument,
                    "The photo is " + std::to_string(photo.cols) + "x" +
                        std::to_string(photo.rows) + " pixels, the character's camera is for " +
                        std::to_string(camera.width) + "x" + std::to_string(camera.height) + ".");
    }
    const double factor = std::min(1.0, 1600.0 / photo.rows);
    Camera view = camera.scaled(factor);
    cv::Mat small;
    cv::resize(photo, small, {view.width, view.height}, 0, 0, cv::INTER_AREA);
    Background background;
    background.groundShadow = false;
    const RenderedImage image =
        renderCharacter(character, CharacterPose::Photo, view, background, options);
    if (cv::countNonZero(image.alpha) == 0) {
        return fail(ErrorCode::InvalidArgument, "The character lies outside the photo.");
    }
    const cv::Rect crop = paddedBounds(image.alpha, 0.08);
    std::vector<cv::Mat> panels = {drawOutline(small, image.alpha)(crop),
                                   blendOver(small, image.color, image.alpha, 0.55)(crop),
                                   image.color(crop)};
    for (auto& panel : panels) {
        const double scale = static_cast<double>(kPanelHeight) / panel.rows;
        cv::resize(panel, panel, {static_cast<int>(std::lround(crop.width * scale)), kPanelHeight},
                   0, 0, scale < 1.0 ? cv::INTER_AREA : cv::INTER_CUBIC);
    }
    cv::Mat sheet;
    cv::hconcat(panels, sheet);
    return sheet;
}

} // namespace maquette
