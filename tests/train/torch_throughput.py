#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Times how fast PyTorch trains the network of core/nn/character_network.h, to compare with ours.

    python3 -m venv venv && venv/bin/pip install torch
    venv/bin/python tests/train/torch_throughput.py           pictures a second, plain default
    ... --plan "2 threads, channels-last, float32"            likewise, as ComputePlan::toText
    ... --all                                                 every plan, each in its own process
    ... --check resources/models/character.safetensors        do names and shapes agree with ours?

Names, sizes, starting values and order of the work are those of core/nn; the step is that of
core/train/training_speed.cpp: random numbers, forward in training mode, squares, backward.
"""
import argparse
import contextlib
import json
import os
import pathlib
import struct
import subprocess
import sys
import time

import torch
from torch import nn
from torch.nn import functional

BATCH, BONES, JOINTS = 32, 163, 77  # of the timing
PICTURE_SIDE, FACE_SIDE = 160, 96
BODY_POINTS, FACE_POINTS = 33, 468
COEFFICIENTS, WIDTH, NOISE, MAP_SIDE = 96, 384, 16, 64
MASKS, FRAME, KNOWN = 2, 6, 4
SLOPE, DROPOUT = 0.1, 0.1
ENCODER_CHANNELS = (16, 32, 64, 128, 192)
SILHOUETTE_SIDE, SILHOUETTE_FEATURES, SILHOUETTE_CHANNELS = 80, 256, (16, 32, 64, 96)
# Pairs of landmarks at both ends, first and last line, lines, reach: see limb_profiles.cpp.
WAYS = (
    ((11, 12), (23, 24), -0.15, 1.35, 14, 0.40),
    ((11, 12), (7, 8), 0.25, 1.95, 8, 0.20),
    ((11, 11), (13, 13), 0.1, 1.0, 5, 0.16),
    ((12, 12), (14, 14), 0.1, 1.0, 5, 0.16),
    ((13, 13), (15, 15), 0.2, 1.0, 5, 0.12),
    ((14, 14), (16, 16), 0.2, 1.0, 5, 0.12),
    ((15, 15), (19, 19), 0.4, 1.2, 2, 0.10),
    ((16, 16), (20, 20), 0.4, 1.2, 2, 0.10),
    ((23, 23), (25, 25), 0.1, 1.0, 7, 0.20),
    ((24, 24), (26, 26), 0.1, 1.0, 7, 0.20),
    ((25, 25), (27, 27), 0.15, 1.0, 6, 0.14),
    ((26, 26), (28, 28), 0.15, 1.0, 6, 0.14),
    ((29, 29), (31, 31), 0.1, 1.0, 3, 0.12),
    ((30, 30), (32, 32), 0.1, 1.0, 3, 0.12),
)
LINE_PLACES, HALF_PLACES, SHORTEST, PROFILE_FEATURES = 17, 9, 0.02, 192
LAYOUT, PICTURE_CELLS, FACE_CELLS = 32, 5, 3
LOCALISER_CHANNELS, LOOKS, JOINT_NUMBERS = 48, 8, 256
BODY_COMPONENTS, WORLD_COMPONENTS, FACE_COMPONENTS = 96, 64, 64
POINT_FEATURES, SHAPE_FEATURES = 192, 64
SEED_CHANNELS, SEED_SIDE = 64, 4
WARM_UP_STEPS, SECONDS, LIMIT_SECONDS = 2, 3.0, 60
DEFAULT = "default"


def leaky():
    return nn.LeakyReLU(SLOPE, inplace=True)


def perceptron(numbers, hidden, out, dropout=0.0):
    layers = []
    for following in (hidden, out):
        layers += [nn.Linear(numbers, following), nn.LayerNorm(following), leaky()]
        layers += [nn.Dropout(dropout)] if dropout else []
        numbers = following
    return nn.Sequential(*layers)


def trunk(numbers, quiet):
    layers = perceptron(numbers, WIDTH, WIDTH, DROPOUT)
    nn.init.zeros_(layers[0].weight.data[:, :quiet])
    return layers


def zeroed(layer):
    nn.init.zeros_(layer.weight)
    nn.init.zeros_(layer.bias)
    return layer


def cell_middles(count):
    return (torch.arange(count, dtype=torch.float32) + 0.5) * (2.0 / count) - 1.0


class Whitening(nn.Module):
    def __init__(self, numbers, out):
        super().__init__()
        self.register_buffer("mean", torch.zeros(numbers))
        self.register_buffer("components", torch.eye(numbers, out))

    def forward(self, rows):
        return (rows - self.mean).matmul(self.components)


def plain_convolution(channels, out, stride=1):
    return nn.Conv2d(channels, out, 3, stride=stride, padding=1, bias=False)


def encoder_convolution(channels, out, stride):
    made = plain_convolution(channels, out, stride)
    nn.init.kaiming_normal_(made.weight, SLOPE, "fan_out", "leaky_relu")
    return made


class LightStage(nn.Module):
    def __init__(self, channels, out):
        super().__init__()
        self.down = encoder_convolution(channels, out, 2)
        self.norm = nn.BatchNorm2d(out)
        self.conv1 = encoder_convolution(out, out, 1)
        self.norm1 = nn.BatchNorm2d(out)
        self.conv2 = encoder_convolution(out, out, 1)
        self.norm2 = nn.BatchNorm2d(out)

    def forward(self, x):
        x = functional.leaky_relu_(self.norm(self.down(x)), SLOPE)
        y = functional.leaky_relu_(self.norm1(self.conv1(x)), SLOPE)
        return functional.leaky_relu_(self.norm2(self.conv2(y)).add_(x), SLOPE)


class LightEncoder(nn.Module):
    def __init__(self, channels):
        super().__init__()
        first = ENCODER_CHANNELS[0]
        self.stem = encoder_convolution(channels, first, 2)
        self.stem_norm = nn.BatchNorm2d(first)
        sizes = zip(ENCODER_CHANNELS, ENCODER_CHANNELS[1:])
        self.stages = nn.Sequential(*[LightStage(*size) for size in sizes])

    def forward(self, image):
        x = functional.leaky_relu_(self.stem_norm(self.stem(image)), SLOPE)
        stages = []
        for stage in self.stages:
            x = stage(x)
            stages.append(x)
        return stages, x.mean((2, 3))


class SilhouetteEncoder(nn.Module):
    def __init__(self):
        super().__init__()
        layers, channels, side = [], MASKS + 2, SILHOUETTE_SIDE
        for following in SILHOUETTE_CHANNELS:
            for stride in (2, 1):
                layers.append(plain_convolution(channels, following, stride))
                layers += [nn.BatchNorm2d(following), leaky()]
                channels = following
            side //= 2
        self.maps = nn.Sequential(*layers)
        self.features = nn.Sequential(
            nn.Dropout(DROPOUT),
            nn.Linear(channels * side * side, SILHOUETTE_FEATURES),
            nn.LayerNorm(SILHOUETTE_FEATURES),
            leaky(),
        )

    def forward(self, masks):
        shape = (masks.size(0), 1, SILHOUETTE_SIDE, SILHOUETTE_SIDE)
        cells = cell_middles(SILHOUETTE_SIDE)
        across = cells.view(1, 1, 1, -1).expand(shape)
        down = cells.view(1, 1, -1, 1).expand(shape)
        return self.features(self.maps(torch.cat((masks, across, down), 1)).flatten(1))


class LimbProfiles(nn.Module):
    def __init__(self):
        super().__init__()
        self.begin = torch.zeros(len(WAYS), BODY_POINTS)
        self.end = torch.zeros(len(WAYS), BODY_POINTS)
        way, along, across = [], [], []
        for w, (begin, end, first, last, lines, reach) in enumerate(WAYS):
            for landmark in begin:
                self.begin[w, landmark] += 0.5
            for landmark in end:
                self.end[w, landmark] += 0.5
            for i in range(lines):
                way.append(w)
                along.append(first + i / (lines - 1) * (last - first))
                across.append(torch.linspace(-reach, reach, LINE_PLACES))
        self.way = torch.tensor(way)
        self.along = torch.tensor(along).unsqueeze(1)
        self.across = torch.stack(across)
        numbers = MASKS * len(way) * (LINE_PLACES + 2) + 2 * len(WAYS)
        layers = perceptron(numbers, 256, PROFILE_FEATURES, DROPOUT)
        self.layers = nn.Sequential(nn.BatchNorm1d(numbers, eps=1e-3), *layers)

    def forward(self, masks, body):
        landmarks = body.view(len(body), BODY_POINTS, -1)
        points = landmarks[:, :, :2]
        begin = self.begin.matmul(points)
        way = self.end.matmul(points) - begin
        deep = (self.end - self.begin).matmul(landmarks[:, :, 2:3])
        length = way.norm(dim=-1, keepdim=True)
        ahead = way / length.clamp_min(1e-3)
        aside = torch.stack((-ahead[..., 1], ahead[..., 0]), -1).index_select(1, self.way)
        middles = begin.index_select(1, self.way) + self.along * way.index_select(1, self.way)
        places = middles.unsqueeze(2) + self.across.unsqueeze(-1) * aside.unsqueeze(2)
        seen = functional.grid_sample(masks, places, padding_mode="border", align_corners=False)
        covered = 0.5 * seen + 0.5
        left = covered[..., :HALF_PLACES].flip(-1).cumprod(-1).mean(-1, keepdim=True)
        right = covered[..., HALF_PLACES - 1 :].cumprod(-1).mean(-1, keepdim=True)
        numbers = (torch.cat((seen, left, right), -1), torch.log(length + SHORTEST), deep)
        return self.layers(torch.cat([x.flatten(1) for x in numbers], 1))


class JointLocaliser(nn.Module):
    def __init__(self, joints):
        super().__init__()
        channels = LOCALISER_CHANNELS
        for i, below in enumerate(ENCODER_CHANNELS[1:]):
            self.add_module(f"lateral{i}", nn.Conv2d(below, channels, 1))
        self.smooth = plain_convolution(channels, channels)
        self.norm = nn.BatchNorm2d(channels)
        self.heat = nn.Conv2d(channels, joints, 1)
        weight = torch.randn(joints, channels, 1 + LOOKS) / channels**0.5
        weight[:, :, 0] = 0
        self.read_weight = nn.Parameter(weight)
        self.read_bias = nn.Parameter(torch.zeros(joints, 1, 1 + LOOKS))

    def brought_together(self, maps):
        x = self.lateral3(maps[3])
        for i in (2, 1, 0):
            larger = functional.interpolate(x, size=maps[i].shape[2:], mode="nearest")
            x = getattr(self, f"lateral{i}")(maps[i]) + larger
        return functional.leaky_relu(self.norm(self.smooth(x)), SLOPE)

    def forward(self, maps, guesses, reach):
        x = self.brought_together(maps)
        n, _, height, width = x.shape
        across = cell_middles(width).unsqueeze(0).expand(height, width)
        down = cell_middles(height).unsqueeze(1).expand(height, width)
        cells = torch.stack((across, down, across**2 + down**2), -1).view(-1, 3)
        middle = guesses[:, :, :2]
        prior = torch.cat((middle, torch.full_like(middle[:, :, :1], -0.5)), -1)
        prior = prior * reach.square().reciprocal().view(-1, 1, 1)
        seen_heat = self.heat(x).flatten(2).contiguous()
        logarithms = torch.baddbmm(seen_heat, prior, cells.t().expand(n, -1, -1)).log_softmax(-1)
        heat = logarithms.exp()
        moments = heat.matmul(cells)
        flat = moments[:, :, :2]
        variance = moments[:, :, 2] - flat.square().sum(-1)
        seen = heat.bmm(x.permute(0, 2, 3, 1).flatten(1, 2)).transpose(0, 1)
        read = torch.baddbmm(self.read_bias, seen, self.read_weight).transpose(0, 1)
        places = torch.cat((flat, guesses[:, :, 2:] + read[:, :, :1]), -1)
        spread = 0.5 * torch.log(100.0 * variance.clamp_min(0.0) + 1e-3)
        return places, spread, read[:, :, 1:]


class JointFeatures(nn.Module):
    def __init__(self, parents):
        super().__init__()
        count = len(parents)
        pairs = [(parent, i) for i, parent in enumerate(parents) if parent >= 0]
        self.parent, self.child = torch.tensor(pairs).t()
        self.white_places = Whitening(3 * count, 128)
        self.white_lengths = Whitening(len(pairs), 64)
        self.layers = perceptron(128 + 64 + (1 + LOOKS) * count, 384, JOINT_NUMBERS)

    def lengths(self, places):
        ways = places.index_select(1, self.parent) - places.index_select(1, self.child)
        logarithms = 0.5 * torch.log(ways.square().sum(-1) + 0.02 * 0.02)
        return logarithms - logarithms.mean(1, keepdim=True)

    def forward(self, places, spread, looks):
        white = self.white_places(places.flatten(1)), self.white_lengths(self.lengths(places))
        return self.layers(torch.cat((*white, spread, looks.flatten(1)), 1))


def map_decoder():
    layers, channels, side = [], SEED_CHANNELS, SEED_SIDE
    while side < MAP_SIDE:
        following = max(16, channels // 2)
        layers += [nn.Upsample(scale_factor=2.0, mode="nearest")]
        layers += [nn.Conv2d(channels, following, 3, padding=1), leaky()]
        channels = following
        side *= 2
    return nn.Sequential(*layers, zeroed(nn.Conv2d(channels, 6, 3, padding=1)))


def rotations_from_six(columns):
    a, b = columns[..., :3], columns[..., 3:]
    x = functional.normalize(a, dim=-1, eps=1e-6)
    y = functional.normalize(b - (x * b).sum(-1, True) * x, dim=-1, eps=1e-6)
    return torch.stack((x, y, torch.cross(x, y, -1)), -1)


class CharacterNetwork(nn.Module):
    def __init__(self, parents=(0,) * JOINTS, bones=BONES):
        super().__init__()
        self.bones = bones
        self.bfloat16 = False
        self.picture_encoder = LightEncoder(3 + MASKS)
        self.face_encoder = LightEncoder(3)
        self.silhouette = SilhouetteEncoder()
        self.profiles = LimbProfiles()
        self.add_point_layers()
        self.picture_layout = nn.Conv2d(ENCODER_CHANNELS[-1], LAYOUT, 1)
        self.face_layout = nn.Conv2d(ENCODER_CHANNELS[-1], LAYOUT, 1)
        outline = SILHOUETTE_FEATURES + PROFILE_FEATURES + FRAME + KNOWN
        posed = outline + POINT_FEATURES + WORLD_COMPONENTS
        self.guess = perceptron(posed, WIDTH, WIDTH)
        self.guess.append(zeroed(nn.Linear(WIDTH, 3 * len(parents))))
        self.localiser = JointLocaliser(len(parents))
        self.joint_features = JointFeatures(parents)
        pictures = JOINT_NUMBERS + 2 * ENCODER_CHANNELS[-1]
        pictures += LAYOUT * (PICTURE_CELLS**2 + FACE_CELLS**2)
        self.trunk = trunk(pictures + outline + 2 * SHAPE_FEATURES, pictures)
        self.pose_trunk = trunk(pictures + posed, pictures)
        self.add_answers()

    def add_point_layers(self):
        self.white_body = Whitening(4 * BODY_POINTS, BODY_COMPONENTS)
        self.white_world = Whitening(3 * BODY_POINTS, WORLD_COMPONENTS)
        self.white_face = Whitening(3 * FACE_POINTS, FACE_COMPONENTS)
        self.body_points = perceptron(BODY_COMPONENTS, 256, POINT_FEATURES)
        self.body_shape = perceptron(BODY_COMPONENTS, SHAPE_FEATURES, SHAPE_FEATURES)
        self.face_shape = perceptron(FACE_COMPONENTS, SHAPE_FEATURES, SHAPE_FEATURES)

    def add_answers(self):
        self.shape = zeroed(nn.Linear(WIDTH, COEFFICIENTS))
        self.height = zeroed(nn.Linear(WIDTH, 1))
        self.rotations = zeroed(nn.Linear(WIDTH, 6 * self.bones))
        self.scales = zeroed(nn.Linear(WIDTH, self.bones))
        self.camera = zeroed(nn.Linear(WIDTH, 4))
        self.map_seed = nn.Linear(WIDTH + NOISE, SEED_CHANNELS * SEED_SIDE**2)
        self.map_decoder = map_decoder()

    def encode(self, encoder, image):
        if not self.bfloat16:
            return encoder(image)
        with torch.autocast("cpu", torch.bfloat16):
            stages, pooled = encoder(image)
        return [stage.float() for stage in stages], pooled.float()

    def pictures_seen(self, picture, face, known, guesses):
        stages, pooled = self.encode(self.picture_encoder, picture)
        has_body = known[:, 0]
        reach = 0.12 * has_body + 0.5 * (1.0 - has_body)
        located = self.localiser(stages, guesses.detach(), reach)
        picture_layout = self.picture_layout(stages[-1]).flatten(1)
        seen = [self.joint_features(*located), torch.cat((pooled, picture_layout), 1)]
        stages, pooled = self.encode(self.face_encoder, face)
        face_layout = self.face_layout(stages[-1]).flatten(1)
        seen.append(torch.cat((pooled, face_layout), 1) * known[:, 1:2])
        return torch.cat(seen, 1), located[0]

    def dimly(self, layers, components):
        if not self.training:
            return layers(components)
        sees = (torch.rand(components.size(0), 1) >= 0.2).to(components.dtype)
        return layers(components + 0.3 * torch.randn_like(components)) * sees

    def maps(self, features):
        seed = self.map_seed(torch.cat((features, torch.zeros(len(features), NOISE)), 1))
        maps = self.map_decoder(seed.view(-1, SEED_CHANNELS, SEED_SIDE, SEED_SIDE))
        return {"residual": 0.01 * maps[:, :3], "texture": torch.sigmoid(maps[:, 3:])}

    def pose(self, features):
        identity = torch.tensor((1.0, 0.0, 0.0, 0.0, 1.0, 0.0))
        six = self.rotations(features).view(-1, self.bones, 6) + identity
        return {
            "rotations": rotations_from_six(six),
            "scales": self.scales(features),
            "camera": self.camera(features),
        }

    def forward(self, picture, face, body, world, face_points, frame, known):
        has_body, has_face = known[:, 0:1], known[:, 1:2]
        masks = functional.avg_pool2d(picture[:, 3:], PICTURE_SIDE // SILHOUETTE_SIDE)
        profiles = self.profiles(picture[:, 3:], body) * has_body
        outline = torch.cat((self.silhouette(masks), profiles, frame, known), 1)
        body = self.white_body(body)
        face_points = self.white_face(face_points)
        points = self.body_points(body) * has_body, self.white_world(world) * has_body
        posed = torch.cat((outline, *points), 1)
        guesses = self.guess(posed).view(len(body), -1, 3)
        pictures, places = self.pictures_seen(picture, face, known, guesses)
        dim = self.dimly(self.body_shape, body), self.dimly(self.face_shape, face_points)
        features = self.trunk(
            torch.cat((pictures, outline, dim[0] * has_body, dim[1] * has_face), 1)
        )
        answers = {"coefficients": self.shape(features), "height": self.height(features).squeeze(1)}
        answers |= self.pose(self.pose_trunk(torch.cat((pictures, posed), 1)))
        return answers | self.maps(features) | {"places": places}


def random_input(layout):
    return (
        torch.randn(BATCH, 5, PICTURE_SIDE, PICTURE_SIDE).contiguous(memory_format=layout),
        torch.randn(BATCH, 3, FACE_SIDE, FACE_SIDE).contiguous(memory_format=layout),
        torch.randn(BATCH, 4 * BODY_POINTS),
        torch.randn(BATCH, 3 * BODY_POINTS),
        torch.randn(BATCH, 3 * FACE_POINTS),
        torch.randn(BATCH, FRAME),
        torch.ones(BATCH, KNOWN),
    )


def run_step(network, numbers):
    network.zero_grad()
    answers = network(*numbers)
    judged = ("coefficients", "places", "rotations", "texture", "residual")
    sum(answers[name].square().mean() for name in judged).backward()


def prepared(plan):
    """The network and its input; "default" leaves PyTorch's settings as they are."""
    network, layout = CharacterNetwork().train(), torch.contiguous_format
    if plan != DEFAULT:
        threads, order, precision = plan.split(", ")
        torch.set_num_threads(int(threads.split()[0]))
        if order == "channels-last":
            layout = torch.channels_last
        network.bfloat16 = precision == "bfloat16"
    return network.to(memory_format=layout), random_input(layout)


