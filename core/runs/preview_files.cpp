// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/runs/preview_files.h"

#include "core/nn/safetensors.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

namespace maquette {
namespace {

namespace fs = std::filesystem;
using Shape = std::vector<std::int64_t>;
using Halves = Eigen::Matrix<Eigen::half, Eigen::Dynamic, 3, Eigen::RowMajor>;

constexpr const char* kSubjects = "subjects.safetensors";
constexpr const char* kBegin = "step-";
constexpr const char* kEnd = ".safetensors";

fs::path fileOf(const fs::path& folder, std::int64_t step) {
    std::array<char, 64> name{};
    std::snprintf(name.data(), name.size(), "%s%010lld%s", kBegin, static_cast<long long>(step),
                  kEnd);
    return folder / name.data();
}

std::optional<std::int64_t> stepOf(const fs::path& file) {
    const std::string name = file.filename().string();
    if (!name.starts_with(kBegin) || !name.ends_with(kEnd)) {
        return std::nullopt;
    }
    const std::string digits =
        name.substr(std::strlen(kBegin), name.size() - std::strlen(kBegin) - std::strlen(kEnd));
    const bool isNumber = !digits.empty() && digits.size() <= 18 &&
                          digits.find_first_not_of("0123456789") == std::string::npos;
    return isNumber ? std::optional(std::stoll(digits)) : std::nullopt;
}

/// [N,V,3] F16 of the distances from the mean.
ByteTensor offsetsOf(const std::vector<Points>& shapes, const Points& mean) {
    std::vector<Eigen::half> values;
    for (const Points& shape : shapes) {
        const Halves offset = (shape - mean).cast<Eigen::half>();
        values.insert(values.end(), offset.data(), offset.data() + offset.size());
    }
    return makeByteTensor(DType::F16, {std::ssize(shapes), mean.rows(), 3}, std::move(values));
}

std::vector<Points> shapesOf(const ByteTensor& tensor, const Points& mean) {
    std::vector<Points> shapes;
    const auto bytes = static_cast<std::size_t>(mean.size()) * sizeof(Eigen::half);
    for (std::int64_t i = 0; i < tensor.shape[0]; ++i) {
        Halves offset(mean.rows(), 3);
        std::memcpy(offset.data(), tensor.bytes.data() + static_cast<std::size_t>(i) * bytes,
                    bytes);
        shapes.push_back(mean + offset.cast<float>());
    }
    return shapes;
}

template <typename Matrix> ByteTensor matrixTensor(DType dtype, const Matrix& matrix) {
    using Number = typename Matrix::Scalar;
    return makeByteTensor(dtype, {matrix.rows(), matrix.cols()},
                          std::vector<Number>(matrix.data(), matrix.data() + matrix.size()));
}

/// Null where there is none of that kind and shape; -1 fits any length.
const ByteTensor* find(const TensorFile& file, const char* name, DType dtype, const Shape& shape) {
    const auto found = file.tensors.find(name);
    if (found == file.tensors.end() || found->second.dtype != dtype ||
        found->second.shape.size() != shape.size()) {
        return nullptr;
    }
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] >= 0 && found->second.shape[i] != shape[i]) {
            return nullptr;
        }
    }
    return &found->second;
}

tl::unexpected<Error> damaged(const fs::path& file) {
    return fail(ErrorCode::CorruptData, "The preview " + file.string() + " is damaged.",
                "The run itself is not: only its pictures of this step are lost.");
}

tl::unexpected<Error> misfit(const char* what) {
    return fail(ErrorCode::InvalidArgument, std::string("A preview cannot be written: ") + what);
}

Status checkSubjects(const PreviewSubjects& subjects) {
    const std::size_t count = subjects.names.size();
    const auto fits = [&](std::size_t size) { return size == 0 || size == count; };
    if (!fits(subjects.truth.size()) || !fits(subjects.pictures.size())) {
        return misfit("there are not as many names, shapes and pictures.");
    }
    for (const Points& shape : subjects.truth) {
        if (shape.rows() != subjects.mean.rows()) {
            return misfit("shapes have another number of vertices than their mean.");
        }
    }
    for (const PreviewPicture& picture : subjects.pictures) {
        const PreviewPicture& first = subjects.pictures.front();
        if (picture.width != first.width || picture.height != first.height ||
            picture.rgb.size() != std::size_t{3} * picture.width * picture.height) {
            return misfit("its pictures are not of one size.");
        }
    }
    return {};
}

ByteTensor picturesTensor(const std::vector<PreviewPicture>& pictures) {
    std::vector<std::uint8_t> bytes;
    for (const PreviewPicture& picture : pictures) {
        bytes.insert(bytes.end(), picture.rgb.begin(), picture.rgb.end());
    }
    return makeByteTensor(
        DType::U8, {std::ssize(pictures), pictures.front().height, pictures.front().width, 3},
        std::move(bytes));
}

std::vector<PreviewPicture> picturesOf(const ByteTensor& tensor) {
    std::vector<PreviewPicture> pictures;
    for (std::int64_t i = 0; i < tensor.shape[0]; ++i) {
        PreviewPicture picture{
            static_cast<int>(tensor.shape[2]), static_cast<int>(tensor.shape[1]), {}};
        const auto size = static_cast<std::ptrdiff_t>(3) * picture.width * picture.height;
        const auto first = tensor.bytes.begin() + i * size;
        picture.rgb.assign(first, first + size);
        pictures.push_back(std::move(picture));
    }
    return pictures;
}

} // namespace

