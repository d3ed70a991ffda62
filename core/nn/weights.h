// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
/// @file  Weights of a network from named tensors and back. Either all fit or nothing changes.

#include "core/nn/torch.h"

#include "core/nn/safetensors.h"

#include <functional>
#include <set>

namespace maquette {

struct LoadOptions {
    /// From a name in the file to the name in the network. Empty: they are the same.
    std::function<std::string(const std::string&)> rename;

    /// Convolution weights [out,in,h,w] (names in the network) for which the file may hold fewer
    /// input channels: they become the first ones and the weights of the others 0, so that the
    /// network begins by computing what it did without them.
    std::set<std::string> widen;

    /// Tensors that the network need not have: beginnings of names in the network, e.g. "fc.".
    std::vector<std::string> ignore;
};

/// Copies @p tensors into the parameters and buffers of the same name, keeping the network's
/// dtypes (F16 and F32 convert), device and memory format. The counters "….num_batches_tracked",
/// which older files lack, may be missing.
/// @errors  InvalidArgument: names that are missing, unexpected or have another shape or kind of
///          number, all in one message; the network is as before.
[[nodiscard]] Status loadWeights(torch::nn::Module& network, const TensorMap& tensors,
                                 const LoadOptions& options = {});

/// The same from a safetensors file.
/// @errors  those of readSafetensors and of loadWeights, naming the file.
[[nodiscard]] Status loadWeights(torch::nn::Module& network, const std::filesystem::path& path,
                                 const LoadOptions& options = {});

/// Copies of all parameters and buffers.
/// @errors  InvalidArgument: names of those whose dtype cannot be saved, all in one message.
[[nodiscard]] Result<TensorMap> weightsOf(const torch::nn::Module& network);

/// The same in half precision but for counters, as models are handed on. @errors  as weightsOf.
[[nodiscard]] Result<TensorMap> halvedWeightsOf(const torch::nn::Module& network);

/// Writes weightsOf(network) and texts (configuration, metrics, template id) as one file.
/// @errors  those of weightsOf and writeSafetensors, naming the file.
[[nodiscard]] Status saveWeights(const torch::nn::Module& network,
                                 const std::filesystem::path& path,
                                 const std::map<std::string, std::string>& metadata = {});

/// Turns the weights of all convolutions into the memory format channels-last, which oneDNN's
/// convolutions prefer where their input has it too, or back. Values, names and saved files stay
/// the same.
void useChannelsLast(torch::nn::Module& network, bool channelsLast = true);

} // namespace maquette
