#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes with torchvision what the encoders of core/nn have to compute, and a small file with
the Python package safetensors.

    python3 -m venv venv && venv/bin/pip install torch torchvision safetensors numpy
    venv/bin/python tests/nn/make_reference.py tests/nn/reference

Weights and images follow a formula on whole numbers that tests/nn/formula.cpp repeats bit by bit,
so that neither needs to be stored. Networks run with 64-bit numbers: what they give is the true
value of the formula's weights. Writes
  encoders.json              per network and input size: some values of the map before the
                             classifier, mean and mean magnitude of the pooled vector, some logits
  small.safetensors.hex      the bytes of a small file
"""
import json
import math
import pathlib
import sys

import numpy as np
import safetensors.numpy
import torch
import torchvision

NETWORKS = ("resnet18", "resnet34", "resnet50", "densenet121")
INPUTS = ((1, 3, 256, 256), (2, 3, 97, 161))
MAP_VALUES = 64
LOGITS = 8


def mixed(seed, count):
    """A hash of (seed, index) for every index below count: 32 bits."""
    h = np.arange(count, dtype=np.uint32) * np.uint32(0x9E3779B9) + np.uint32(seed)
    h = (h ^ (h >> np.uint32(16))) * np.uint32(0x7FEB352D)
    h = (h ^ (h >> np.uint32(15))) * np.uint32(0x846CA68B)
    return h ^ (h >> np.uint32(16))


def seed_of(name):
    """FNV-1a, 32 bits."""
    h = 0x811C9DC5
    for byte in name.encode():
        h = (h ^ byte) * 0x01000193 & 0xFFFFFFFF
    return h


def uniform(name, count):
    """float32 in [-1, 1): multiples of 2^-23."""
    return (mixed(seed_of(name), count) >> np.uint32(8)).astype(np.float32) / np.float32(
        1 << 23
    ) - np.float32(1)


def weight(name, shape):
    if name.endswith("num_batches_tracked"):
        return torch.zeros(shape, dtype=torch.int64)
    u = uniform(name, math.prod(shape)).reshape(shape)
    f = np.float32
    if name.endswith("running_var"):
        values = f(1) + f(0.5) * u
    elif len(shape) > 1:
        values = f(math.sqrt(6.0 / math.prod(shape[1:]))) * u
    elif name.endswith("weight"):
        values = f(0.75) + f(0.25) * u
    else:  # biases and running means
        values = f(0.1) * u
    return torch.from_numpy(values)


def image(shape):
    """Noise on a slope, float32 [N, 3, H, W]."""
    n, c, y, x = np.indices(shape)
    slope = ((7 * x + 3 * y + 50 * c + 90 * n) % 256).astype(np.float32) / np.float32(128)
    noise = uniform("image", math.prod(shape)).reshape(shape)
    return torch.from_numpy(slope - np.float32(1) + np.float32(0.5) * noise)


def network(name):
    module = getattr(torchvision.models, name)(weights=None)
    state = {key: weight(key, tuple(value.shape)) for key, value in module.state_dict().items()}
    module.load_state_dict(state, strict=True)
    return module.double().eval(), state


def feature_map(name, module, pixels):
    if name.startswith("densenet"):
        return torch.relu(module.features(pixels))
    x = module.maxpool(module.relu(module.bn1(module.conv1(pixels))))
    return module.layer4(module.layer3(module.layer2(module.layer1(x))))


def expected(name, module, shape):
    pixels = image(shape).double()
    features = feature_map(name, module, pixels)
    pooled = features.mean((2, 3))
    logits = module(pixels)
    places = mixed(seed_of("places"), MAP_VALUES) % np.uint32(features.numel())
    return {
        "network": name,
        "input": list(shape),
        "map_shape": list(features.shape),
        "places": places.tolist(),
        "map": features.flatten()[places.astype(np.int64)].tolist(),
        "pooled_mean": pooled.mean().item(),
        "pooled_magnitude": pooled.abs().mean().item(),
        "logits": logits[-1, :LOGITS].tolist(),
    }


def small_file():
    tensors = {
        "weight": np.array([[1.5, -2]], np.float32),
        "half": np.array([0.5], np.float16),
        "count": np.array(7, np.int64),
        "bytes": np.array([1, 2, 255], np.uint8),
        "none": np.zeros((0, 3), np.float32),
        'odd "ü"\n\x01/': np.array([3.25], np.float32),
    }
    return safetensors.numpy.save(tensors, {"key": 'value "ü"'})


def main():
    folder = pathlib.Path(sys.argv[1])
    cases = []
    with torch.no_grad():
        for name in NETWORKS:
            module, state = network(name)
            if len(sys.argv) > 2:  # also whole weight files, to open by hand
                import safetensors.torch

                safetensors.torch.save_file(state, f"{sys.argv[2]}/{name}.safetensors")
            cases += [expected(name, module, shape) for shape in INPUTS]
    versions = {"torch": torch.__version__, "torchvision": torchvision.__version__}
    document = {"made_with": versions, "cases": cases}
    (folder / "encoders.json").write_text(json.dumps(document, indent=None) + "\n")
    data = small_file()
    rows = [data[i : i + 32].hex(" ") for i in range(0, len(data), 32)]
    (folder / "small.safetensors.hex").write_text("\n".join(rows) + "\n")


if __name__ == "__main__":
    main()