Status writePreviewSubjects(const fs::path& folder, const PreviewSubjects& subjects) {
    if (const Status fits = checkSubjects(subjects); !fits) {
        return fits;
    }
    TensorFile file;
    file.metadata["format"] = "maquette-preview-subjects-1";
    file.metadata["names"] = nlohmann::json(subjects.names).dump();
    using Indices = Eigen::Matrix<std::int64_t, Eigen::Dynamic, 3, Eigen::RowMajor>;
    file.tensors["triangles"] =
        matrixTensor(DType::I64, Indices(subjects.triangles.cast<std::int64_t>()));
    file.tensors["mean"] = matrixTensor(DType::F32, subjects.mean);
    if (!subjects.truth.empty()) {
        file.tensors["truth"] = offsetsOf(subjects.truth, subjects.mean);
    }
    if (!subjects.pictures.empty()) {
        file.tensors["pictures"] = picturesTensor(subjects.pictures);
    }
    return writeSafetensors(folder / kSubjects, file);
}

Result<PreviewSubjects> readPreviewSubjects(const fs::path& folder) {
    const fs::path path = folder / kSubjects;
    const auto file = readSafetensors(path);
    if (!file) {
        return fail(file.error());
    }
    const auto text = file->metadata.find("names");
    const auto names = text == file->metadata.end()
                           ? nlohmann::json()
                           : nlohmann::json::parse(text->second, nullptr, false);
    const ByteTensor* triangles = find(*file, "triangles", DType::I64, {-1, 3});
    const ByteTensor* mean = find(*file, "mean", DType::F32, {-1, 3});
    const bool areNames = names.is_array() && std::ranges::all_of(names, [](const auto& name) {
                              return name.is_string();
                          });
    if (!areNames || triangles == nullptr || mean == nullptr) {
        return damaged(path);
    }
    PreviewSubjects subjects;
    subjects.names = names.get<std::vector<std::string>>();
    subjects.mean.resize(mean->shape[0], 3);
    std::memcpy(subjects.mean.data(), mean->bytes.data(), mean->bytes.size());
    Eigen::Matrix<std::int64_t, Eigen::Dynamic, 3, Eigen::RowMajor> rows(triangles->shape[0], 3);
    std::memcpy(rows.data(), triangles->bytes.data(), triangles->bytes.size());
    if (rows.size() > 0 && (rows.minCoeff() < 0 || rows.maxCoeff() >= subjects.mean.rows())) {
        return damaged(path);
    }
    subjects.triangles = rows.cast<int>();
    const auto count = std::ssize(subjects.names);
    if (const auto* truth = find(*file, "truth", DType::F16, {count, subjects.mean.rows(), 3})) {
        subjects.truth = shapesOf(*truth, subjects.mean);
    }
    if (const auto* pictures = find(*file, "pictures", DType::U8, {count, -1, -1, 3})) {
        subjects.pictures = picturesOf(*pictures);
    }
    return subjects;
}

Status writePreviewStep(const fs::path& folder, const PreviewSubjects& subjects,
                        const PreviewStep& step) {
    const bool fits = step.shapes.size() == subjects.names.size() &&
                      step.errors.size() == step.shapes.size() &&
                      std::ranges::all_of(step.shapes, [&](const Points& shape) {
                          return shape.rows() == subjects.mean.rows();
                      });
    if (!fits) {
        return misfit("its shapes do not fit the subjects.");
    }
    TensorFile file;
    file.metadata["format"] = "maquette-preview-1";
    file.tensors["shapes"] = offsetsOf(step.shapes, subjects.mean);
    file.tensors["errors_mm"] =
        makeByteTensor(DType::F32, {std::ssize(step.errors)}, std::vector<float>(step.errors));
    return writeSafetensors(fileOf(folder, step.step), file);
}

Result<PreviewStep> readPreviewStep(const fs::path& folder, const PreviewSubjects& subjects,
                                    std::int64_t step) {
    const fs::path path = fileOf(folder, step);
    const auto file = readSafetensors(path);
    if (!file) {
        return fail(file.error());
    }
    const auto count = std::ssize(subjects.names);
    const ByteTensor* shapes = find(*file, "shapes", DType::F16, {count, subjects.mean.rows(), 3});
    const ByteTensor* errors = find(*file, "errors_mm", DType::F32, {count});
    if (shapes == nullptr || errors == nullptr) {
        return damaged(path);
    }
    PreviewStep preview{step, shapesOf(*shapes, subjects.mean), {}};
    preview.errors.resize(static_cast<std::size_t>(count));
    std::memcpy(preview.errors.data(), errors->bytes.data(), errors->bytes.size());
    return preview;
}

std::vector<std::int64_t> previewSteps(const fs::path& folder) {
    std::vector<std::int64_t> steps;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        if (const auto step = stepOf(entry->path())) {
            steps.push_back(*step);
        }
    }
    std::ranges::sort(steps);
    return steps;
}

void cutPreviews(const fs::path& folder, std::int64_t step) {
    for (const std::int64_t other : previewSteps(folder)) {
        if (other > step) {
            std::error_code ignored; // it is written over later
            fs::remove(fileOf(folder, other), ignored);
        }
    }
}

} // namespace maquette
