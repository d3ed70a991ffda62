// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/pipeline/prepare.h"

#include "core/image/cutout.h"
#include "core/image/decode.h"

namespace maquette {

Result<Subject> prepareSubject(Perception& perception, const std::filesystem::path& photo,
                               const PerceptionOptions& options, Needed needed,
                               const Context& ctx) {
    ctx.report(0.0); // decoding is silent
    Result<Photo> decoded = decodePhoto(photo, ctx.nested(0.0, 0.15));
    if (!decoded) {
        return fail(std::move(decoded.error()));
    }
    Result<Subject> subject =
        perception.perceive(std::move(*decoded), options, ctx.nested(0.15, 1.0));
    const bool isCutoutEnough =
        needed == Needed::PersonOrCutout && subject && subject->maskFromAlpha;
    if (subject && !subject->person && !isCutoutEnough) {
        return fail(ErrorCode::NoPersonFound, "No person was found in " + photo.string() + ".",
                    "Use a photo in which one person is seen whole, from the front and with good "
                    "light, and not too small. Drawings are often not recognised.");
    }
    return subject;
}

Result<Subject> prepareCutout(const std::filesystem::path& photo, const Error& otherwise,
                              const Context& ctx) {
    ctx.report(0.0);
    Result<Photo> decoded = decodePhoto(photo, ctx);
    if (!decoded) {
        return fail(std::move(decoded.error()));
    }
    Subject subject;
    subject.photo = std::move(*decoded);
    return takeAlphaMask(subject) ? Result<Subject>(std::move(subject)) : fail(otherwise);
}

} // namespace maquette
