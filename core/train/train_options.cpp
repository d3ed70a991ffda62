// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/train/train_options.h"

#include <nlohmann/json.hpp>

namespace maquette {

using Json = nlohmann::ordered_json;

std::string TrainOptions::toJson() const {
    const Json json = {{"network", Json::parse(network.toJson())},
                       {"weights",
                        {{"vertices", weights.vertices},
                         {"edges", weights.edges},
                         {"joints", weights.joints},
                         {"rotations", weights.rotations},
                         {"pixels", weights.pixels},
                         {"places", weights.places},
                         {"heat", weights.heat},
                         {"camera", weights.camera},
                         {"height", weights.height},
                         {"texture", weights.texture},
                         {"seams", weights.seams},
                         {"scales", weights.scales},
                         {"silhouette", weights.silhouette}}},
                       {"augment",
                        {{"enabled", augment.enabled},
                         {"mirror", augment.mirror},
                         {"drop_mask", augment.dropMask},
                         {"drop_body", augment.dropBody},
                         {"drop_face", augment.dropFace},
                         {"drop_focal", augment.dropFocal}}},
                       {"steps", steps},
                       {"batch_size", batchSize},
                       {"point_steps", pointSteps},
                       {"point_batch_size", pointBatchSize},
                       {"learning_rate", learningRate},
                       {"point_learning_rate", pointLearningRate},
                       {"weight_decay", weightDecay},
                       {"warm_up", warmUp},
                       {"averaging", averaging},
                       {"seed", seed},
                       {"most_samples", mostSamples},
                       {"shape_samples", shapeSamples}};
    return json.dump(1);
}

Result<TrainOptions> TrainOptions::fromJson(const std::string& text) {
    TrainOptions options;
    try {
        const Json json = Json::parse(text);
        const auto network = CharacterNetworkSettings::fromJson(json.at("network").dump());
        if (!network) {
            return fail(network.error());
        }
        options.network = *network;
        const Json& weights = json.at("weights");
        options.weights = {weights.at("vertices"),  weights.at("edges"),  weights.at("joints"),
                           weights.at("rotations"), weights.at("pixels"), weights.at("places"),
                           weights.at("heat"),      weights.at("camera"), weights.at("height"),
                           weights.at("texture"),   weights.at("seams"),  weights.at("scales"),
                           weights.at("silhouette")};
        const Json& augment = json.at("augment");
        options.augment = {augment.at("enabled"),   augment.at("mirror"),
                           augment.at("drop_mask"), augment.at("drop_body"),
                           augment.at("drop_face"), augment.at("drop_focal")};
        options.steps = json.at("steps");
        options.batchSize = json.at("batch_size");
        options.pointSteps = json.at("point_steps");
        options.pointBatchSize = json.at("point_batch_size");
        options.learningRate = json.at("learning_rate");
        options.pointLearningRate = json.at("point_learning_rate");
        options.weightDecay = json.at("weight_decay");
        options.warmUp = json.at("warm_up");
        options.averaging = json.at("averaging");
        options.seed = json.at("seed");
        options.mostSamples = json.at("most_samples");
        options.shapeSamples = json.at("shape_samples");
    } catch (const Json::exception& error) {
        return fail(ErrorCode::CorruptData,
                    std::string("The training options cannot be read: ") + error.what());
    }
    return options;
}

} // namespace maquette
