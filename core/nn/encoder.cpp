// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/encoder.h"

#include "core/nn/densenet.h"
#include "core/nn/light_encoder.h"
#include "core/nn/resnet.h"

namespace maquette {

std::shared_ptr<EncoderImpl> makeEncoder(EncoderKind kind, const EncoderSettings& settings) {
    const auto resNet = [&](int depth) {
        return std::make_shared<ResNetImpl>(
            ResNetOptions{depth, settings.inputChannels, settings.classes});
    };
    switch (kind) {
    case EncoderKind::ResNet18:
        return resNet(18);
    case EncoderKind::ResNet34:
        return resNet(34);
    case EncoderKind::ResNet50:
        return resNet(50);
    case EncoderKind::DenseNet121:
        return std::make_shared<DenseNetImpl>(
            DenseNetOptions{settings.inputChannels, settings.classes});
    case EncoderKind::Light:
        TORCH_CHECK(settings.classes == 0, "the light encoder has no classifier");
        return std::make_shared<LightEncoderImpl>(LightEncoderOptions{settings.inputChannels});
    }
    TORCH_CHECK(false, "unknown kind of encoder");
}

void checkEncoderSettings(std::int64_t inputChannels, std::int64_t classes) {
    constexpr std::int64_t kMostChannels = 64;
    TORCH_CHECK(inputChannels >= 1 && inputChannels <= kMostChannels,
                "an encoder takes 1 to 64 input channels, not ", inputChannels);
    TORCH_CHECK(classes >= 0, "a classifier cannot have ", classes, " classes");
}

void checkEncoderInput(const torch::Tensor& image, std::int64_t inputChannels) {
    constexpr std::int64_t kSmallest = 32;
    TORCH_CHECK(image.dim() == 4 && image.size(1) == inputChannels && image.size(2) >= kSmallest &&
                    image.size(3) >= kSmallest,
                "the encoder takes [N,", inputChannels, ",H,W] of at least 32x32, not ",
                image.sizes());
}

EncoderOutput encoderOutput(EncoderStages<torch::Tensor> stages, torch::nn::Linear& classifier) {
    EncoderOutput output;
    output.stages = std::move(stages);
    output.map = output.stages.back();
    output.pooled = output.map.mean({2, 3});
    if (classifier) {
        output.logits = classifier->forward(output.pooled);
    }
    return output;
}

} // namespace maquette
