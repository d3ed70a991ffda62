// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  How like the imitated masks are to those that the matting network really makes.

#include "core/train/training_set.h"

namespace maquette {

/// Of masks against the truth, over samples: mean and standard deviation.
struct MaskErrors {
    struct Spread {
        double mean = 0.0;
        double deviation = 0.0;
    };
    Spread iou;      ///< at half coverage, 0 … 1
    Spread shift;    ///< how far edges lie outside the true ones, texels of the crop
    Spread softness; ///< width of the part-covered band, texels of the crop
};

struct MattingCheck {
    int samples = 0;
    MaskErrors real;     ///< of the matting network, as photos get it in fast quality
    MaskErrors imitated; ///< of imitateMatting
};

/// Lets perception cut out samples of the validation split, evenly chosen: about 0.5 s each.
/// @param models  folder of the networks; empty: dataFolder()/models.
/// @param most    samples at most; those without a person are left out.
/// @errors  those of Perception::open and perceive; InvalidArgument: no samples; Cancelled.
[[nodiscard]] Result<MattingCheck> checkImitation(const TrainingSet& set,
                                                  const std::filesystem::path& models, int most,
                                                  const Context& ctx = {});

} // namespace maquette
