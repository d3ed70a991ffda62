// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/macro_rules.h"

#include <algorithm>
#include <cmath>

namespace maquette {
namespace {

/// One value of a factor and its weight for a character.
struct Level {
    std::string name;
    double weight = 0.0;
};
using Factor = std::vector<Level>;

struct Factors {
    Factor ethnicity;
    Factor gender;
    Factor age;
    Factor muscle;
    Factor weight;
    Factor height;      ///< without the average level, which has no target
    Factor proportions; ///< likewise
    Factor cup;
    Factor firmness;
};

/// Weights of the levels at 0, 0.5 and 1.
std::array<double, 3> threeWay(double value) {
    const double x = std::clamp(value, 0.0, 1.0);
    const double low = std::max(0.0, 1.0 - 2.0 * x);
    const double high = std::max(0.0, 2.0 * x - 1.0);
    return {low, 1.0 - low - high, high};
}

Factor threeLevels(double value, const std::string& what) {
    const auto [low, middle, high] = threeWay(value);
    return {{"min" + what, low}, {"average" + what, middle}, {"max" + what, high}};
}

Factor twoLevels(double value, const char* lowName, const char* highName) {
    const std::array<double, 3> weights = threeWay(value);
    return {{lowName, weights[0]}, {highName, weights[2]}};
}

Factor ageLevels(double years) {
    const std::array<const char*, 4> names = {"baby", "child", "young", "old"};
    const std::array<double, 4> corners = {1.0, 10.0, 25.0, 90.0};
    const double age = std::clamp(years, corners.front(), corners.back());
    Factor levels;
    for (const char* name : names) {
        levels.push_back({name, 0.0});
    }
    std::size_t i = 0;
    while (i + 2 < corners.size() && age > corners[i + 1]) {
        ++i;
    }
    levels[i + 1].weight = (age - corners[i]) / (corners[i + 1] - corners[i]);
    levels[i].weight = 1.0 - levels[i + 1].weight;
    return levels;
}

Factor ethnicityLevels(const MacroParameters& macro) {
    Factor levels = {{"african", std::max(0.0, macro.african)},
                     {"asian", std::max(0.0, macro.asian)},
                     {"caucasian", std::max(0.0, macro.caucasian)}};
    const double sum = levels[0].weight + levels[1].weight + levels[2].weight;
    for (Level& level : levels) {
        level.weight = sum > 0.0 ? level.weight / sum : 1.0 / 3.0;
    }
    return levels;
}

Factors factorsOf(const MacroParameters& macro) {
    const double male = std::clamp(macro.gender, 0.0, 1.0);
    return {ethnicityLevels(macro),
            {{"female", 1.0 - male}, {"male", male}},
            ageLevels(macro.age),
            threeLevels(macro.muscle, "muscle"),
            threeLevels(macro.weight, "weight"),
            twoLevels(macro.height, "minheight", "maxheight"),
            twoLevels(macro.proportions, "uncommonproportions", "idealproportions"),
            threeLevels(macro.cupSize, "cup"),
            threeLevels(macro.firmness, "firmness")};
}

/// Appends one target for every combination of levels; names are joined by hyphens.
void combine(const std::string& prefix, const std::vector<const Factor*>& factors,
             std::vector<WeightedTarget>& targets) {
    std::vector<WeightedTarget> partial = {{prefix, 1.0}};
    for (const Factor* factor : factors) {
        std::vector<WeightedTarget> longer;
        longer.reserve(partial.size() * factor->size());
        for (const WeightedTarget& start : partial) {
            for (const Level& level : *factor) {
                const char* hyphen = start.name.ends_with('/') ? "" : "-";
                longer.push_back({start.name + hyphen + level.name, start.weight * level.weight});
            }
        }
        partial = std::move(longer);
    }
    targets.insert(targets.end(), partial.begin(), partial.end());
}

Factor withoutUnused(Factor factor) {
    std::erase_if(factor, [](const Level& level) { return level.weight <= 0.0; });
    return factor;
}

Factor only(const Factor& factor, std::initializer_list<const char*> names) {
    Factor kept = factor;
    std::erase_if(kept, [&](const Level& level) {
        return std::find(names.begin(), names.end(), level.name) == names.end();
    });
    return kept;
}

/// MakeHuman's files: no proportions for babies, breasts for females past infancy only, and no
/// breast target for the average of both factors.
std::vector<WeightedTarget> combineAll(const Factors& f) {
    std::vector<WeightedTarget> targets;
    const Factor pastInfancy = only(f.age, {"child", "young", "old"});
    const Factor female = only(f.gender, {"female"});
    combine("macrodetails/", {&f.ethnicity, &f.gender, &f.age}, targets);
    combine("macrodetails/universal", {&f.gender, &f.age, &f.muscle, &f.weight}, targets);
    combine("macrodetails/height/", {&f.gender, &f.age, &f.muscle, &f.weight, &f.height}, targets);
    combine("macrodetails/proportions/",
            {&f.gender, &pastInfancy, &f.muscle, &f.weight, &f.proportions}, targets);
    combine("breast/", {&female, &pastInfancy, &f.muscle, &f.weight, &f.cup, &f.firmness}, targets);
    std::erase_if(targets, [](const WeightedTarget& target) {
        return target.name.ends_with("averagecup-averagefirmness");
    });
    return targets;
}

} // namespace

const std::vector<std::string>& macroTargetNames() {
    static const std::vector<std::string> names = [] {
        std::vector<std::string> result;
        for (const WeightedTarget& target : combineAll(factorsOf({}))) {
            result.push_back(target.name);
        }
        return result;
    }();
    return names;
}

std::vector<WeightedTarget> macroWeights(const MacroParameters& macro) {
    Factors factors = factorsOf(macro);
    for (Factor* factor :
         {&factors.ethnicity, &factors.gender, &factors.age, &factors.muscle, &factors.weight,
          &factors.height, &factors.proportions, &factors.cup, &factors.firmness}) {
        *factor = withoutUnused(std::move(*factor));
    }
    return combineAll(factors);
}

Status checkMacroParameters(const MacroParameters& macro) {
    struct Range {
        const char* name;
        double value, lowest, highest;
    };
    for (const Range& range :
         {Range{"gender", macro.gender, 0, 1}, Range{"age", macro.age, 1, 90},
          Range{"muscle", macro.muscle, 0, 1}, Range{"weight", macro.weight, 0, 1},
          Range{"height", macro.height, 0, 1}, Range{"proportions", macro.proportions, 0, 1},
          Range{"cup size", macro.cupSize, 0, 1}, Range{"firmness", macro.firmness, 0, 1},
          Range{"african", macro.african, 0, 1}, Range{"asian", macro.asian, 0, 1},
          Range{"caucasian", macro.caucasian, 0, 1}}) {
        if (!(range.value >= range.lowest && range.value <= range.highest)) {
            return fail(ErrorCode::InvalidArgument,
                        std::string("The parameter ") + range.name + " is " +
                            std::to_string(range.value) + "; it must lie between " +
                            std::to_string(static_cast<int>(range.lowest)) + " and " +
                            std::to_string(static_cast<int>(range.highest)) + ".");
        }
    }
    return {};
}

} // namespace maquette
