// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/synthesis/outfit.h"

#include "core/synthesis/noise.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace maquette {
namespace {

using Eigen::Vector3f;

/// Metres outside a round neck hole; @p open widens it, @p vDepth cuts a V into its front.
float belowNeckline(const Vector3f& p, float open, float vDepth) {
    constexpr float kRadius = 0.066F; // of a crew neck, seen from above
    const float radius = std::hypot(p.x(), p.z() - 0.020F);
    float below = radius - kRadius - open + 2.0F * std::max(0.0F, 0.47F - p.y());
    if (vDepth > 0.0F && p.z() > 0.0F) {
        const float v = 0.535F - vDepth + 1.9F * std::abs(p.x()) - p.y();
        below = std::min(below, v * 0.6F);
    }
    constexpr float kCollarTop = 0.592F; // the neck hole is round for the neck only
    return std::min(below, kCollarTop - p.y());
}

/// Metres inside a sleeve that ends at @p end (see BodyPlace::armPlace); large off the arms.
float insideSleeve(const BodyPlace& place, float end) {
    if (place.arm < 0.02F) {
        return 1.0F;
    }
    return (end - place.armPlace) * 0.235F + 0.3F * (1.0F - smoothStep(0.0F, 0.5F, place.arm));
}

/// Arms hang beside the hips: a hem across the trunk must not cut them.
float aboveHem(const BodyPlace& place, float height) {
    return place.base.y() - height + 4.0F * smoothStep(0.3F, 0.7F, place.arm);
}

float offArms(const BodyPlace& place) {
    return 0.3F * (0.5F - place.arm);
}

/// Looser where cloth bridges: belly and back below the breast, sleeves, armpits.
float shirtEase(const BodyPlace& place, float looseness) {
    const float trunk = smoothStep(0.46F, 0.22F, place.base.y()) * (1.0F - place.arm);
    const float sleeve = smoothStep(0.15F, 0.7F, place.armPlace) * place.arm;
    const float shoulders = smoothStep(0.50F, 0.57F, place.base.y());
    return 0.003F +
           looseness * (0.35F + 0.75F * trunk + 0.55F * sleeve) * (1.0F - 0.75F * shoulders);
}

float trouserEase(const BodyPlace& place, float looseness) {
    const float leg = smoothStep(0.1F, 0.5F, place.legPlace);
    const float calf = smoothStep(1.15F, 1.9F, place.legPlace);
    const float waist = smoothStep(0.06F, 0.12F, place.base.y());
    return 0.003F + looseness * (0.3F + 0.6F * leg + 1.1F * calf) * (1.0F - 0.8F * waist);
}

Tint trouserPaint(const BodyPlace& place, float edge, const Cloth& cloth, float waist) {
    const Vector3f& p = place.base;
    Tint color = plainCloth(place, edge, cloth);
    const float x = std::abs(p.x());
    const bool front = p.z() > 0.03F;
    float line = bell(p.y(), waist - 0.038F, 0.0012F); // waistband
    if (front) {
        line = std::max(line, bell(p.x(), 0.0F, 0.0014F) * smoothStep(-0.02F, 0.0F, p.y())); // fly
        const float pocket = (x - 0.085F) - 0.75F * (waist - 0.045F - p.y());
        line = std::max(line, bell(pocket, 0.0F, 0.0014F) * smoothStep(0.02F, 0.035F, p.y()));
    } else if (p.y() > -0.02F && p.y() < 0.10F && x > 0.035F && x < 0.125F) {
        const float pocket = std::min({x - 0.04F, 0.12F - x, p.y() + 0.015F, 0.095F - p.y()});
        line = std::max(line, 0.8F * bell(pocket, 0.002F, 0.0012F));
    }
    const bool outer = place.legPlace > 0.0F && x > 0.12F + 0.03F * place.legPlace;
    if (outer) {
        line = std::max(line, 0.5F * bell(p.z(), 0.015F, 0.0013F)); // side seam
    }
    return color * (1.0F - 0.38F * std::min(1.0F, line));
}

Tint buttonPaint(const BodyPlace& place, float edge, const Cloth& cloth) {
    Tint color = plainCloth(place, edge, cloth);
    const Vector3f& p = place.base;
    if (p.z() < 0.03F || place.arm > 0.3F) {
        return color;
    }
    color *= 1.0F - 0.25F * bell(std::abs(p.x() - 0.001F), 0.014F, 0.0009F);
    const float row = std::fmod(p.y() + 1.0F, 0.075F) - 0.0375F;
    const float button = smoothStep(0.0055F, 0.0045F, std::hypot(p.x(), row));
    return color + button * (cloth.accent - color);
}

Tint shoePaint(const BodyPlace& place, float edge, const Cloth& cloth, bool sneakers) {
    const Vector3f& p = place.base;
    const float sole = smoothStep(-0.7985F, -0.8005F, p.y());
    Tint color = patternColor(place, cloth) * (1.0F - 0.2F * bell(edge, 0.008F, 0.0015F));
    if (sneakers) {
        const bool tongue = p.z() > 0.055F && p.z() < 0.125F && p.y() > -0.785F;
        const float x = std::abs(std::abs(p.x()) - 0.2198F);
        const float laces = tongue && x < 0.018F
                                ? smoothStep(0.5F, 0.7F, 0.5F + 0.5F * std::sin(p.z() * 520.0F))
                                : 0.0F;
        color += 0.8F * laces * (cloth.accent - color);
        color *= 1.0F - 0.3F * bell(p.z(), 0.135F, 0.0016F);
    }
    const Tint soleColor = sneakers ? cloth.accent : Tint(cloth.color * 0.45F);
    return color + sole * (soleColor - color);
}

Tint sampleTint(Random& random, bool bright) {
    static const std::array<Tint, 14> calm = {
        Tint{0.92F, 0.92F, 0.90F}, Tint{0.86F, 0.83F, 0.76F}, Tint{0.10F, 0.10F, 0.11F},
        Tint{0.20F, 0.21F, 0.23F}, Tint{0.45F, 0.46F, 0.48F}, Tint{0.68F, 0.69F, 0.70F},
        Tint{0.13F, 0.17F, 0.29F}, Tint{0.22F, 0.32F, 0.48F}, Tint{0.45F, 0.58F, 0.72F},
        Tint{0.34F, 0.36F, 0.24F}, Tint{0.42F, 0.30F, 0.22F}, Tint{0.40F, 0.12F, 0.15F},
        Tint{0.62F, 0.52F, 0.40F}, Tint{0.22F, 0.33F, 0.29F}};
    static const std::array<Tint, 8> vivid = {Tint{0.75F, 0.15F, 0.15F}, Tint{0.90F, 0.72F, 0.20F},
                                              Tint{0.20F, 0.55F, 0.38F}, Tint{0.16F, 0.38F, 0.72F},
                                              Tint{0.86F, 0.48F, 0.42F}, Tint{0.55F, 0.35F, 0.60F},
                                              Tint{0.92F, 0.65F, 0.70F}, Tint{0.15F, 0.58F, 0.62F}};
    Tint tint = bright ? vivid[random.below(vivid.size())] : calm[random.below(calm.size())];
    tint *= static_cast<float>(random.uniform(0.9, 1.08));
    return tint.cwiseMin(0.95F);
}

Tint mixTint(const Tint& a, const Tint& b, float share) {
    return a + share * (b - a);
}

Cloth sampleCloth(Random& random, std::initializer_list<ClothPattern> patterns) {
    Cloth cloth;
    const auto choice = static_cast<size_t>(random.below(static_cast<int>(patterns.size())));
    cloth.pattern = *(patterns.begin() + choice);
    cloth.color = sampleTint(random, random.chance(0.35));
    cloth.accent = cloth.color.mean() > 0.55F ? Tint(sampleTint(random, random.chance(0.5)) * 0.55F)
                                              : Tint(0.92F, 0.91F, 0.88F);
    cloth.scale = static_cast<float>(random.uniform(0.022, 0.055));
    cloth.roughness = static_cast<float>(random.uniform(0.75, 0.95));
    cloth.seed = static_cast<std::uint32_t>(random.bits());
    return cloth;
}

Cloth sampleDenim(Random& random) {
    Cloth cloth = sampleCloth(random, {ClothPattern::Denim});
    static const std::array<Tint, 4> blues = {Tint{0.16F, 0.22F, 0.36F}, Tint{0.28F, 0.38F, 0.54F},
                                              Tint{0.46F, 0.57F, 0.70F}, Tint{0.12F, 0.13F, 0.16F}};
    cloth.color = blues[random.below(blues.size())];
    return cloth;
}

} // namespace

