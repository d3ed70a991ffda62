// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/character_network.h"

#include "core/nn/perceptron.h"
#include "core/nn/pose_layer.h"
#include "core/nn/weights.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace maquette {
namespace {

namespace nn = torch::nn;
using Json = nlohmann::json;

constexpr std::int64_t kBodyNumbers = 4 * kBodyLandmarks;
constexpr std::int64_t kWorldNumbers = 3 * kBodyLandmarks;
constexpr std::int64_t kFaceNumbers = 3 * kFaceLandmarks;
constexpr std::int64_t kFrameNumbers = 6;
constexpr std::int64_t kKnownNumbers = 4;
constexpr std::int64_t kMasks = 2;
constexpr std::int64_t kBodyComponents = 96;
constexpr std::int64_t kWorldComponents = 64;
constexpr std::int64_t kFaceComponents = 64;
constexpr double kPointNoise = 5e-3; ///< of a component
constexpr std::int64_t kSilhouetteFeatures = 256;
constexpr std::int64_t kProfileFeatures = 192;
constexpr std::int64_t kPointFeatures = 192; ///< for pose and camera
constexpr std::int64_t kShapeFeatures = 64;  ///< of landmarks, for the shape
constexpr double kShapeNoise = 0.3;          ///< that training adds to components it sees
constexpr double kShapeBlind = 0.2;          ///< share of training samples it does not see them of
constexpr std::int64_t kMapSeedSide = 4;
constexpr std::int64_t kMapSeedChannels = 64;
constexpr std::int64_t kLayoutChannels = 32;
constexpr std::int64_t kPictureCells = 5; ///< cells of the encoders' maps along each side
constexpr std::int64_t kFaceCells = 3;
constexpr std::int64_t kJointNumbers = 256;
constexpr double kReach = 0.12;   ///< of guesses by landmarks, halves of the picture's side
constexpr double kFarReach = 0.5; ///< of those by masks alone

const std::vector<std::pair<EncoderKind, const char*>>& encoderNames() {
    static const std::vector<std::pair<EncoderKind, const char*>> names = {
        {EncoderKind::Light, "light"},
        {EncoderKind::ResNet18, "resnet18"},
        {EncoderKind::ResNet34, "resnet34"},
        {EncoderKind::ResNet50, "resnet50"},
        {EncoderKind::DenseNet121, "densenet121"}};
    return names;
}

/// While it lives, this thread's convolutions and products of matrices are of bfloat16.
class HalfPrecision {
public:
    HalfPrecision() {
        at::autocast::set_autocast_cpu_dtype(at::kBFloat16);
        at::autocast::set_cpu_enabled(true);
    }
    ~HalfPrecision() {
        at::autocast::clear_cache();
        at::autocast::set_cpu_enabled(false);
    }
    HalfPrecision(const HalfPrecision&) = delete;
    HalfPrecision& operator=(const HalfPrecision&) = delete;
};

/// [N, C + kLayoutChannels * cells²] of an encoder's map.
torch::Tensor seenIn(const EncoderOutput& encoded, nn::Conv2d& layout) {
    return torch::cat({encoded.pooled, layout->forward(encoded.map).flatten(1)}, 1);
}

/// [N,kMasks,SilhouetteEncoder::kSide,SilhouetteEncoder::kSide]
torch::Tensor masksOf(const CharacterInput& input) {
    return torch::avg_pool2d(input.picture.narrow(1, 3, kMasks),
                             kPictureSide / SilhouetteEncoderImpl::kSide);
}

/// [N,kShapeFeatures] of whitened landmarks; in training through noise, and of some samples
/// nothing.
torch::Tensor dimly(nn::Sequential& layers, const torch::Tensor& components) {
    if (!layers->is_training()) {
        return layers->forward(components);
    }
    const torch::Tensor noise = kShapeNoise * torch::randn_like(components);
    const torch::Tensor sees =
        (torch::rand({components.size(0), 1}, components.options()) >= kShapeBlind)
            .to(components.scalar_type());
    return layers->forward(components + noise) * sees;
}

/// Of whose inputs the first @p quiet count for nothing until training wants them.
nn::Sequential trunk(std::int64_t in, std::int64_t quiet, std::int64_t width) {
    nn::Sequential layers = perceptron(in, width, width, kFeatureDropout);
    const torch::NoGradGuard noGradients;
    layers[0]->as<nn::Linear>()->weight.narrow(1, 0, quiet).zero_();
    return layers;
}

nn::Linear zeroed(std::int64_t in, std::int64_t out) {
    nn::Linear linear(in, out);
    nn::init::zeros_(linear->weight);
    nn::init::zeros_(linear->bias);
    return linear;
}

/// 4 -> side by doubling; ends with 3 channels of residual and 3 of texture.
nn::Sequential mapDecoder(std::int64_t side) {
    nn::Sequential decoder;
    std::int64_t channels = kMapSeedChannels;
    for (std::int64_t at = kMapSeedSide; at < side; at *= 2) {
        const std::int64_t next = std::max<std::int64_t>(16, channels / 2);
        decoder->push_back(nn::Upsample(nn::UpsampleOptions()
                                            .scale_factor(std::vector<double>{2.0, 2.0})
                                            .mode(torch::kNearest)));
        decoder->push_back(nn::Conv2d(nn::Conv2dOptions(channels, next, 3).padding(1)));
        decoder->push_back(leaky());
        channels = next;
    }
    nn::Conv2d last(nn::Conv2dOptions(channels, 6, 3).padding(1));
    nn::init::zeros_(last->weight);
    nn::init::zeros_(last->bias);
    decoder->push_back(last);
    return decoder;
}

} // namespace

