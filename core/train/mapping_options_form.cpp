// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/mapping_options_form.h"

namespace maquette {
namespace {

using Type = OptionField::Type;

std::vector<OptionField> scheduleFields() {
    const char* group = "Schedule";
    return {
        {"steps", Type::Integer, group, "Steps",
         "How often the network is corrected. More are better, ever more slowly.", 1, 1e7},
        {"point_steps", Type::Integer, group, "Of them without pictures",
         "The first steps learn from landmarks and masks alone, which is ten times faster and "
         "teaches most of a build.",
         0, 1e7},
        {"batch_size", Type::Integer, group, "Samples a step",
         "More give calmer steps and need more memory.", 1, 1024},
        {"point_batch_size", Type::Integer, group, "Samples a step without pictures",
         "As above, for the first steps.", 1, 4096},
        {"learning_rate", Type::Number, group, "Learning rate",
         "How far a step goes. Too large a rate diverges, too small a one takes long.", 1e-7, 1},
        {"point_learning_rate", Type::Number, group, "Learning rate without pictures",
         "As above, for the first steps, whose batches are larger.", 1e-7, 1},
        {"weight_decay", Type::Number, group, "Weight decay",
         "Pulls weights to zero. More of it helps against overfitting.", 0, 10},
        {"warm_up", Type::Number, group, "Warm-up",
         "Share of the steps in which the rate rises to its full size.", 0, 1},
        {"averaging", Type::Number, group, "Averaging",
         "The model is a running mean of the weights; this is what a step keeps of it.", 0,
         0.99999},
        {"seed", Type::Integer, group, "Seed", "Runs with equal options and seed are equal.", 0,
         4e9},
        {"most_samples", Type::Integer, group, "Samples used",
         "Of the training people, the first so many. 0 uses all.", 0, 1e9},
        {"shape_samples", Type::Integer, group, "People for the shape basis",
         "The linear basis of shapes is made from at most so many people.", 2, 1e6},
    };
}

std::vector<OptionField> networkFields() {
    const char* group = "Network";
    return {
        {"network/coefficients", Type::Integer, group, "Shape coefficients",
         "Directions in which bodies differ. The data set needs more people than that.", 1, 512},
        {"network/width", Type::Integer, group, "Width",
         "Numbers that all answers are made of. Wider learns more, slower.", 16, 4096},
        {"network/noise", Type::Integer, group, "Noise",
         "Numbers drawn for what a photo leaves open.", 1, 256},
        {"network/map_side", Type::Integer, group, "Side of the maps",
         "Of position and texture maps, texels: 32, 64 or 128.", 32, 128},
    };
}

std::vector<OptionField> augmentFields() {
    const char* group = "Variation of samples";
    const auto chance = [&](const char* path, const char* label, const char* help) {
        return OptionField{path, Type::Number, group, label, help, 0, 1};
    };
    return {
        {"augment/enabled", Type::Switch, group, "Vary samples",
         "Each time that a sample is seen it is changed a little, so that it is not learned by "
         "heart.",
         0, 1},
        {"augment/mirror", Type::Switch, group, "Mirror", "Every second sample is mirrored.", 0, 1},
        chance("augment/drop_mask", "Hide the mask", "Chance that the outline is not known."),
        chance("augment/drop_body", "Hide the body's landmarks",
               "Chance that the body's landmarks are not known."),
        chance("augment/drop_face", "Hide the face",
               "Chance that the face and its landmarks are not known."),
        chance("augment/drop_focal", "Hide the focal length",
               "Chance that nothing is known of the lens."),
    };
}

std::vector<OptionField> lossFields() {
    const char* group = "Weights of the losses";
    const auto weight = [&](const char* path, const char* label, const char* help) {
        return OptionField{path, Type::Number, group, label, help, 0, 100};
    };
    return {
        weight("weights/vertices", "Vertices", "Distance of the rest pose's vertices."),
        weight("weights/edges", "Edges", "Lengths of edges."),
        weight("weights/joints", "Joints", "Places of the posed joints."),
        weight("weights/rotations", "Rotations", "Directions of the bones."),
        weight("weights/pixels", "Joints in the picture", "Where joints are seen."),
        weight("weights/places", "Located joints", "Where joints are found in the picture."),
        weight("weights/heat", "Heat maps", "How surely joints are found."),
        weight("weights/camera", "Camera", "Place, scale and focal length."),
        weight("weights/height", "Height", "Height of the person."),
        weight("weights/texture", "Texture", "Colours of skin and clothes."),
        weight("weights/seams", "Seams", "Gaps of the surface at the seams of its map."),
        weight("weights/scales", "Bone scales", "Scales of bones, which made-up people need not."),
        weight("weights/silhouette", "Silhouette", "Outline of the posed body."),
    };
}

} // namespace

std::vector<OptionField> mappingOptionFields() {
    std::vector<OptionField> fields = scheduleFields();
    for (const auto& more : {networkFields(), augmentFields(), lossFields()}) {
        fields.insert(fields.end(), more.begin(), more.end());
    }
    return fields;
}

TrainOptions mappingPreset(MappingAim aim) {
    TrainOptions options;
    switch (aim) {
    case MappingAim::QuickLook:
        options.pointSteps = 400;
        options.steps = 600;
        options.network.coefficients = 48;
        break;
    case MappingAim::Standard:
        options.pointSteps = 2000;
        options.steps = 3500;
        break;
    case MappingAim::Long:
        options.pointSteps = 6000;
        options.steps = 8000;
        break;
    }
    return options;
}

double trainingSeconds(const TrainOptions& options, double samplesPerSecond) {
    constexpr double kPointSpeed = 8.0; ///< times that of pictures
    constexpr double kOverhead = 1.12;  ///< validations, checkpoints and data
    constexpr double kOpening = 45.0;   ///< shape basis and baselines
    const auto points = static_cast<double>(std::min(options.pointSteps, options.steps));
    const double samples = points * options.pointBatchSize / kPointSpeed +
                           (static_cast<double>(options.steps) - points) * options.batchSize;
    return kOpening + kOverhead * samples / std::max(samplesPerSecond, 1e-9);
}

} // namespace maquette
