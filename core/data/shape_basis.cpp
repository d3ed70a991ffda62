// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/shape_basis.h"

#include "core/data/macro_modes_cache.h"

#include <Eigen/Cholesky>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace maquette {
namespace {

using Block = ShapeBasis::Block;

template <std::size_t N>
bool containsAny(const std::string& name, const std::array<const char*, N>& words) {
    return std::any_of(words.begin(), words.end(),
                       [&](const char* word) { return name.find(word) != std::string::npos; });
}

/// The block of a slider that a fit may move; nothing for the others.
///
/// Left out are sliders that a photo does not show (navel, eye bags, septum, shapes of the ear),
/// that a pose explains as well (translations of torso, hip, head, feet; spread fingers) and, of
/// the asymmetries, ears, breast and trunk.
std::optional<Block> blockOf(const Slider& slider) {
    static const std::array<const char*, 11> bodyFolders = {"arms", "legs",    "hip",      "torso",
                                                            "neck", "stomach", "buttocks", "pelvis",
                                                            "feet", "hands",   "breast"};
    static const std::array<const char*, 9> faceFolders = {
        "head", "forehead", "eyebrows", "eyes", "nose", "mouth", "cheek", "chin", "ears"};
    static const std::array<const char*, 6> notBody = {
        "navel", "foot-trans", "fingers-dist", "torso-trans", "hip-trans", "neck-trans-in"};
    static const std::array<const char*, 6> notFace = {
        "ear-shape", "nose-septum", "bag", "head-trans", "eyefold", "chin-triangle"};
    const std::string& name = slider.name;
    const std::string folder = name.substr(0, name.find('/'));
    const auto isIn = [&](const auto& folders) {
        return std::find(folders.begin(), folders.end(), folder) != folders.end();
    };
    if (isIn(bodyFolders) && !containsAny(name, notBody)) {
        return Block::Body;
    }
    if (isIn(faceFolders) && !containsAny(name, notFace)) {
        return Block::Face;
    }
    if (name.starts_with("asym/asym-") && !name.starts_with("asym/asym-ear")) {
        return Block::Asymmetry;
    }
    return std::nullopt;
}

/// Adds half the way from the slider's one end to the other; all of it for a slider from 0.
void addSlider(const Library& library, const Slider& slider, Points& direction) {
    const float half = slider.negative.empty() ? 1.0F : 0.5F;
    library.target(slider.positive)->addTo(direction, half);
    if (!slider.negative.empty()) {
        library.target(slider.negative)->addTo(direction, -half);
    }
}

void append(ShapeBasis& basis, Block block, std::string name, Points direction) {
    basis.blocks.push_back(block);
    basis.names.push_back(std::move(name));
    basis.directions.push_back(std::move(direction));
}

/// "arms/l-upperarm-fat-decr-incr" -> "arms/upperarm-fat-decr-incr".
std::string withoutSide(std::string name) {
    return name.erase(name.find('/') + 1, 2);
}

void appendSliders(const Library& library, Block block, ShapeBasis& basis) {
    std::map<std::string, const Slider*> byName;
    for (const Slider& slider : library.sliders()) {
        byName.emplace(slider.name, &slider);
    }
    for (const Slider& slider : library.sliders()) {
        const bool isRight = !slider.mirror.empty() && slider.mirror < slider.name;
        if (isRight || blockOf(slider) != block) {
            continue;
        }
        Points direction = Points::Zero(kTemplateVertices, 3);
        addSlider(library, slider, direction);
        if (!slider.mirror.empty()) {
            addSlider(library, *byName.at(slider.mirror), direction);
        }
        append(basis, block, slider.mirror.empty() ? slider.name : withoutSide(slider.name),
               std::move(direction));
    }
}

/// Gaze turns the eyeballs and the tongue is not seen: neither shapes a face.
void appendFacialUnits(const Library& library, ShapeBasis& basis) {
    for (const std::string& name : library.facialUnitNames()) {
        if (!name.starts_with("eyeLook") && name != "tongueOut") {
            Points direction = Points::Zero(kTemplateVertices, 3);
            library.target("faceunits/" + name)->addTo(direction, 1.0F);
            append(basis, Block::FacialUnit, name, std::move(direction));
        }
    }
}

/// Mean and covariance of the rows that @p chosen says.
template <typename Chosen>
ShapeBasis::Gaussian gaussianOf(const Eigen::MatrixXd& scores, Chosen chosen) {
    std::vector<Eigen::Index> rows;
    for (Eigen::Index i = 0; i < scores.rows(); ++i) {
        if (chosen(i)) {
            rows.push_back(i);
        }
    }
    Eigen::MatrixXd group = scores(rows, Eigen::all);
    ShapeBasis::Gaussian result;
    result.mean = group.colwise().mean();
    group.rowwise() -= result.mean.transpose();
    result.covariance = group.transpose() * group / static_cast<double>(group.rows());
    return result;
}

/// Fisher's linear discriminant with equal priors (Bishop, Pattern Recognition and Machine
/// Learning, section 4.2.1).
void fitGender(ShapeBasis& basis) {
    const Eigen::MatrixXd pooled = (basis.female.covariance + basis.male.covariance) / 2.0;
    basis.genderDirection = pooled.ldlt().solve(basis.male.mean - basis.female.mean);
    basis.genderOffset = -0.5 * basis.genderDirection.dot(basis.male.mean + basis.female.mean);
}

void appendMacros(MacroModes modes, ShapeBasis& basis) {
    basis.mean = std::move(modes.mean);
    for (std::size_t k = 0; k < modes.directions.size(); ++k) {
        append(basis, Block::Macro, "macro" + std::to_string(k), std::move(modes.directions[k]));
    }
    const std::vector<double>& genders = modes.genders;
    basis.female = gaussianOf(modes.scores, [&](Eigen::Index i) { return genders[i] < 0.5; });
    basis.male = gaussianOf(modes.scores, [&](Eigen::Index i) { return genders[i] > 0.5; });
    basis.any = gaussianOf(modes.scores, [](Eigen::Index) { return true; });
    fitGender(basis);
}

Status checkOptions(const ShapeBasisOptions& options) {
    if (options.macroModes < 1 || options.macroModes > 64) {
        return fail(ErrorCode::InvalidArgument, "The number of macro modes is " +
                                                    std::to_string(options.macroModes) +
                                                    "; it must lie between 1 and 64.");
    }
    if (options.samples < 100 || options.samples > 100000) {
        return fail(ErrorCode::InvalidArgument, "The number of macro samples is " +
                                                    std::to_string(options.samples) +
                                                    "; it must lie between 100 and 100000.");
    }
    return {};
}

} // namespace