Garment tShirt(const Cloth& cloth, float looseness, float sleeve, float hemHeight) {
    Garment garment;
    garment.name = "shirt";
    garment.cloth = cloth;
    const float open = sleeve < 0.2F ? 0.016F : 0.003F;
    garment.keep = [=](const BodyPlace& place) {
        return std::min({belowNeckline(place.base, open, 0.0F), insideSleeve(place, sleeve),
                         aboveHem(place, hemHeight)});
    };
    garment.ease = [=](const BodyPlace& place) { return shirtEase(place, looseness); };
    garment.folds = 0.002F + 0.36F * looseness;
    garment.relax = 6 + static_cast<int>(looseness * 1200.0F);
    return garment;
}

Garment longShirt(const Cloth& cloth, float looseness, bool buttons) {
    Garment garment = tShirt(cloth, looseness, 1.97F, 0.0F);
    garment.foldsPerMetre = 17.0F;
    if (buttons) {
        garment.keep = [](const BodyPlace& place) {
            return std::min({belowNeckline(place.base, -0.010F, 0.05F), insideSleeve(place, 1.97F),
                             aboveHem(place, 0.0F)});
        };
        garment.painter = buttonPaint;
    }
    return garment;
}

Garment trousers(const Cloth& cloth, float looseness, float hem, float waist) {
    Garment garment;
    garment.name = "trousers";
    garment.cloth = cloth;
    garment.keep = [=](const BodyPlace& place) {
        return std::min({waist - place.base.y(), (hem - place.legPlace) * 0.39F, offArms(place)});
    };
    garment.ease = [=](const BodyPlace& place) { return trouserEase(place, looseness); };
    garment.folds = 0.002F + 0.24F * looseness;
    garment.foldsPerMetre = 15.0F;
    garment.relax = 6 + static_cast<int>(looseness * 900.0F);
    garment.painter = [=](const BodyPlace& place, float edge, const Cloth& c) {
        return trouserPaint(place, edge, c, waist);
    };
    return garment;
}

