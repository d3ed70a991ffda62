#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Prints the values that tst_random.cpp holds, computed from the published algorithms alone.

    tests/base/reference_random.py

The generators are checked here against the values published with them: splitmix64 of seed
1234567 and xoshiro256** of the state 1, 2, 3, 4.
"""
import math

MASK = (1 << 64) - 1


class SplitMix:
    """Vigna, splitmix64.c, 2015."""

    def __init__(self, seed):
        self.state = seed

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)


class Xoshiro:
    """Blackman and Vigna, xoshiro256starstar.c, 2018."""

    def __init__(self, state):
        self.s = list(state)

    @staticmethod
    def rotate(x, k):
        return ((x << k) | (x >> (64 - k))) & MASK

    def next(self):
        s = self.s
        result = (self.rotate((s[1] * 5) & MASK, 7) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = self.rotate(s[3], 45)
        return result


def seeded(seed):
    mix = SplitMix(seed)
    return Xoshiro([mix.next() for _ in range(4)])


def forked(seed, index):
    offset = (index * 0xD1342543DE82EF95 + 0x2545F4914F6CDD1D) & MASK
    return seeded(SplitMix(seed ^ offset).next())


def uniform(generator):
    return (generator.next() >> 11) / 2.0**53


def normal(generator):
    """Box and Muller 1958, the cosine branch; 1 - u so that the logarithm is finite."""
    radius = math.sqrt(-2.0 * math.log(1.0 - uniform(generator)))
    return radius * math.cos(2.0 * math.pi * uniform(generator))


def gamma(generator, shape):
    """Marsaglia and Tsang 2000, without the squeeze, with their boost for shapes below 1."""
    if shape < 1.0:
        u = uniform(generator)
        return gamma(generator, shape + 1.0) * u ** (1.0 / shape)
    d = shape - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = normal(generator)
        v = (1.0 + c * x) ** 3
        if v > 0.0:
            if math.log(1.0 - uniform(generator)) < 0.5 * x * x + d - d * v + d * math.log(v):
                return d * v


def check_published_values():
    mix = SplitMix(1234567)
    assert [mix.next() for _ in range(3)] == [6457827717110365317, 3203168211198807973, 9817491932198370423]
    known = Xoshiro([1, 2, 3, 4])
    assert [known.next() for _ in range(4)] == [11520, 0, 1509978240, 1215971899390074240]


def main():
    check_published_values()
    for seed in (0, 1, 20260101, MASK):
        generator = seeded(seed)
        print("bits", seed, ", ".join(f"{generator.next():#018x}" for _ in range(4)))
    for index in (0, 1, 7):
        generator = forked(42, index)
        print("fork 42", index, f"{generator.next():#018x}")
    generator = seeded(3)
    print("uniform 3", [uniform(generator).hex() for _ in range(4)])
    generator = seeded(3)
    print("below(10) 3", [int(uniform(generator) * 10) for _ in range(12)])
    generator = seeded(4)
    print("normal 4", [normal(generator) for _ in range(4)])
    for shape in (0.3, 1.0, 4.5):
        generator = seeded(5)
        print("gamma 5", shape, [gamma(generator, shape) for _ in range(3)])
    generator = seeded(6)
    x = gamma(generator, 2.0)
    print("beta 6 (2, 3)", x / (x + gamma(generator, 3.0)))
    generator = seeded(7)
    parts = [gamma(generator, a) for a in (0.5, 1.0, 2.0)]
    print("dirichlet 7 (0.5, 1, 2)", [part / sum(parts) for part in parts])


if __name__ == "__main__":
    main()
