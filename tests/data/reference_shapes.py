#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Computes the shapes of 20 characters straight from MakeHuman's data files, with numpy only.

An implementation of its own to test core/data/library.h against: a macro target's weight comes
from the words in its file name, sliders from target.json.

    python3 tests/data/reference_shapes.py LIBRARY tests/assets/library

LIBRARY is the folder that set-up fills (mpfb2/ and faceunits01/). Writes
  reference_shapes.json   the characters' parameters, and how the other file is packed
  reference_shapes.bin.gz every vertex of every character: differences of whole steps of STEP
                          metres, first to the character before, then to the vertex before, as
                          32-bit numbers split into four planes of bytes
"""
import gzip
import json
import pathlib
import sys

import numpy as np

VERTICES = 19158
STEP = 3e-6
CHARACTERS = 20
ETHNICITIES = ("african", "asian", "caucasian")


def read_base(path):
    lines = [line.split() for line in path.read_text().splitlines() if line.startswith("v ")]
    return np.array([[float(x) for x in line[1:4]] for line in lines]) * 0.1


def read_target(path):
    opener = gzip.open if path.suffix == ".gz" else open
    dense = np.zeros((VERTICES, 3))
    with opener(path, "rt") as file:
        for line in file:
            words = line.split()
            if words and not line.startswith("#"):
                dense[int(words[0])] += [float(x) * 0.1 for x in words[1:4]]
    return dense


def around_half(value, low, middle, high):
    """MakeHuman's three-way split of a parameter in 0 ... 1."""
    weights = {low: max(0.0, 1 - 2 * value), high: max(0.0, 2 * value - 1)}
    weights[middle] = 1 - weights[low] - weights[high]
    return weights


def factor_weights(macro):
    """Weight of every word that a macro target's file name can hold."""
    weights = {"male": macro["gender"], "female": 1 - macro["gender"]}
    ages = [1, 10, 25, 90]
    for i, name in enumerate(("baby", "child", "young", "old")):
        hat = np.zeros(4)
        hat[i] = 1
        weights[name] = float(np.interp(macro["age"], ages, hat))
    for name, key in (("muscle", "muscle"), ("weight", "weight"), ("height", "height"),
                      ("cup", "cupSize"), ("firmness", "firmness")):
        weights |= around_half(macro[key], "min" + name, "average" + name, "max" + name)
    weights |= around_half(macro["proportions"], "uncommonproportions", "regularproportions",
                           "idealproportions")
    total = sum(macro[name] for name in ETHNICITIES)
    weights |= {name: macro[name] / total for name in ETHNICITIES}
    return weights


def macro_shape(targets, macro):
    weights = factor_weights(macro)
    offset = np.zeros((VERTICES, 3))
    files = [*targets.glob("macrodetails/**/*.target.gz"), *targets.glob("breast/female-*.gz")]
    for path in files:
        words = path.name.removesuffix(".target.gz").split("-")
        weight = np.prod([weights[word] for word in words if word != "universal"])
        if weight > 0:
            offset += weight * read_target(path)
    return offset


def list_sliders(targets):
    """Slider name -> (target below 0 or None, target above 0)."""
    sliders = {}
    for folder, content in json.loads((targets / "target.json").read_text()).items():
        if folder == "genitals":
            continue
        for category in content["categories"]:
            ends = category.get("opposites")
            name = category["name"]
            if name == "bulge-decr-incr":
                continue
            if ends is None and len(category["targets"]) == 1:
                sliders[f"{folder}/{name}"] = (None, f"{folder}/{name}")
            elif ends is not None:
                for side, prefix in (("left", "l-"), ("right", "r-"), ("unsided", "")):
                    pair = [ends["negative-" + side], ends["positive-" + side]]
                    if all(pair):
                        sliders[f"{folder}/{prefix}{name}"] = tuple(f"{folder}/{p}" for p in pair)
    for path in targets.glob("asym/*-l.target.gz"):
        stem = "asym/" + path.name.removesuffix("-l.target.gz")
        sliders[stem + "-l-r"] = (stem + "-l", stem + "-r")
    return sliders


def draw_parameters(rng, sliders, units, index):
    """Anything in range, not only what is plausible: corners must be right as well."""
    macro = {key: round(float(rng.uniform()), 3)
             for key in ("gender", "muscle", "weight", "height", "proportions", "cupSize",
                         "firmness", *ETHNICITIES)}
    macro["age"] = round(float(rng.uniform(1, 90)), 2)
    if index == 0:  # the default character
        macro = dict.fromkeys(macro, 0.5) | {"age": 25.0} | dict.fromkeys(ETHNICITIES, 1.0)
        return {"macro": macro, "sliders": {}, "facialUnits": {}}
    if index == 1:  # every parameter at an end
        macro = {"gender": 0.0, "age": 90.0, "muscle": 1.0, "weight": 0.0, "height": 1.0,
                 "proportions": 1.0, "cupSize": 1.0, "firmness": 0.0, "african": 0.0,
                 "asian": 1.0, "caucasian": 0.0}
    chosen = rng.choice(sorted(sliders), size=40, replace=False)
    values = {str(name): round(float(rng.uniform(-1 if sliders[name][0] else 0, 1)), 3)
              for name in chosen}
    faces = {str(name): round(float(rng.uniform()), 3)
             for name in rng.choice(units, size=5, replace=False)}
    return {"macro": macro, "sliders": values, "facialUnits": faces}


def shape_of(library, base, sliders, parameters):
    targets = library / "mpfb2/targets"
    shape = base + macro_shape(targets, parameters["macro"])
    for name, value in parameters["sliders"].items():
        target = sliders[name][0 if value < 0 else 1]
        if value:
            shape += abs(value) * read_target(targets / (target + ".target.gz"))
    for name, value in parameters["facialUnits"].items():
        unit = library / "faceunits01/targets/faceunits" / (name + ".target")
        shape += value * read_target(unit)
    return shape


def pack(shapes):
    steps = np.round(np.array(shapes) / STEP).astype(np.int64)
    steps = np.diff(steps, axis=0, prepend=0)
    steps = np.diff(steps, axis=1, prepend=0).astype("<i4")
    # Zigzag keeps the high bytes of small negative numbers zero.
    zigzag = ((steps << 1) ^ (steps >> 31)).astype("<u4")
    planes = zigzag.reshape(-1).view(np.uint8).reshape(-1, 4).T
    return gzip.compress(np.ascontiguousarray(planes).tobytes(), 9, mtime=0)


def main():
    library, output = (pathlib.Path(argument) for argument in sys.argv[1:3])
    base = read_base(library / "mpfb2/3dobjs/base.obj")
    sliders = list_sliders(library / "mpfb2/targets")
    units = sorted(p.stem for p in (library / "faceunits01/targets/faceunits").glob("*.target"))
    rng = np.random.default_rng(20260101)
    characters = [draw_parameters(rng, sliders, units, i) for i in range(CHARACTERS)]
    shapes = [shape_of(library, base, sliders, character) for character in characters]
    data = pack(shapes)
    (output / "reference_shapes.bin.gz").write_bytes(data)
    header = {"vertices": VERTICES, "step": STEP, "characters": characters,
              "sliders": sorted(sliders)}
    (output / "reference_shapes.json").write_text(json.dumps(header, indent=1) + "\n")
    print(f"{len(characters)} characters, {len(sliders)} sliders, {len(data)} bytes")


if __name__ == "__main__":
    main()