Garment skirt(const Cloth& cloth, float hemHeight, float waist) {
    Garment garment;
    garment.name = "skirt";
    garment.part = TemplatePart::Skirt;
    garment.cloth = cloth;
    garment.keep = [=](const BodyPlace& place) {
        return std::min(waist - place.base.y(), place.base.y() - hemHeight);
    };
    garment.ease = [](const BodyPlace& place) {
        return 0.001F + 0.006F * smoothStep(0.12F, 0.0F, place.base.y());
    };
    garment.folds = 0.006F;
    garment.foldsPerMetre = 9.0F;
    garment.relax = 20;
    return garment;
}

Garment jacket(const Cloth& cloth, float looseness) {
    Garment garment;
    garment.name = "jacket";
    garment.cloth = cloth;
    garment.keep = [](const BodyPlace& place) {
        const Vector3f& p = place.base;
        const float gape = 0.022F + 0.09F * smoothStep(0.25F, 0.50F, p.y());
        const float front = p.z() > 0.02F && place.arm < 0.3F ? std::abs(p.x()) - gape : 1.0F;
        return std::min({belowNeckline(p, -0.004F, 0.0F), insideSleeve(place, 1.98F),
                         aboveHem(place, -0.02F), front});
    };
    garment.ease = [=](const BodyPlace& place) { return 0.004F + shirtEase(place, looseness); };
    garment.folds = 0.008F;
    garment.foldsPerMetre = 11.0F;
    garment.relax = 26;
    garment.hem = 0.006F;
    return garment;
}

