// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Distributions. They are a judgement of what people look like, not a survey:
//
//   gender       nine in ten near an end: a Beta(1,9) step from 0 or 1; one in ten uniform
//   age          minimum + span * Beta(1.3,2): all ages, the young more often
//   weight       normal(0.5, 0.18)
//   height       normal(0.5, 0.055), 0.165 more at 16: MakeHuman's people grow until 25
//   muscle       normal(0.42 + 0.16 gender, 0.16)
//   proportions  normal(0.6, 0.18)        cup size     normal(0.5, 0.2)
//   firmness     normal(0.6 - 0.3 (age - 16) / 70, 0.13)
//   extreme builds  instead of the normals above: Beta(0.8, 0.8)
//   ethnicity    Dirichlet(0.6, 0.6, 0.6): mostly one, often mixed
//   sliders      normal(0, localSpread * damping), those of the head with faceSpread; sides share
//                it, each adds a fifth of it
//   both spreads  times 1 + uniform(-1, 1) * spreadVariation, once a person
//   sparse characters  instead of these sliders 3 to 14, each at 0.3 … 1 of what moves a vertex by
//                45 mm; gender uniform
//   shapes of the head (sliders without an opposite): one character in five has one
//
// Normals are drawn again until they lie in the parameter's range, so nothing piles up at its
// ends.
#include "core/data/sampler.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette {
namespace {

constexpr double kSideAsymmetry = 0.2;   // of a slider's sigma
constexpr double kHeadShapeChance = 0.2; // that a character has one at all
constexpr double kExtremes = 0.8;        // both parameters of the Beta of extreme builds
constexpr double kOneSided = 0.1;        // chance that a sparse slider leaves the other side alone
constexpr double kSparseReach = 0.045; // metres that a sparse character's slider may move vertices

double normalWithin(Random& random, double mean, double sigma, double lowest, double highest) {
    double value = random.normal(mean, sigma);
    while (value < lowest || value > highest) {
        value = random.normal(mean, sigma);
    }
    return value;
}

double share(Random& random, double mean, double sigma) {
    return normalWithin(random, mean, sigma, 0.0, 1.0);
}

double sampleGender(Random& random) {
    if (random.chance(0.1)) {
        return random.uniform();
    }
    const double step = random.beta(1.0, 9.0);
    return random.chance(0.5) ? step : 1.0 - step;
}

/// With this mean a 16-year-old is as tall as an adult. It falls linearly to 0.5 at 10 and 25.
double meanHeight(double age) {
    const double atSixteen = 0.165;
    const double part = age < 16.0 ? (age - 10.0) / 6.0 : (25.0 - age) / 9.0;
    return 0.5 + atSixteen * std::max(0.0, part);
}

/// Extra damping of sliders whose far values are rare or odd on people.
double oddness(const std::string& name) {
    struct Rule {
        const char* part;
        double factor;
    };
    static const std::array<Rule, 19> rules = {{{"pregnant", 0.1},
                                                {"nipple", 0.2},
                                                {"breast-point", 0.2},
                                                {"ear-shape", 0.2},
                                                {"ear-wing", 0.6},
                                                {"head-angle", 0.2},
                                                {"head-age", 0.3},
                                                {"nubian", 0.3},
                                                {"head-trans", 0.2},
                                                {"neck-trans", 0.3},
                                                {"torso-trans", 0.2},
                                                {"hip-trans", 0.2},
                                                {"foot-trans", 0.2},
                                                {"hand-trans", 0.2},
                                                {"fingers-distance", 0.3},
                                                {"leg-valgus", 0.5},
                                                {"septumangle", 0.5},
                                                {"asym/", 0.5},
                                                {"measure-", 0.6}}};
    double factor = 1.0;
    for (const Rule& rule : rules) {
        if (name.find(rule.part) != std::string::npos) {
            factor = std::min(factor, rule.factor);
        }
    }
    return factor;
}

bool isOfHead(const Slider& slider) {
    static const std::array<const char*, 9> groups = {
        "cheek/", "chin/", "ears/", "eyebrows/", "eyes/", "forehead/", "head/", "mouth/", "nose/"};
    return std::any_of(groups.begin(), groups.end(),
                       [&](const char* group) { return slider.name.starts_with(group); });
}

double sigmaOf(const Library& library, const Slider& slider, const SamplerOptions& options) {
    const double reach = sliderReach(library, slider);
    const double spread = isOfHead(slider) ? options.faceSpread : options.localSpread;
    return spread * oddness(slider.name) * std::min(1.0, options.undampedReach / reach);
}

/// One slider, or a pair of sides at once.
void sampleSlider(const Library& library, const Slider& slider, const SamplerOptions& options,
                  Random& random, std::map<std::string, double>& values) {
    const double sigma = sigmaOf(library, slider, options);
    const double value = normalWithin(random, 0.0, sigma, slider.minimum, slider.maximum);
    if (slider.mirror.empty()) {
        values[slider.name] = value;
        return;
    }
    for (const std::string& name : {slider.name, slider.mirror}) {
        values[name] = std::clamp(value + random.normal(0.0, kSideAsymmetry * sigma),
                                  slider.minimum, slider.maximum);
    }
}

void sampleHeadShape(const std::vector<const Slider*>& shapes, double spread, Random& random,
                     std::map<std::string, double>& values) {
    if (!shapes.empty() && random.chance(kHeadShapeChance)) {
        const Slider& shape = *shapes[random.below(static_cast<int>(shapes.size()))];
        values[shape.name] = normalWithin(random, 0.0, spread, 0.0, 1.0);
    }
}

/// All sliders, each near zero.
void sampleSliders(const Library& library, const SamplerOptions& population, Random& random,
                   std::map<std::string, double>& values) {
    SamplerOptions options = population;
    if (population.spreadVariation > 0.0) {
        const double own = 1.0 + random.uniform(-1.0, 1.0) * population.spreadVariation;
        options.localSpread *= own;
        options.faceSpread *= own;
    }
    std::vector<const Slider*> headShapes;
    for (const Slider& slider : library.sliders()) {
        const bool isSecondSide = !slider.mirror.empty() && slider.mirror < slider.name;
        if (slider.minimum >= 0.0) {
            headShapes.push_back(&slider);
        } else if (!isSecondSide) {
            sampleSlider(library, slider, options, random, values);
        }
    }
    sampleHeadShape(headShapes, options.faceSpread, random, values);
}

/// A few sliders, some of one side only, far from zero.
void sampleSparseSliders(const Library& library, Random& random,
                         std::map<std::string, double>& values) {
    const std::vector<Slider>& all = library.sliders();
    const int count = 3 + random.below(12);
    for (int i = 0; i < count; ++i) {
        const Slider& slider = all[random.below(static_cast<int>(all.size()))];
        const double most = std::min(1.0, kSparseReach / sliderReach(library, slider)) *
                            std::sqrt(oddness(slider.name));
        const double size = random.uniform(0.3, 1.0) * most;
        const double value = random.chance(0.5) ? size : std::max(-size, slider.minimum);
        values[slider.name] = value;
        if (!slider.mirror.empty() && !random.chance(kOneSided)) {
            values[slider.mirror] = value;
        }
    }
}

} // namespace