def pictures_per_second(plan):
    network, numbers = prepared(plan)
    for _ in range(WARM_UP_STEPS):
        run_step(network, numbers)
    steps, start = 0, time.perf_counter()
    while time.perf_counter() - start < SECONDS:
        run_step(network, numbers)
        steps += 1
    return steps * BATCH / (time.perf_counter() - start)


def plan_names():
    for threads in range(1, os.cpu_count() + 1):
        for order in ("channels-last", "channels-first"):
            for precision in ("float32", "bfloat16"):
                yield f"{threads} thread{'s' if threads > 1 else ''}, {order}, {precision}"


def timed_apart(plan):
    """In a process of its own; None where it fails, as some precisions do on some processors."""
    command = [sys.executable, __file__, "--plan", plan]
    with contextlib.suppress(subprocess.SubprocessError):
        child = subprocess.run(
            command, stdout=subprocess.PIPE, timeout=LIMIT_SECONDS, check=True, text=True
        )
        return float(child.stdout)
    return None


def parameter_count(network):
    return sum(parameter.numel() for parameter in network.parameters())


def try_all():
    speeds = {plan: timed_apart(plan) for plan in (DEFAULT, *plan_names())}
    best = max(speeds, key=lambda plan: speeds[plan] or 0.0)
    return {
        "default": speeds[DEFAULT],
        "best": speeds[best],
        "best_plan": best,
        "all": speeds,
        "parameters": parameter_count(CharacterNetwork()),
        "torch": torch.__version__,
    }


