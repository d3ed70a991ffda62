// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/slider_list.h"

#include "core/data/compressed_file.h"
#include "core/data/macro_rules.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace maquette {
namespace {

using Names = std::set<std::string>;

struct Opposites {
    std::string negative;
    std::string positive;
    std::string before; ///< what must come before either word
};

const std::array<Opposites, 9>& oppositeWords() {
    static const std::array<Opposites, 9> words = {{{"decr", "incr", ""},
                                                    {"down", "up", ""},
                                                    {"in", "out", ""},
                                                    {"backward", "forward", ""},
                                                    {"concave", "convex", ""},
                                                    {"compress", "uncompress", ""},
                                                    {"square", "round", "ear-shape-"},
                                                    {"pointed", "triangle", "ear-shape-"},
                                                    {"l", "r", ""}}};
    return words;
}

/// "ears/l-ear-lobe" -> "ears/r-ear-lobe" and back; empty when the name has no side.
std::string otherSide(const std::string& name) {
    const std::size_t start = name.find('/') + 1;
    if (name.compare(start, 2, "l-") != 0 && name.compare(start, 2, "r-") != 0) {
        return {};
    }
    std::string other = name;
    other[start] = name[start] == 'l' ? 'r' : 'l';
    return other;
}

Slider pairedSlider(const std::string& stem, const Opposites& words) {
    Slider slider;
    slider.name = stem + words.negative + "-" + words.positive;
    slider.minimum = -1.0;
    slider.negative = stem + words.negative;
    slider.positive = stem + words.positive;
    return slider;
}

Slider singleSlider(const std::string& target) {
    Slider slider;
    slider.name = target;
    slider.positive = target;
    return slider;
}

/// The slider of the pair that @p target belongs to, or of the target alone.
Slider sliderFor(const std::string& target, const Names& locals) {
    const std::size_t cut = target.rfind('-') + 1;
    const std::string stem = target.substr(0, cut);
    const std::string word = target.substr(cut);
    for (const Opposites& words : oppositeWords()) {
        const bool isOneOfThem = word == words.negative || word == words.positive;
        if (isOneOfThem && stem.ends_with(words.before) && locals.contains(stem + words.negative) &&
            locals.contains(stem + words.positive)) {
            return pairedSlider(stem, words);
        }
    }
    return singleSlider(target);
}

void linkMirrors(std::vector<Slider>& sliders) {
    Names names;
    for (const Slider& slider : sliders) {
        names.insert(slider.name);
    }
    for (Slider& slider : sliders) {
        const std::string other = otherSide(slider.name);
        if (names.contains(other)) {
            slider.mirror = other;
        }
    }
}

} // namespace

std::vector<Slider> makeSliders(const std::vector<std::string>& targetNames) {
    const Names macros(macroTargetNames().begin(), macroTargetNames().end());
    Names locals;
    for (const std::string& name : targetNames) {
        if (!macros.contains(name) && !name.starts_with("macrodetails/")) {
            locals.insert(name);
        }
    }
    std::map<std::string, Slider> byName;
    for (const std::string& target : locals) {
        Slider slider = sliderFor(target, locals);
        byName.emplace(slider.name, slider);
    }
    std::vector<Slider> sliders;
    for (auto& [name, slider] : byName) {
        sliders.push_back(std::move(slider));
    }
    linkMirrors(sliders);
    return sliders;
}

Status checkSliderIndex(const LibraryFiles& files) {
    if (!files.sliderIndex) {
        return {};
    }
    const Result<std::string> text = readLibraryText(*files.sliderIndex);
    if (!text) {
        return fail(text.error());
    }
    Names present;
    for (const LibraryFiles::Named& target : files.targets) {
        present.insert(target.name);
    }
    try {
        const nlohmann::json index = nlohmann::json::parse(*text);
        for (const auto& [folder, content] : index.items()) {
            for (const nlohmann::json& category : content.at("categories")) {
                for (const std::string target : category.at("targets")) {
                    const std::string name = folder + "/" + target;
                    if (!isGenitalName(name) && !present.contains(name)) {
                        return missingLibraryFile(files.sliderIndex->parent_path() /
                                                  (name + ".target.gz"));
                    }
                }
            }
        }
    } catch (const nlohmann::json::exception&) {
        return damagedLibraryFile(*files.sliderIndex, "it is not a list of slider categories");
    }
    return {};
}

} // namespace maquette
