// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/texture/texture.h"

#include "core/image/skin_map.h"
#include "core/texture/paint_body.h"
#include "core/texture/paint_layer.h"
#include "core/texture/person_colors.h"

namespace maquette {

using namespace texture;

namespace {

Eigen::Vector3f toVector(const cv::Vec3b& color) {
    return {static_cast<float>(color[0]), static_cast<float>(color[1]),
            static_cast<float>(color[2])};
}

/// Plain sportswear for what the photo does not show.
Palette paletteOf(const cv::Vec3b& skin, const cv::Vec3b& hair) {
    Palette palette;
    palette.skin = toVector(skin);
    palette.hair = toVector(hair);
    palette.upper = {132.0F, 118.0F, 108.0F};
    palette.lower = {72.0F, 62.0F, 58.0F};
    palette.shoes = {66.0F, 66.0F, 68.0F};
    return palette;
}

void addWarnings(const Survey& survey, const Subject& subject, std::vector<std::string>& warnings) {
    if (!subject.person) {
        warnings.emplace_back("No person was found in the photo, so skin is guessed: check the "
                              "texture.");
    } else if (subject.person->face.size() < static_cast<size_t>(kFaceLandmarks)) {
        warnings.emplace_back("No face was found in the photo, so the character's face is plain. "
                              "A photo from the front gives it features.");
    }
    if (!survey.crop.hasMask) {
        warnings.emplace_back("The photo has no mask, so background may show at the body's edges.");
    }
    if (!survey.labels.lowerSeen && !survey.labels.upperSeen) {
        warnings.emplace_back("The photo shows no clothes: plain sportswear was painted.");
    } else if (!survey.labels.lowerSeen) {
        warnings.emplace_back("The photo shows no clothes below the waist: plain trousers were "
                              "painted.");
    }
}

} // namespace

Result<TextureSet> makeTextures(const TextureInput& input, const TextureOptions& options,
                                const Context& ctx) {
    if (options.size < 256 || options.size > 8192) {
        return fail(ErrorCode::InvalidArgument,
                    "The texture size " + std::to_string(options.size) + " is not possible.",
                    "Choose 256 to 8192 pixels.");
    }
    auto surveyed = surveyPhoto(input, options.size, ctx.nested(0.0, 0.4));
    if (!surveyed) {
        return fail(surveyed.error());
    }
    const Survey& survey = **surveyed;
    const Subject& subject = *input.subject;
    const Person person = subject.person.value_or(Person{});
    TextureSet set;
    set.skinColor = faceSkinColor(subject.photo, person);
    set.irisColor = irisColor(subject.photo, person);
    set.hairColor = survey.hair.color;

    const Palette palette = paletteOf(set.skinColor, set.hairColor);
    const ClothSight cloth = seeCloth(*survey.view, survey.labels, survey.hair.probability);
    ctx.report(0.5);
    if (ctx.isCancelled()) {
        return ctx.cancelled();
    }
    const BodyColors colors = fillBody(survey, cloth, palette);
    const MirrorPlan mirror = planMirror(survey, input.templateMesh->mirrorVertex);
    const Trust trust(survey);
    ctx.report(0.6);
    auto body = paintBody({survey, cloth, colors, mirror, trust, options.mirror}, ctx);
    if (!body) {
        return fail(body.error());
    }
    set.body = std::move(*body);
    ctx.report(0.85);
    for (size_t i = 0; i < input.layers.size(); ++i) {
        const bool isHair = input.layers[i].name == "hair";
        auto layer = paintLayer(survey, input.layers[i], 1 + static_cast<int>(i),
                                isHair ? palette.hair : palette.lower, options.size / 2, ctx);
        if (!layer) {
            return fail(layer.error());
        }
        set.layers.push_back(std::move(*layer));
    }
    addWarnings(survey, subject, set.warnings);
    ctx.report(1.0);
    return set;
}

} // namespace maquette