std::string CharacterNetworkSettings::toJson() const {
    std::string name;
    for (const auto& [kind, text] : encoderNames()) {
        name = kind == encoder ? text : name;
    }
    Json located = Json::array();
    for (const LocatedJoint& joint : joints) {
        located.push_back({joint.bone, joint.parent});
    }
    return Json{
        {"encoder", name}, {"coefficients", coefficients}, {"bones", bones},   {"width", width},
        {"noise", noise},  {"map_side", mapSide},          {"joints", located}}
        .dump();
}

Result<CharacterNetworkSettings> CharacterNetworkSettings::fromJson(const std::string& text) {
    const auto damaged = fail(ErrorCode::CorruptData, "The model's settings cannot be read.");
    const Json json = Json::parse(text, nullptr, false);
    CharacterNetworkSettings settings;
    bool known = false;
    try {
        for (const auto& [kind, name] : encoderNames()) {
            if (json.at("encoder") == name) {
                settings.encoder = kind;
                known = true;
            }
        }
        settings.coefficients = json.at("coefficients");
        settings.bones = json.at("bones");
        settings.width = json.at("width");
        settings.noise = json.at("noise");
        settings.mapSide = json.at("map_side");
        settings.joints.clear();
        for (const Json& joint : json.at("joints")) {
            settings.joints.push_back({joint.at(0), joint.at(1)});
        }
    } catch (const Json::exception&) {
        return damaged;
    }
    const auto within = [](std::int64_t value, std::int64_t low, std::int64_t high) {
        return value >= low && value <= high;
    };
    const bool sensible =
        known && within(settings.coefficients, 1, 1024) && within(settings.bones, 0, 1024) &&
        within(settings.width, 8, 8192) && within(settings.noise, 0, 1024) &&
        (settings.mapSide == 32 || settings.mapSide == 64 || settings.mapSide == 128);
    const auto count = static_cast<std::int64_t>(settings.joints.size());
    const bool joined =
        within(count, 1, 1024) &&
        std::all_of(settings.joints.begin(), settings.joints.end(), [&](auto joint) {
            return within(joint.bone, 0, 1023) && within(joint.parent, -1, count - 1);
        });
    return sensible && joined ? Result<CharacterNetworkSettings>(settings) : damaged;
}

