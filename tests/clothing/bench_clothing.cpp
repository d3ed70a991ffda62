// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
/// @file  Outlines with clothes on, over an evaluation set: bench_clothing FOLDER [COUNT
/// [PICTURES]]
#include "core/clothing/clothed_offset.h"
#include "core/clothing/shoe_shape.h"
#include "core/render/evaluation_set.h"

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

int run(const std::filesystem::path& folder, size_t count) {
    const auto library = Library::open(Library::locate());
    if (!library) {
        std::cerr << describe(library.error()) << '\n';
        return 1;
    }
    const auto items = readEvaluationSet(folder);
    const auto rig = (*library)->rig("default");
    if (!items || !rig) {
        std::cerr << describe(items ? rig.error() : items.error()) << '\n';
        return 1;
    }
    const Template& templateMesh = (*library)->templateMesh();
    const Triangles triangles = bodyTriangles(templateMesh);
    std::vector<double> bare;
    std::vector<double> clothed;
    std::vector<double> times;
    for (const EvaluationItem& item : *items) {
        if (bare.size() == count) {
            break;
        }
        const Points rest = shoeShape(templateMesh, item.restShape);
        const Points posed = skin(rest, (*rig)->weights, boneTransforms(item.skeleton, item.pose));
        const auto start = std::chrono::steady_clock::now();
        const auto offset = clothedOffset(templateMesh, posed, item.camera, item.mask);
        times.push_back(secondsSince(start));
        if (!offset) {
            std::cerr << describe(offset.error()) << '\n';
            return 1;
        }
        const Points dressed = wearOffset(templateMesh, posed, *offset);
        bare.push_back(outlineIou(posed, triangles, item.camera, item.mask));
        clothed.push_back(outlineIou(dressed, triangles, item.camera, item.mask));
        std::cout << item.photo.filename().string() << ' ' << bare.back() << " -> "
                  << clothed.back() << "  " << times.back() << " s  " << item.outfit << "; "
                  << item.hair << "; " << item.poseName << '\n';
    }
    std::cout << "median IoU bare " << median(bare) << " clothed " << median(clothed)
              << ", seconds " << median(times) << '\n';
    return 0;
}

} // namespace

int main(int argc, char** argv) {
    if (argc < 2) {
        std::cerr << "bench_clothing FOLDER [COUNT]\n";
        return 2;
    }
    return run(argv[1], argc > 2 ? std::stoul(argv[2]) : 1000);
}