def read_model(path):
    """Tensors of a safetensors file as float32 (whole numbers as they are), and its texts."""
    data = bytearray(path.read_bytes())
    (length,) = struct.unpack_from("<Q", data)
    header = json.loads(data[8 : 8 + length])
    texts = header.pop("__metadata__")
    kinds = {"F16": torch.float16, "F32": torch.float32, "I64": torch.int64}
    tensors = {}
    for name, entry in header.items():
        start, end = (8 + length + offset for offset in entry["data_offsets"])
        values = torch.frombuffer(data[start:end], dtype=kinds[entry["dtype"]])
        values = values.float() if values.is_floating_point() else values
        tensors[name] = values.view(entry["shape"])
    return tensors, texts


def check(path):
    """Throws where a name or a shape differs."""
    tensors, texts = read_model(path)
    settings = json.loads(texts["network"])
    network = CharacterNetwork([parent for _, parent in settings["joints"]], settings["bones"])
    ours = {name: x for name, x in tensors.items() if not name.startswith("shape_space.")}
    network.load_state_dict(ours, strict=True)
    return {"tensors": len(ours), "parameters": parameter_count(network)}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--plan", default=DEFAULT, help="what to time")
    parser.add_argument("--all", action="store_true", help="time every plan; prints JSON")
    parser.add_argument("--check", type=pathlib.Path, help="model to compare names and shapes with")
    arguments = parser.parse_args()
    if arguments.check:
        print(json.dumps(check(arguments.check)))
    elif arguments.all:
        print(json.dumps(try_all(), indent=1))
    else:
        print(f"{pictures_per_second(arguments.plan):.2f}")


if __name__ == "__main__":
    main()