Garment socks(const Cloth& cloth, float top) {
    Garment garment;
    garment.name = "socks";
    garment.cloth = cloth;
    garment.keep = [=](const BodyPlace& place) { return (place.legPlace - top) * 0.39F; };
    garment.ease = [](const BodyPlace&) { return 0.0015F; };
    garment.folds = 0.0008F;
    garment.relax = 2;
    garment.hem = 0.0015F;
    return garment;
}

Garment shoes(const Cloth& cloth, float top, bool sneakers) {
    Garment garment;
    garment.name = "shoes";
    garment.cloth = cloth;
    garment.cloth.roughness = sneakers ? 0.7F : 0.4F;
    garment.keep = [=](const BodyPlace& place) {
        // Lower at the front of the ankle than at the heel.
        const float slope = (sneakers ? 0.006F : 0.02F) * smoothStep(0.02F, 0.09F, place.base.z());
        return std::min(top - slope - place.base.y(), 0.3F * (place.legPlace - 1.5F));
    };
    garment.ease = [](const BodyPlace& place) {
        const float sole = smoothStep(-0.808F, -0.814F, place.base.y());
        const float toe = smoothStep(0.12F, 0.19F, place.base.z());
        return 0.005F + 0.014F * sole + 0.006F * toe;
    };
    garment.folds = 0.0005F;
    garment.relax = 3;
    garment.hem = 0.005F;
    garment.painter = [=](const BodyPlace& place, float edge, const Cloth& c) {
        return shoePaint(place, edge, c, sneakers);
    };
    return garment;
}