CharacterNetworkImpl::CharacterNetworkImpl(const CharacterNetworkSettings& settings)
    : m_settings(settings) {
    EncoderSettings picture;
    picture.inputChannels = 5;
    m_pictureEncoder = register_module("picture_encoder", makeEncoder(settings.encoder, picture));
    m_faceEncoder = register_module("face_encoder", makeEncoder(settings.encoder));
    m_silhouette = register_module("silhouette", SilhouetteEncoder(kMasks, kSilhouetteFeatures));
    m_profiles = register_module("profiles", LimbProfiles(kMasks, kProfileFeatures));
    m_whiteBody = register_module("white_body", Whitening(kBodyNumbers, kBodyComponents));
    m_whiteWorld = register_module("white_world", Whitening(kWorldNumbers, kWorldComponents));
    m_whiteFace = register_module("white_face", Whitening(kFaceNumbers, kFaceComponents));
    m_bodyPoints = register_module("body_points", perceptron(kBodyComponents, 256, kPointFeatures));
    m_bodyShape =
        register_module("body_shape", perceptron(kBodyComponents, kShapeFeatures, kShapeFeatures));
    m_faceShape =
        register_module("face_shape", perceptron(kFaceComponents, kShapeFeatures, kShapeFeatures));
    m_pictureLayout = register_module(
        "picture_layout",
        nn::Conv2d(nn::Conv2dOptions(m_pictureEncoder->channels(), kLayoutChannels, 1)));
    m_faceLayout = register_module(
        "face_layout",
        nn::Conv2d(nn::Conv2dOptions(m_faceEncoder->channels(), kLayoutChannels, 1)));
    const auto joints = static_cast<std::int64_t>(settings.joints.size());
    const std::int64_t outline =
        kSilhouetteFeatures + kProfileFeatures + kFrameNumbers + kKnownNumbers;
    const std::int64_t posed = outline + kPointFeatures + kWorldComponents;
    m_guess = register_module("guess", perceptron(posed, settings.width, settings.width));
    m_guess->push_back(zeroed(settings.width, 3 * joints));
    m_localiser =
        register_module("localiser", JointLocaliser(m_pictureEncoder->stageChannels(), joints));
    m_jointFeatures =
        register_module("joint_features", JointFeatures(settings.joints, kJointNumbers));
    const std::int64_t layout =
        kLayoutChannels * (kPictureCells * kPictureCells + kFaceCells * kFaceCells);
    m_pictureFeatures =
        kJointNumbers + m_pictureEncoder->channels() + m_faceEncoder->channels() + layout;
    const std::int64_t width = settings.width;
    m_trunk = register_module(
        "trunk", trunk(m_pictureFeatures + outline + 2 * kShapeFeatures, m_pictureFeatures, width));
    m_shape = register_module("shape", zeroed(width, settings.coefficients));
    m_height = register_module("height", zeroed(width, 1));
    m_poseTrunk =
        register_module("pose_trunk", trunk(m_pictureFeatures + posed, m_pictureFeatures, width));
    m_rotations = register_module("rotations", zeroed(width, 6 * settings.bones));
    m_scales = register_module("scales", zeroed(width, settings.bones));
    m_camera = register_module("camera", zeroed(width, 4));
    m_mapSeed =
        register_module("map_seed", nn::Linear(width + settings.noise,
                                               kMapSeedChannels * kMapSeedSide * kMapSeedSide));
    m_mapDecoder = register_module("map_decoder", mapDecoder(settings.mapSide));
}

void CharacterNetworkImpl::whitenInputs(const std::vector<CharacterInput>& examples,
                                        const torch::Tensor& places) {
    const auto gather = [&](const auto& numbersOf) {
        std::vector<torch::Tensor> rows;
        for (const CharacterInput& input : examples) {
            rows.push_back(numbersOf(input));
        }
        return torch::cat(rows);
    };
    const auto whereKnown = [&](torch::Tensor CharacterInput::*numbers, std::int64_t flag) {
        return gather([&](const CharacterInput& input) {
            return (input.*numbers).index({input.known.select(1, flag) > 0});
        });
    };
    m_jointFeatures->learn(places);
    m_whiteBody->learn(whereKnown(&CharacterInput::body, 0), kPointNoise);
    m_whiteWorld->learn(whereKnown(&CharacterInput::world, 0), kPointNoise);
    m_whiteFace->learn(whereKnown(&CharacterInput::facePoints, 1), kPointNoise);
}

void CharacterNetworkImpl::computeBy(const PictureMath& math) {
    m_math = math;
    useChannelsLast(*this, math.channelsLast);
}