double sliderReach(const Library& library, const Slider& slider) {
    double squared = 0.0;
    for (const std::string& name : {slider.negative, slider.positive}) {
        if (const Target* target = name.empty() ? nullptr : library.target(name)) {
            const double furthest = target->offsets.rowwise().squaredNorm().maxCoeff();
            squared = std::max(squared, furthest);
        }
    }
    return std::sqrt(squared);
}

SamplerOptions trainingSampler() {
    SamplerOptions options;
    options.minimumAge = 1.0;
    options.maximumAge = 90.0;
    options.extremeBuilds = true;
    options.localSpread = 0.15;
    options.faceSpread = 0.2;
    options.spreadVariation = 0.5;
    options.undampedReach = 0.03;
    options.sparseShare = 0.25;
    return options;
}

MacroParameters sampleMacro(Random& random, const SamplerOptions& options) {
    MacroParameters macro;
    macro.gender = sampleGender(random);
    macro.age =
        options.minimumAge + (options.maximumAge - options.minimumAge) * random.beta(1.3, 2.0);
    const auto spread = [&](double mean, double sigma) {
        return options.extremeBuilds ? random.beta(kExtremes, kExtremes)
                                     : share(random, mean, sigma);
    };
    macro.muscle = spread(0.42 + 0.16 * macro.gender, 0.16);
    macro.weight = spread(0.5, 0.18);
    macro.height = spread(meanHeight(macro.age), 0.055);
    macro.proportions = spread(0.6, 0.18);
    macro.cupSize = spread(0.5, 0.2);
    macro.firmness = spread(0.6 - 0.3 * (macro.age - 16.0) / 70.0, 0.13);
    const std::vector<double> mix = random.dirichlet({0.6, 0.6, 0.6});
    macro.african = mix[0];
    macro.asian = mix[1];
    macro.caucasian = mix[2];
    return macro;
}

std::map<std::string, double> sampleExpression(const Library& library, Random& random) {
    constexpr double kStrongest = 0.4;
    const std::vector<std::string>& units = library.facialUnitNames();
    std::map<std::string, double> values;
    const int count = units.empty() ? 0 : random.below(4);
    for (int i = 0; i < count; ++i) {
        const std::string& unit = units[random.below(static_cast<int>(units.size()))];
        const double value = random.uniform(0.0, kStrongest);
        values[unit] = value;
        std::string other = unit;
        if (const std::size_t left = other.rfind("Left"); left != std::string::npos) {
            other.replace(left, 4, "Right");
        } else if (const std::size_t right = other.rfind("Right"); right != std::string::npos) {
            other.replace(right, 5, "Left");
        }
        // A jaw or mouth that moves to a side, or a gaze, is no pair.
        const bool isPair = other != unit && unit.find("jaw") != 0 && unit != "mouthLeft" &&
                            unit != "mouthRight" && !unit.starts_with("eyeLook");
        if (isPair && std::find(units.begin(), units.end(), other) != units.end()) {
            values[other] = value;
        }
    }
    return values;
}

CharacterParameters sampleCharacter(const Library& library, Random& random,
                                    const SamplerOptions& options) {
    CharacterParameters character;
    character.macro = sampleMacro(random, options);
    if (options.sparseShare > 0.0 && random.chance(options.sparseShare)) {
        character.macro.gender = random.uniform();
        sampleSparseSliders(library, random, character.sliders);
    } else {
        sampleSliders(library, options, random, character.sliders);
    }
    if (options.facialExpression) {
        character.facialUnits = sampleExpression(library, random);
    }
    return character;
}

} // namespace maquette
