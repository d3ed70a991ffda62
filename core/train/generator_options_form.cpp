// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/generator_options_form.h"

namespace maquette {
namespace {

using Type = OptionField::Type;

std::vector<OptionField> scheduleFields() {
    const char* group = "Schedule";
    return {
        {"steps", Type::Integer, group, "Steps",
         "How often the networks are corrected. More are better, ever more slowly.", 1, 1e7},
        {"warm_up", Type::Integer, group, "Steps before the discriminator",
         "The first steps learn to make people again; then the discriminator joins.", 0, 1e7},
        {"batch_size", Type::Integer, group, "Characters a step",
         "With shape and texture. More give calmer steps and need more memory.", 2, 1024},
        {"numbers_batch_size", Type::Integer, group, "Shapes a step",
         "Without maps, which costs little.", 2, 1e5},
        {"learning_rate", Type::Number, group, "Learning rate",
         "Of generator and encoder. Too large a rate diverges, too small a one takes long.", 1e-7,
         1},
        {"discriminator_rate", Type::Number, group, "Learning rate of the discriminator",
         "Lower it where the discriminator wins: its logits of true and made people part.", 1e-7,
         1},
        {"averaging", Type::Number, group, "Averaging",
         "The model is a running mean of the weights; this is what a step keeps of it.", 0,
         0.99999},
        {"seed", Type::Integer, group, "Seed", "Runs with equal options and seed are equal.", 0,
         4e9},
        {"most_people", Type::Integer, group, "People used",
         "Of the training people, so many, evenly chosen. 0 uses all.", 0, 1e9},
    };
}

std::vector<OptionField> networkFields() {
    const char* group = "Network";
    return {
        {"network/coefficients", Type::Integer, group, "Shape coefficients",
         "Directions in which bodies differ. The data set needs more people than that.", 1, 512},
        {"network/map_noise", Type::Integer, group, "Noise of the maps",
         "Numbers drawn for texture and fine shape.", 1, 1024},
        {"network/width", Type::Integer, group, "Width",
         "Numbers in the layers that style the maps.", 8, 4096},
        {"network/channels", Type::Integer, group, "Features of the maps",
         "At full size. The time grows with its square.", 4, 256},
        {"network/map_side", Type::Integer, group, "Side of the maps",
         "Of position map and texture, texels: 32, 64, 128 or 256.", 32, 256},
        {"network/flow_layers", Type::Integer, group, "Layers of the flow",
         "They bend the shapes' normal distribution to the people's own. Even; 0 leaves it normal.",
         0, 64},
        {"network/attention_side", Type::Integer, group, "Attention at side",
         "Where every place of the maps looks at all others: 8, 16 or 32; 0 for nowhere.", 0, 32},
        {"network/residual", Type::Switch, group, "Residual blocks",
         "Blocks add to their input, which makes deep networks easy to teach."},
    };
}

std::vector<OptionField> lossFields() {
    const char* group = "Losses";
    const auto factor = [&](const char* path, const char* label, const char* help) {
        return OptionField{path, Type::Number, group, label, help, 0, 1000};
    };
    return {
        factor("weights/vertices", "Points", "Distances of points made again, in centimetres."),
        factor("weights/residual", "Residual", "The residual position map, in centimetres."),
        factor("weights/texture", "Texture", "Colours made again."),
        factor("weights/edges", "Edges", "Lengths of edges, in percent."),
        factor("weights/seams", "Seams", "Gaps of the residual map at seams, in millimetres."),
        factor("weights/symmetry", "Symmetry", "Left and right of the residual map."),
        factor("weights/kl", "KL divergence",
               "How far codes may be from the noise that is drawn later. Too much blurs."),
        factor("weights/free_bits", "Free bits", "Nats that every number of a code has for free."),
        factor("weights/likelihood", "Likelihood", "Of the people's shapes under the flow."),
        factor("weights/adversarial", "Adversarial", "What the discriminator says of pictures."),
        factor("weights/numbers", "Adversarial, shapes",
               "What the discriminator says of the numbers of a shape."),
        factor("r1", "R1", "Keeps the discriminator smooth. More where training swings."),
        factor("numbers_r1", "R1, shapes", "Likewise for the numbers of a shape."),
        factor("gradient_penalty", "Gradient penalty", "With the loss wgan-gp."),
    };
}

} // namespace

std::vector<OptionField> generatorOptionFields() {
    std::vector<OptionField> fields = scheduleFields();
    for (const auto& more : {networkFields(), lossFields()}) {
        fields.insert(fields.end(), more.begin(), more.end());
    }
    return fields;
}

double trainingSeconds(const GeneratorOptions& options, double samplesPerSecond) {
    constexpr double kSamplesACharacter = 1.5;
    return static_cast<double>(options.steps) * options.batchSize * kSamplesACharacter /
           samplesPerSecond;
}

} // namespace maquette
