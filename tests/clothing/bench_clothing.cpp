// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// @file  Outlines with clothes on, over an evaluation set: bench_clothing FOLDER [COUNT
/// [PICTURES]]
#include "core/clothing/clothed_offset.h"
#include "core/clothing/layers.h"
#include "core/clothing/shoe_shape.h"
#include "core/image/perception.h"
#include "core/image/skin_map.h"
#include "core/render/software_renderer.h"
#include "core/synthesis/evaluation_set.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <chrono>
#include <iostream>

using namespace maquette;

namespace {

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values.empty() ? 0.0 : values[values.size() / 2];
}

double secondsSince(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct Bench {
    std::shared_ptr<const Library> library;
    std::shared_ptr<const Rig> rig;
    std::unique_ptr<Perception> perception;
    std::filesystem::path pictures;
    std::vector<double> bare;
    std::vector<double> clothed;
    std::vector<double> layered;
    std::vector<double> offsetTimes;
    std::vector<double> layerTimes;
};

/// IoU of the body and its layers.
double layeredIou(const Points& body, const Triangles& triangles, const std::vector<Layer>& layers,
                  const EvaluationItem& item) {
    Points points = body;
    Triangles faces = triangles;
    for (const Layer& layer : layers) {
        const Triangles more =
            triangulate(layer.rest).vertices.array() + static_cast<int>(points.rows());
        Points allPoints(points.rows() + layer.posed.rows(), 3);
        allPoints << points, layer.posed;
        Triangles allFaces(faces.rows() + more.rows(), 3);
        allFaces << faces, more;
        points = allPoints;
        faces = allFaces;
    }
    return outlineIou(points, faces, item.camera, item.mask);
}

void drawPicture(const Bench& bench, const Points& body, const std::vector<Layer>& layers,
                 const EvaluationItem& item, const cv::Mat& photo) {
    const Template& templateMesh = bench.library->templateMesh();
    std::vector<SceneMesh> scene(1);
    scene[0].positions = body;
    scene[0].triangles = bodyTriangles(templateMesh);
    scene[0].material.baseFactor = {0.25F, 0.27F, 0.3F, 1.0F};
    std::vector<int> suitRows;
    const PolygonMesh suit =
        subMesh(templateMesh.mesh, templateMesh.facesOf(TemplatePart::Tights), &suitRows);
    const Points posedSuit = body(suitRows, Eigen::all);
    Material cloth;
    cloth.baseFactor = {0.02F, 0.03F, 0.06F, 1.0F};
    scene.push_back(makeSceneMesh(suit, cloth, &posedSuit));
    for (const Layer& layer : layers) {
        Material material;
        material.doubleSided = true;
        material.baseFactor = {0.5F, 0.1F, 0.12F, 1.0F};
        scene.push_back(makeSceneMesh(layer.rest, material, &layer.posed));
    }
    const double factor = 700.0 / photo.rows;
    const SoftwareRenderer renderer(scene);
    const RenderedImage front = renderer.render(item.camera.scaled(factor), studioLighting(0.0F));
    const Eigen::Vector3f middle = body.colwise().mean();
    const Camera side = orbitCamera(middle, 4.5F, 120.0F, 5.0F, 1400.0, 500, front.color.rows);
    const RenderedImage turned = renderer.render(side, studioLighting(120.0F));
    cv::Mat small;
    cv::resize(photo, small, front.color.size(), 0, 0, cv::INTER_AREA);
    cv::Mat sheet;
    cv::hconcat(std::vector<cv::Mat>{small, front.color, turned.color}, sheet);
    cv::imwrite((bench.pictures / item.photo.filename()).replace_extension(".png"), sheet);
}

/// @return  false after an error, which is printed.
bool measure(Bench& bench, const EvaluationItem& item) {
    const Template& templateMesh = bench.library->templateMesh();
    const Triangles triangles = bodyTriangles(templateMesh);
    LayerInput input;
    input.templateMesh = &templateMesh;
    input.rig = bench.rig.get();
    input.skeleton = item.skeleton;
    input.pose = item.pose;
    input.rest = shoeShape(templateMesh, item.restShape);
    input.camera = item.camera;
    input.mask = item.mask;
    Photo photo;
    photo.pixels = cv::imread(item.photo.string());
    PerceptionOptions options;
    options.hands = false;
    const auto subject = bench.perception->perceive(photo, options);
    input.photo = photo.pixels;
    const Person person = subject && subject->person ? *subject->person : Person();
    input.skin = skinMap(photo, person, item.mask);

    const Points posed =
        skin(input.rest, bench.rig->weights, boneTransforms(item.skeleton, item.pose));
    auto start = std::chrono::steady_clock::now();
    const ClothCover cover = clothCover(templateMesh, posed, item.camera, item.mask, input.skin);
    const auto offset = clothedOffset(templateMesh, posed, item.camera, item.mask, cover);
    bench.offsetTimes.push_back(secondsSince(start));
    start = std::chrono::steady_clock::now();
    input.offset = offset ? *offset : Eigen::VectorXf();
    const auto layers = makeLayers(input);
    bench.layerTimes.push_back(secondsSince(start));
    if (!offset || !layers) {
        std::cerr << describe(offset ? layers.error() : offset.error()) << '\n';
        return false;
    }
    const Points dressed = wearOffset(templateMesh, posed, *offset);
    const Points under = wearOffset(templateMesh, posed, offsetUnderLayers(input, *layers));
    bench.bare.push_back(outlineIou(posed, triangles, item.camera, item.mask));
    bench.clothed.push_back(outlineIou(dressed, triangles, item.camera, item.mask));
    bench.layered.push_back(layeredIou(under, triangles, *layers, item));
    std::cout << item.photo.filename().string() << ' ' << bench.bare.back() << " -> "
              << bench.clothed.back() << " -> " << bench.layered.back() << "  "
              << bench.offsetTimes.back() << " + " << bench.layerTimes.back() << " s  "
              << item.outfit << "; " << item.hair << "; " << item.poseName << " :";
    for (const Layer& layer : *layers) {
        std::cout << ' ' << layer.name << ' ' << layer.rest.vertexCount() << " y "
                  << layer.rest.positions.col(1).minCoeff();
    }
    std::cout << std::endl;
    if (!bench.pictures.empty()) {
        drawPicture(bench, posed, *layers, item, photo.pixels);
    }
    return true;
}

int run(const std::filesystem::path& folder, size_t count, const std::filesystem::path& pictures) {
    const auto library = Library::open(Library::locate());
    const auto items = readEvaluationSet(folder);
    auto perception = Perception::open();
    if (!library || !items || !perception) {
        std::cerr << "Library, evaluation set or networks are missing.\n";
        return 1;
    }
    Bench bench;
    bench.library = *library;
    bench.rig = (*library)->rig("default").value();
    bench.perception = std::move(*perception);
    bench.pictures = pictures;
    for (size_t i = 0; i < std::min(count, items->size()); ++i) {
        if (!measure(bench, (*items)[i])) {
            return 1;
        }
    }
    std::cout << "median IoU bare " << median(bench.bare) << ", clothed " << median(bench.clothed)
              << ", with layers " << median(bench.layered) << "; seconds "
              << median(bench.offsetTimes) << " + " << median(bench.layerTimes) << '\n';
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "bench_clothing FOLDER [COUNT [PICTURES]]\n";
        return 2;
    }
    return run(argv[1], argc > 2 ? std::stoul(argv[2]) : 1000, argc > 3 ? argv[3] : "");
}
