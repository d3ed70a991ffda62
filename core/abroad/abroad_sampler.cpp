// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/abroad/abroad_sampler.h"

#include "core/data/sampler.h"

#include <algorithm>

namespace maquette {
namespace {

constexpr double kFurthest = 0.04; ///< metres that a slider may move a vertex

MacroParameters sampleMacroAbroad(Random& random) {
    MacroParameters macro;
    macro.gender = random.uniform();
    macro.age = random.uniform(14.0, 80.0);
    macro.muscle = random.uniform();
    macro.weight = random.uniform();
    macro.height = random.uniform();
    macro.proportions = random.uniform();
    macro.cupSize = random.uniform();
    macro.firmness = random.uniform();
    macro.african = random.uniform();
    macro.asian = random.uniform();
    macro.caucasian = random.uniform();
    return macro;
}

void pushSlider(const Library& library, const Slider& slider, Random& random,
                std::map<std::string, double>& values) {
    const double size =
        random.uniform(0.5, 1.0) * std::min(1.0, kFurthest / sliderReach(library, slider));
    const double value = slider.minimum < 0.0 && random.chance(0.5) ? -size : size;
    values[slider.name] = value;
    if (!slider.mirror.empty()) {
        values[slider.mirror] = value;
    }
}

} // namespace

CharacterParameters sampleAbroad(const Library& library, Random& random) {
    CharacterParameters character;
    character.macro = sampleMacroAbroad(random);
    const std::vector<Slider>& sliders = library.sliders();
    const int count = 4 + random.below(9);
    for (int i = 0; i < count; ++i) {
        pushSlider(library, sliders[random.below(static_cast<int>(sliders.size()))], random,
                   character.sliders);
    }
    return character;
}

} // namespace maquette