namespace {

using enum ClothPattern;

void addTop(Outfit& outfit, Random& random) {
    const double kind = random.uniform();
    if (kind < 0.45) {
        const Cloth cloth = sampleCloth(random, {Plain, Plain, Print, Stripes, Heather});
        const float looseness = pick(random, 0.004, 0.022);
        const float sleeve = pick(random, 0.40, 0.75);
        outfit.garments.push_back(tShirt(cloth, looseness, sleeve, pick(random, 0.0, 0.05)));
        outfit.description += "t-shirt";
    } else if (kind < 0.60) {
        const Cloth cloth = sampleCloth(random, {Plain, Stripes, Dots, Plain});
        const float looseness = pick(random, 0.002, 0.010);
        outfit.garments.push_back(tShirt(cloth, looseness, 0.08F, pick(random, 0.01, 0.08)));
        outfit.description += "sleeveless top";
    } else {
        const bool buttons = random.chance(0.4);
        const Cloth cloth = buttons ? sampleCloth(random, {Plain, Checks, Stripes, Denim})
                                    : sampleCloth(random, {Plain, Heather, Stripes, Print});
        outfit.garments.push_back(longShirt(cloth, pick(random, 0.006, 0.024), buttons));
        outfit.description += buttons ? "shirt" : "jumper";
    }
}

/// Worn under skirts and dresses.
Garment underShorts(Random& random) {
    return trousers(sampleCloth(random, {Plain}), 0.001F, 0.35F, 0.12F);
}

void addDress(Outfit& outfit, Random& random) {
    const Cloth cloth = sampleCloth(random, {Plain, Dots, Plain, Checks});
    Garment bodice = tShirt(cloth, 0.003F, random.chance(0.5) ? 0.08F : 0.45F, 0.10F);
    const float hem = pick(random, -0.62, -0.22);
    outfit.garments.push_back(underShorts(random));
    outfit.garments.push_back(bodice);
    outfit.garments.push_back(skirt(cloth, hem, 0.180F));
    outfit.description += "dress";
}

/// The top is tucked in.
void addSkirt(Outfit& outfit, Random& random) {
    const bool sleeves = random.chance(0.6);
    const float sleeve = sleeves ? pick(random, 0.4, 1.9) : 0.08F;
    outfit.garments.push_back(underShorts(random));
    outfit.garments.push_back(tShirt(sampleCloth(random, {Plain, Stripes, Heather}),
                                     pick(random, 0.002, 0.006), sleeve, 0.11F));
    outfit.garments.push_back(
        skirt(sampleCloth(random, {Plain, Checks, Denim}), pick(random, -0.60, -0.18), 0.172F));
    outfit.description += "tucked top, skirt";
}

void addBottom(Outfit& outfit, bool female, Random& random) {
    const double kind = random.uniform();
    if (kind < 0.22) {
        const Cloth cloth =
            random.chance(0.5) ? sampleDenim(random) : sampleCloth(random, {Plain, Heather});
        const float looseness = pick(random, 0.006, 0.022);
        const float hem = pick(random, 0.35, 0.95);
        outfit.garments.push_back(trousers(cloth, looseness, hem, pick(random, 0.09, 0.14)));
        outfit.description += ", shorts";
    } else {
        const bool jeans = random.chance(0.5);
        const Cloth cloth =
            jeans ? sampleDenim(random) : sampleCloth(random, {Plain, Plain, Heather});
        const float looseness = random.chance(female ? 0.5 : 0.25) ? pick(random, 0.001, 0.006)
                                                                   : pick(random, 0.008, 0.026);
        const float hem = pick(random, 1.86, 2.02);
        outfit.garments.push_back(trousers(cloth, looseness, hem, pick(random, 0.09, 0.15)));
        outfit.description += jeans ? ", jeans" : ", trousers";
    }
}

/// Close to the skin, for sport and the beach: what shows most of a body.
void addSportswear(Outfit& outfit, const MacroParameters& macro, Random& random) {
    constexpr double kGrownUp = 18.0;  // years: children keep their tops on
    constexpr float kShortest = 0.23F; // shorts meet between the legs
    const auto close = [&] { return pick(random, 0.0005, 0.003); };
    const Cloth lower = sampleCloth(random, {Plain, Plain, Heather, Print});
    const bool leggings = random.chance(0.5);
    const float hem =
        leggings ? pick(random, 1.4, 2.0) : std::max(pick(random, 0.22, 0.6), kShortest);
    outfit.garments.push_back(trousers(lower, close(), hem, pick(random, 0.09, 0.15)));
    outfit.garments.back().painter = {};
    const Cloth upper = random.chance(0.5) ? lower : sampleCloth(random, {Plain, Stripes, Print});
    const bool grownUp = macro.age >= kGrownUp;
    const double kind = random.uniform();
    if (kind < 0.25) {
        outfit.garments.push_back(tShirt(upper, close(), 1.97F, pick(random, 0.0, 0.08)));
        outfit.description += "long-sleeved sports top";
    } else if (grownUp && kind < 0.60 && macro.gender < 0.5) {
        outfit.garments.push_back(tShirt(upper, close(), 0.08F, pick(random, 0.20, 0.25)));
        outfit.description += "cropped top";
    } else if (grownUp && kind < 0.60) {
        outfit.description += "bare chest";
    } else {
        outfit.garments.push_back(tShirt(upper, close(), 0.08F, pick(random, 0.0, 0.10)));
        outfit.description += "vest";
    }
    outfit.description += leggings ? ", leggings" : ", tight shorts";
}

/// In any colours, and without seams or patterns.
void dyeAnew(Outfit& outfit, Random& random) {
    for (Garment& garment : outfit.garments) {
        garment.cloth.pattern = Plain;
        garment.cloth.color = pickTint(random, 0.04, 0.95);
    }
}

/// A jacket that goes on to the knees.
void addCoat(Outfit& outfit, Random& random) {
    const Cloth cloth = sampleCloth(random, {Plain, Plain, Heather, Checks});
    outfit.garments.push_back(jacket(cloth, pick(random, 0.010, 0.018)));
    Garment lower = skirt(cloth, pick(random, -0.50, -0.20), 0.10F);
    lower.name = "coat";
    lower.keep = [within = lower.keep](const BodyPlace& place) {
        const float opening = place.base.z() > 0.02F ? std::abs(place.base.x()) - 0.022F : 1.0F;
        return std::min(within(place), opening);
    };
    lower.ease = [](const BodyPlace&) { return 0.006F; };
    outfit.garments.push_back(lower);
    outfit.description += ", coat";
}

void addShoes(Outfit& outfit, Random& random) {
    Cloth cloth = sampleCloth(random, {Plain});
    const bool sneakers = random.chance(0.6);
    if (sneakers) {
        cloth.accent = Tint::Constant(pick(random, 0.75, 0.92));
        if (random.chance(0.4)) {
            cloth.color = Tint::Constant(0.88F);
        }
    } else {
        static const std::array<Tint, 3> leather = {
            Tint{0.09F, 0.08F, 0.08F}, Tint{0.30F, 0.19F, 0.12F}, Tint{0.45F, 0.30F, 0.19F}};
        cloth.color = leather[random.below(leather.size())];
    }
    if (sneakers || random.chance(0.4)) {
        Cloth knit = sampleCloth(random, {Plain});
        knit.color = mixTint(knit.color, Tint::Constant(random.chance(0.5) ? 0.85F : 0.2F), 0.6F);
        outfit.garments.insert(outfit.garments.begin(), socks(knit, pick(random, 1.55, 1.9)));
    }
    outfit.garments.push_back(shoes(
        cloth, sneakers ? pick(random, -0.745, -0.715) : pick(random, -0.765, -0.68), sneakers));
    outfit.description += sneakers ? ", sneakers" : ", leather shoes";
}

} // namespace