EncoderOutput CharacterNetworkImpl::encode(EncoderImpl& encoder, const torch::Tensor& image) const {
    const torch::Tensor ordered = image.contiguous(
        m_math.channelsLast ? torch::MemoryFormat::ChannelsLast : torch::MemoryFormat::Contiguous);
    if (!m_math.bfloat16) {
        return encoder.forward(ordered);
    }
    const HalfPrecision guard;
    EncoderOutput output = encoder.forward(ordered);
    for (torch::Tensor& stage : output.stages) {
        stage = stage.to(torch::kFloat32);
    }
    output.map = output.stages.back();
    output.pooled = output.pooled.to(torch::kFloat32);
    return output;
}

// Unknown parts are zero at the input already, and are zero again as features: what an encoder
// makes of nothing tells nothing.
torch::Tensor CharacterNetworkImpl::picturesSeen(const CharacterInput& input,
                                                 CharacterOutput& output) {
    const EncoderOutput picture = encode(*m_pictureEncoder, input.picture);
    const torch::Tensor hasBody = input.known.select(1, 0);
    const LocatedJoints joints = m_localiser->forward(
        picture.stages, output.guesses.detach(), kReach * hasBody + kFarReach * (1.0 - hasBody));
    output.places = joints.places;
    output.heat = joints.heat;
    return torch::cat(
        {m_jointFeatures->forward(joints), seenIn(picture, m_pictureLayout),
         seenIn(encode(*m_faceEncoder, input.face), m_faceLayout) * input.known.narrow(1, 1, 1)},
        1);
}

CharacterOutput CharacterNetworkImpl::forward(const CharacterInput& input,
                                              const torch::Tensor& noise, Seen wanted) {
    const std::int64_t n = input.picture.size(0);
    CharacterOutput output;
    const torch::Tensor hasBody = input.known.narrow(1, 0, 1);
    const torch::Tensor hasFace = input.known.narrow(1, 1, 1);
    const torch::Tensor profiles =
        m_profiles->forward(input.picture.narrow(1, 3, kMasks), input.body) * hasBody;
    const torch::Tensor outline =
        torch::cat({m_silhouette->forward(masksOf(input)), profiles, input.frame, input.known}, 1);
    const torch::Tensor body = m_whiteBody->forward(input.body);
    const torch::Tensor face = m_whiteFace->forward(input.facePoints);
    const torch::Tensor posed = torch::cat({outline, m_bodyPoints->forward(body) * hasBody,
                                            m_whiteWorld->forward(input.world) * hasBody},
                                           1);
    output.guesses = m_guess->forward(posed).view({n, -1, 3});
    const torch::Tensor pictures = wanted == Seen::Everything
                                       ? picturesSeen(input, output)
                                       : torch::zeros({n, m_pictureFeatures}, hasBody.options());
    output.features = m_trunk->forward(torch::cat(
        {pictures, outline, dimly(m_bodyShape, body) * hasBody, dimly(m_faceShape, face) * hasFace},
        1));
    output.coefficients = m_shape->forward(output.features);
    output.height = m_height->forward(output.features).squeeze(1);

    const torch::Tensor pose = m_poseTrunk->forward(torch::cat({pictures, posed}, 1));
    const torch::Tensor identity =
        torch::tensor({1.0F, 0.0F, 0.0F, 0.0F, 1.0F, 0.0F}, pose.options());
    output.rotations =
        rotationsFromSix(m_rotations->forward(pose).view({n, m_settings.bones, 6}) + identity);
    output.scales = m_scales->forward(pose);
    const torch::Tensor camera = m_camera->forward(pose);
    output.camera = camera.narrow(1, 0, 3);
    output.focal = camera.select(1, 3);

    if (wanted == Seen::LandmarksAndMasks) {
        return output;
    }
    const torch::Tensor drawn =
        noise.defined() ? noise : torch::zeros({n, m_settings.noise}, pose.options());
    const torch::Tensor seed = m_mapSeed->forward(torch::cat({output.features, drawn}, 1));
    const torch::Tensor maps =
        m_mapDecoder->forward(seed.view({n, kMapSeedChannels, kMapSeedSide, kMapSeedSide}));
    constexpr double kResidualUnit = 0.01; // metres: numbers near 1 are learned best
    output.residual = kResidualUnit * maps.narrow(1, 0, 3);
    output.texture = torch::sigmoid(maps.narrow(1, 3, 3));
    return output;
}

} // namespace maquette
