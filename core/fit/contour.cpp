// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/contour.h"

#include "core/fit/terms.h"

#include "core/geometry/rasterizer.h"
#include "core/image/mask_iou.h"

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace maquette {
namespace {

constexpr double kOutlinePixels = 420.0; ///< height of the person where outlines are paired
constexpr double kIouPixels = 500.0;

/// Parts that an outline may belong to, so that a torso is not pulled to an arm.
enum Part { Torso, Head, LeftArm, RightArm, LeftLeg, RightLeg };

Part partOf(const std::string& bone) {
    if (bone == "head") {
        return Head;
    }
    const bool left = bone.ends_with(".L");
    if (bone.starts_with("upperarm") || bone.starts_with("lowerarm") || bone.starts_with("wrist")) {
        return left ? LeftArm : RightArm;
    }
    if (bone.starts_with("upperleg") || bone.starts_with("lowerleg") || bone.starts_with("foot")) {
        return left ? LeftLeg : RightLeg;
    }
    return Torso;
}

bool compatible(Part a, Part b) {
    const auto meetsTorso = [](Part p) { return p == Head || p == LeftLeg || p == RightLeg; };
    return a == b || (a == Torso && meetsTorso(b)) || (b == Torso && meetsTorso(a));
}

struct Outline {
    std::vector<cv::Point> points;
    std::vector<cv::Vec2f> normals; ///< outward
};

Outline traceOutline(const cv::Mat& inside) {
    std::vector<std::vector<cv::Point>> chains;
    cv::findContours(inside, chains, cv::RETR_CCOMP, cv::CHAIN_APPROX_NONE);
    cv::Mat soft;
    cv::Mat dx;
    cv::Mat dy;
    inside.convertTo(soft, CV_32F);
    cv::GaussianBlur(soft, soft, {}, 2.0);
    cv::Sobel(soft, dx, CV_32F, 1, 0);
    cv::Sobel(soft, dy, CV_32F, 0, 1);
    constexpr size_t kSpeck = 25; // pixels round; shorter chains are holes of the matting
    Outline outline;
    for (const auto& chain : chains) {
        if (chain.size() <= kSpeck) {
            continue;
        }
        for (const cv::Point& p : chain) {
            const cv::Vec2f out(-dx.at<float>(p), -dy.at<float>(p));
            outline.points.push_back(p);
            outline.normals.push_back(out / std::max(cv::norm(out), 1e-9));
        }
    }
    return outline;
}

cv::Mat binaryMask(const cv::Mat& mask, cv::Size size) {
    cv::Mat result;
    cv::resize(mask, result, size, 0, 0, cv::INTER_AREA);
    return result > 127;
}

/// Nearest drawn triangle for every pixel of the frame.
cv::Mat nearestTriangle(const Silhouette& drawn) {
    cv::Mat distance;
    cv::Mat labels;
    cv::distanceTransform(1 - drawn.inside, distance, labels, cv::DIST_L2, 5, cv::DIST_LABEL_PIXEL);
    double count = 0;
    cv::minMaxLoc(labels, nullptr, &count);
    std::vector<int> triangleOf(static_cast<size_t>(count) + 1, -1);
    for (int y = 0; y < labels.rows; ++y) {
        for (int x = 0; x < labels.cols; ++x) {
            if (drawn.inside.at<uchar>(y, x)) {
                triangleOf[labels.at<int>(y, x)] = drawn.triangle.at<int>(y, x);
            }
        }
    }
    cv::Mat result(labels.size(), CV_32SC1);
    for (int y = 0; y < labels.rows; ++y) {
        for (int x = 0; x < labels.cols; ++x) {
            result.at<int>(y, x) = triangleOf[labels.at<int>(y, x)];
        }
    }
    return result;
}

struct BonesOfInterest {
    std::vector<Part> part;
    int head, neck, leftFoot, rightFoot, leftHand, rightHand;

    explicit BonesOfInterest(const FitModel& model) {
        for (int j = 0; j < model.boneCount(); ++j) {
            part.push_back(Torso);
        }
        for (const char* name :
             {"head", "upperarm01.L", "upperarm01.R", "lowerarm01.L", "lowerarm01.R", "wrist.L",
              "wrist.R", "upperleg01.L", "upperleg01.R", "lowerleg01.L", "lowerleg01.R", "foot.L",
              "foot.R"}) {
            part[model.boneIndex(name)] = partOf(name);
        }
        head = model.boneIndex("head");
        neck = model.boneIndex("neck01");
        leftFoot = model.boneIndex("foot.L");
        rightFoot = model.boneIndex("foot.R");
        leftHand = model.boneIndex("wrist.L");
        rightHand = model.boneIndex("wrist.R");
    }

    /// @param outside  the model is outside the mask there.
    [[nodiscard]] double weight(int bone, bool outside, bool skin) const {
        double w = outside || skin ? 1.0 : 0.15;
        if (bone == head && !outside) {
            w = 0.0; // hair
        } else if (bone == neck && !outside) {
            w = 0.02; // collars and hair
        }
        if (bone == leftFoot || bone == rightFoot) {
            w *= 0.3; // shoes
        } else if (bone == leftHand || bone == rightHand) {
            w *= 0.1; // fingers are not fitted
        }
        return w;
    }
};

} // namespace

Points cameraSpaceShape(const FitModel& model, const Eigen::VectorXd& x) {
    const FitLayout layout(model);
    const Kinematics pose(model, layout, x, {}, false);
    BoneTransforms transforms;
    for (int j = 0; j < model.boneCount(); ++j) {
        Eigen::Affine3f transform = Eigen::Affine3f::Identity();
        transform.linear() = pose.rotation[j].cast<float>();
        transform.translation() = pose.translation[j].cast<float>();
        transforms.push_back(transform);
    }
    return skin(model.shape(layout.coefficients(x)), model.reducedWeights(), transforms);
}

Silhouette drawSilhouette(const FitModel& model, const Evidence& evidence, const Eigen::VectorXd& x,
                          double personPixels) {
    Silhouette drawn;
    drawn.scale = std::min(1.0, personPixels / evidence.personHeight);
    const int width = std::max(1, static_cast<int>(evidence.width * drawn.scale));
    const int height = std::max(1, static_cast<int>(evidence.height * drawn.scale));
    Points points = cameraSpaceShape(model, x).topRows(kBodyVertices);
    for (Eigen::Index v = 0; v < points.rows(); ++v) {
        const Eigen::Vector2d pixel =
            projectPoint(evidence, x[FitLayout::kFocal], points.row(v).cast<double>()).pixel *
            drawn.scale;
        points.row(v).head<2>() = pixel.transpose().cast<float>();
    }
    const Raster raster = rasterize(points, model.bodyTriangles(), width, height);
    drawn.triangle =
        cv::Mat(height, width, CV_32SC1, const_cast<int*>(raster.triangle.data())).clone();
    drawn.inside = (drawn.triangle >= 0) / 255;
    drawn.barycentric = raster.barycentric;
    return drawn;
}

double silhouetteIou(const FitModel& model, const Evidence& evidence, const Eigen::VectorXd& x) {
    if (evidence.mask.empty()) {
        return 0.0;
    }
    const Silhouette drawn = drawSilhouette(model, evidence, x, kIouPixels);
    const cv::Mat mask = binaryMask(evidence.mask, drawn.inside.size());
    return maskIou(drawn.inside, mask);
}

OutlinePairs pairOutlines(const FitModel& model, const Evidence& evidence, const Eigen::VectorXd& x,
                          double radius) {
    const Silhouette drawn = drawSilhouette(model, evidence, x, kOutlinePixels);
    const double personPixels = evidence.personHeight * drawn.scale;
    const Outline own = traceOutline(drawn.inside);
    const Outline seen = traceOutline(binaryMask(evidence.mask, drawn.inside.size()) / 255);
    const cv::Mat nearest = nearestTriangle(drawn);
    const BonesOfInterest bones(model);
    const auto boneAt = [&](int triangle) {
        return model.mainBone()[model.bodyTriangles()(triangle, 0)];
    };

    OutlinePairs pairs;
    std::vector<cv::Point2d> pixels;
    std::vector<cv::Vec2f> normals;
    std::vector<double> weights;
    const cv::Rect inner(2, 2, drawn.inside.cols - 4, drawn.inside.rows - 4);
    for (size_t i = 0; i < own.points.size(); i += 2) {
        const cv::Point p = own.points[i];
        if (!inner.contains(p)) {
            continue; // cut off by the frame, not an outline
        }
        double best = std::numeric_limits<double>::max();
        size_t match = 0;
        for (size_t j = 0; j < seen.points.size(); ++j) {
            const double cost = std::hypot(p.x - seen.points[j].x, p.y - seen.points[j].y) +
                                (1.0 - own.normals[i].dot(seen.normals[j])) * 0.05 * personPixels;
            if (cost < best) {
                best = cost;
                match = j;
            }
        }
        if (seen.points.empty()) {
            break;
        }
        const cv::Point q = seen.points[match];
        const cv::Vec2f normal = seen.normals[match];
        const int triangle = drawn.triangle.at<int>(p);
        if (triangle < 0 || !inner.contains(q) ||
            std::hypot(p.x - q.x, p.y - q.y) > radius * personPixels ||
            own.normals[i].dot(normal) < 0.5F) {
            continue;
        }
        const int bone = boneAt(triangle);
        if (const int other = nearest.at<int>(q);
            other >= 0 && !compatible(bones.part[bone], bones.part[boneAt(other)])) {
            continue;
        }
        const bool outside = (p.x - q.x) * normal[0] + (p.y - q.y) * normal[1] > 0;
        bool onSkin = false;
        if (!evidence.skin.empty()) {
            const int sx = static_cast<int>((q.x - 3 * normal[0]) / drawn.scale);
            const int sy = static_cast<int>((q.y - 3 * normal[1]) / drawn.scale);
            onSkin = evidence.skin.at<uchar>(std::clamp(sy, 0, evidence.height - 1),
                                             std::clamp(sx, 0, evidence.width - 1)) > 127;
        }
        const double weight = bones.weight(bone, outside, onSkin);
        if (weight <= 0.0) {
            continue;
        }
        const auto corners = model.bodyTriangles().row(triangle);
        pairs.points.push_back(
            {{corners[0], corners[1], corners[2]},
             drawn.barycentric[static_cast<size_t>(p.y) * drawn.inside.cols + p.x]});
        pixels.emplace_back(q.x / drawn.scale, q.y / drawn.scale);
        normals.push_back(normal);
        weights.push_back(weight);
    }
    const auto count = static_cast<Eigen::Index>(weights.size());
    pairs.pixels.resize(count, 2);
    pairs.normals.resize(count, 2);
    pairs.weights.resize(count);
    for (Eigen::Index i = 0; i < count; ++i) {
        pairs.pixels.row(i) << pixels[i].x, pixels[i].y;
        pairs.normals.row(i) << normals[i][0], normals[i][1];
        pairs.weights[i] = weights[i] * std::sqrt(250.0 / static_cast<double>(count));
    }
    return pairs;
}

} // namespace maquette