Outfit sampleOutfit(const MacroParameters& macro, Random& random, bool wide) {
    constexpr double kSportswear = 0.3;
    constexpr double kCoats = 0.05;
    Random choice = random.fork(0);
    Outfit outfit;
    const bool female = macro.gender < 0.5;
    double barefoot = 0.05;
    if (wide && choice.chance(kSportswear)) {
        addSportswear(outfit, macro, random);
        barefoot = 0.4;
        if (choice.chance(0.5)) {
            dyeAnew(outfit, choice);
        }
    } else if (female && random.chance(0.16)) {
        addDress(outfit, random);
    } else if (female && random.chance(0.20)) {
        addSkirt(outfit, random);
    } else {
        // Trousers go on first: most shirts are worn over them.
        Outfit top;
        addTop(top, random);
        outfit.description = top.description;
        addBottom(outfit, female, random);
        outfit.garments.push_back(top.garments.front());
        if (wide && choice.chance(kCoats)) {
            addCoat(outfit, random);
        } else if (random.chance(0.16)) {
            outfit.garments.push_back(
                jacket(sampleCloth(random, {Plain, Heather, Denim}), pick(random, 0.008, 0.018)));
            outfit.description += ", jacket";
        }
    }
    if (!random.chance(barefoot)) {
        addShoes(outfit, random);
    } else if (wide && choice.chance(0.5)) {
        Cloth cloth = sampleCloth(choice, {Plain});
        outfit.garments.push_back(socks(cloth, pick(choice, 1.6, 1.95)));
        outfit.description += ", socks";
    }
    return outfit;
}

} // namespace maquette
