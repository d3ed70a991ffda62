// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/weights.h"

#include "core/nn/safetensors_p.h"
#include "core/nn/tensor_bridge.h"

#include <algorithm>

namespace maquette {
namespace {

using State = std::map<std::string, torch::Tensor>;

/// All parameters and buffers; the tensors share the network's memory.
State stateOf(const torch::nn::Module& network) {
    State state;
    for (const auto& item : network.named_parameters()) {
        state.emplace(item.key(), item.value());
    }
    for (const auto& item : network.named_buffers()) {
        state.emplace(item.key(), item.value());
    }
    return state;
}

std::string shapeText(const std::vector<std::int64_t>& shape) {
    std::string text = "[";
    for (const std::int64_t side : shape) {
        text += (text.size() > 1 ? "," : "") + std::to_string(side);
    }
    return text + "]";
}

/// "2 missing (a, b)"; nothing where there are none.
std::string listed(const std::vector<std::string>& names, const char* what) {
    constexpr std::size_t kShown = 8;
    if (names.empty()) {
        return {};
    }
    std::string text = std::to_string(names.size()) + " " + what + " (";
    for (std::size_t i = 0; i < std::min(names.size(), kShown); ++i) {
        text += (i > 0 ? ", " : "") + names[i];
    }
    if (names.size() > kShown) {
        text += " and " + std::to_string(names.size() - kShown) + " more";
    }
    return text + ")";
}

/// Decides which tensor of a file goes where.
class Matcher {
public:
    Matcher(const State& state, const LoadOptions& options) : m_state(state), m_options(options) {}

    void match(const TensorMap& tensors) {
        for (const auto& [name, tensor] : tensors) {
            matchOne(name, tensor);
        }
        for (const auto& [name, target] : m_state) {
            if (!m_sources.contains(name) && !name.ends_with("num_batches_tracked")) {
                m_missing.push_back(name);
            }
        }
    }

    /// The sentence's end after "does not fit the network: "; empty where all fits.
    [[nodiscard]] std::string complaint() const {
        std::string text;
        for (const std::string& part :
             {listed(m_missing, "missing"), listed(m_unexpected, "unexpected"),
              listed(m_misshaped, "of another shape or type")}) {
            text += (text.empty() || part.empty() ? "" : "; ") + part;
        }
        return text;
    }

    void apply() const {
        const torch::NoGradGuard guard;
        for (const auto& [name, source] : m_sources) {
            torch::Tensor target = m_state.at(name);
            const torch::Tensor values = toTorch(*source);
            if (values.dim() > 1 && values.size(1) < target.size(1)) {
                target.zero_();
                target = target.narrow(1, 0, values.size(1));
            }
            target.copy_(values);
        }
    }

private:
    [[nodiscard]] bool ignored(const std::string& name) const {
        return std::any_of(m_options.ignore.begin(), m_options.ignore.end(),
                           [&](const std::string& start) { return name.starts_with(start); });
    }

    /// Has @p shape the sides that the network's tensor @p name needs?
    [[nodiscard]] bool fits(const std::string& name, std::vector<std::int64_t> shape) const {
        const std::vector<std::int64_t> wanted = m_state.at(name).sizes().vec();
        constexpr std::size_t kConvolutionSides = 4;
        if (m_options.widen.contains(name) && shape.size() == kConvolutionSides &&
            wanted.size() == kConvolutionSides && shape[1] > 0 && shape[1] < wanted[1]) {
            shape[1] = wanted[1];
        }
        return shape == wanted;
    }

    void matchOne(const std::string& fileName, const ByteTensor& tensor) {
        const std::string name = m_options.rename ? m_options.rename(fileName) : fileName;
        const auto target = m_state.find(name);
        if (target == m_state.end() || m_sources.contains(name)) {
            if (target != m_state.end() || !ignored(name)) {
                m_unexpected.push_back(shownName(fileName));
            }
            return;
        }
        m_sources.emplace(name, &tensor);
        const bool floats = tensor.dtype == DType::F32 || tensor.dtype == DType::F16;
        if (!fits(name, tensor.shape) || floats != target->second.is_floating_point()) {
            m_misshaped.push_back(name + ": " + dtypeName(tensor.dtype) + shapeText(tensor.shape) +
                                  " in the file, " + shapeText(target->second.sizes().vec()) +
                                  " in the network");
        }
    }

    const State& m_state;
    const LoadOptions& m_options;
    std::map<std::string, const ByteTensor*> m_sources; ///< by name in the network
    std::vector<std::string> m_missing;
    std::vector<std::string> m_unexpected;
    std::vector<std::string> m_misshaped;
};

Status load(torch::nn::Module& network, const TensorMap& tensors, const LoadOptions& options,
            const std::string& subject) {
    const State state = stateOf(network);
    Matcher matcher(state, options);
    matcher.match(tensors);
    if (const std::string complaint = matcher.complaint(); !complaint.empty()) {
        return fail(ErrorCode::InvalidArgument,
                    subject + " not fit the network: " + complaint + ".",
                    "Choose weights that were made for this network and its settings.");
    }
    matcher.apply();
    return {};
}

} // namespace

Status loadWeights(torch::nn::Module& network, const TensorMap& tensors,
                   const LoadOptions& options) {
    return load(network, tensors, options, "The weights do");
}

Status loadWeights(torch::nn::Module& network, const std::filesystem::path& path,
                   const LoadOptions& options) {
    const Result<TensorFile> file = readSafetensors(path);
    if (!file) {
        return fail(file.error());
    }
    return load(network, file->tensors, options, path.string() + " does");
}

Result<TensorMap> weightsOf(const torch::nn::Module& network) {
    TensorMap tensors;
    std::vector<std::string> refused;
    for (const auto& [name, tensor] : stateOf(network)) {
        Result<ByteTensor> copy = fromTorch(tensor);
        if (copy) {
            tensors.emplace(name, std::move(*copy));
        } else {
            refused.push_back(name + ": " + torch::toString(tensor.scalar_type()));
        }
    }
    if (!refused.empty()) {
        return fail(ErrorCode::InvalidArgument,
                    "The network cannot be saved: " +
                        listed(refused, "of a type that files do not hold") + ".",
                    "Convert it to 32-bit numbers first.");
    }
    return tensors;
}

Result<TensorMap> halvedWeightsOf(const torch::nn::Module& network) {
    Result<TensorMap> tensors = weightsOf(network);
    if (tensors) {
        for (auto& [name, tensor] : *tensors) {
            if (tensor.dtype == DType::F32) {
                tensor = *fromTorch(toTorch(tensor).to(torch::kFloat16));
            }
        }
    }
    return tensors;
}

Status saveWeights(const torch::nn::Module& network, const std::filesystem::path& path,
                   const std::map<std::string, std::string>& metadata) {
    Result<TensorMap> tensors = weightsOf(network);
    if (!tensors) {
        return fail(tensors.error().code, path.string() + ": " + tensors.error().message,
                    tensors.error().advice);
    }
    return writeSafetensors(path, {std::move(*tensors), metadata});
}

void useChannelsLast(torch::nn::Module& network, bool channelsLast) {
    const torch::NoGradGuard guard;
    constexpr int kConvolutionSides = 4;
    for (torch::Tensor& weight : network.parameters()) {
        if (weight.dim() == kConvolutionSides) {
            weight.set_data(weight.contiguous(channelsLast ? torch::MemoryFormat::ChannelsLast
                                                           : torch::MemoryFormat::Contiguous));
        }
    }
}

} // namespace maquette