int ShapeBasis::countOf(Block block) const {
    return static_cast<int>(std::count(blocks.begin(), blocks.end(), block));
}

Points ShapeBasis::shape(const Eigen::VectorXd& coefficients) const {
    Points result = mean;
    const Eigen::Index count = std::min<Eigen::Index>(coefficients.size(), size());
    for (Eigen::Index k = 0; k < count; ++k) {
        if (coefficients[k] != 0.0) {
            result += static_cast<float>(coefficients[k]) * directions[k];
        }
    }
    return result;
}

double ShapeBasis::estimateGender(const Eigen::VectorXd& macro) const {
    const double score = genderDirection.dot(macro.head(genderDirection.size())) + genderOffset;
    return 1.0 / (1.0 + std::exp(-score));
}

Result<ShapeBasis> makeShapeBasis(const Library& library, const ShapeBasisOptions& options) {
    if (const Status status = checkOptions(options); !status) {
        return fail(status.error());
    }
    Result<MacroModes> modes = macroModes(library, options);
    if (!modes) {
        return fail(modes.error());
    }
    ShapeBasis basis;
    appendMacros(std::move(*modes), basis);
    appendSliders(library, Block::Body, basis);
    appendSliders(library, Block::Face, basis);
    appendSliders(library, Block::Asymmetry, basis);
    appendFacialUnits(library, basis);
    return basis;
}

} // namespace maquette
