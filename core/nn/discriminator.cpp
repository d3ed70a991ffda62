// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/discriminator.h"

#include "core/nn/weights.h"

namespace maquette {
namespace {

namespace nn = torch::nn;

constexpr std::int64_t kLastSide = 4;
constexpr std::int64_t kPictureFeatures = 128;

nn::LeakyReLU leaky() {
    return nn::LeakyReLU(nn::LeakyReLUOptions().negative_slope(kMapSlope));
}

/// Adds the part of the logit that depends on the condition.
torch::Tensor projected(const torch::Tensor& features, nn::Linear& logit, nn::Linear& projection,
                        const torch::Tensor& condition) {
    const torch::Tensor plain = logit->forward(features).squeeze(1);
    return projection ? plain + (projection->forward(condition) * features).sum(1) : plain;
}

} // namespace

std::shared_ptr<DiscriminatorImpl> makeDiscriminator(const GeneratorSettings& settings) {
    if (settings.kind == GeneratorKind::Classic) {
        return std::make_shared<ClassicDiscriminatorImpl>(settings);
    }
    return std::make_shared<StyledDiscriminatorImpl>(settings);
}

StyledDiscriminatorImpl::StyledDiscriminatorImpl(const GeneratorSettings& settings) {
    const std::int64_t width = settings.width;
    m_pictures = register_module("pictures",
                                 MapEncoderStack(settings, kPictureFeatures, /*deviation=*/true));
    m_pictureLogit = register_module("picture_logit", nn::Linear(kPictureFeatures, 1));
    m_numbers =
        register_module("numbers", nn::Sequential(nn::Linear(settings.numbers(), width), leaky(),
                                                  nn::Linear(width, width), leaky()));
    m_afterDeviation =
        register_module("after_deviation", nn::Sequential(nn::Linear(width + 1, width), leaky()));
    m_numberLogit = register_module("number_logit", nn::Linear(width, 1));
    if (settings.conditionSize > 0) {
        m_pictureProjection = register_module("picture_projection",
                                              nn::Linear(settings.conditionSize, kPictureFeatures));
        m_numberProjection =
            register_module("number_projection", nn::Linear(settings.conditionSize, width));
    }
}

torch::Tensor StyledDiscriminatorImpl::judge(const torch::Tensor& pictures,
                                             const torch::Tensor& condition) {
    return projected(m_pictures->forward(pictures), m_pictureLogit, m_pictureProjection, condition);
}

torch::Tensor StyledDiscriminatorImpl::judgeNumbers(const torch::Tensor& numbers,
                                                    const torch::Tensor& condition) {
    const torch::Tensor features =
        m_afterDeviation->forward(withBatchDeviation(m_numbers->forward(numbers)));
    return projected(features, m_numberLogit, m_numberProjection, condition);
}

ClassicDiscriminatorImpl::ClassicDiscriminatorImpl(const GeneratorSettings& settings) {
    m_layers = register_module("layers", nn::Sequential());
    std::int64_t in = kPictureChannels;
    std::int64_t next = settings.channels;
    std::int64_t side = settings.mapSide;
    for (; side > kLastSide; side /= 2) {
        m_layers->push_back(nn::Conv2d(nn::Conv2dOptions(in, next, 4).stride(2).padding(1)));
        m_layers->push_back(leaky());
        in = next;
        next = std::min(2 * next, 8 * settings.channels);
    }
    m_layers->push_back(nn::Conv2d(nn::Conv2dOptions(in, 1, kLastSide)));
    useChannelsLast(*this);
}

torch::Tensor ClassicDiscriminatorImpl::judge(const torch::Tensor& pictures,
                                              const torch::Tensor& /*condition*/) {
    return m_layers->forward(pictures.contiguous(torch::MemoryFormat::ChannelsLast)).flatten();
}

} // namespace maquette
