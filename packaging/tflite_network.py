# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Reads TFLite files for tflite_to_onnx.py: tensors, operators, dense values of sparse weights."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import tflite

BUILTIN_NAMES = {
    code: name for name, code in vars(tflite.BuiltinOperator).items() if isinstance(code, int)
}
NUMPY_TYPES = {
    tflite.TensorType.FLOAT32: np.float32,
    tflite.TensorType.FLOAT16: np.float16,
    tflite.TensorType.INT32: np.int32,
    tflite.TensorType.INT64: np.int64,
}
INDEX_VECTORS = {
    tflite.SparseIndexVector.Int32Vector: tflite.Int32Vector,
    tflite.SparseIndexVector.Uint16Vector: tflite.Uint16Vector,
    tflite.SparseIndexVector.Uint8Vector: tflite.Uint8Vector,
}


class ConversionError(Exception):
    """The network holds something this converter does not know."""


@dataclass(frozen=True)
class Tensor:
    """A TFLite tensor: its name, its NHWC shape and, for constants, its value."""

    name: str
    shape: tuple[int, ...]
    value: np.ndarray | None


@dataclass(frozen=True)
class Operator:
    """A TFLite operator; tensors are given by index, an absent optional one is -1."""

    kind: str
    inputs: list[int]
    outputs: list[int]
    raw: Any

    def options(self, options_class: type) -> Any:
        """The operator's option table, read as @p options_class."""
        table = self.raw.BuiltinOptions()
        options = options_class()
        options.Init(table.Bytes, table.Pos)
        return options


@dataclass(frozen=True)
class Network:
    """The single subgraph of a TFLite file."""

    tensors: list[Tensor]
    operators: list[Operator]
    inputs: list[int]
    outputs: list[int]


def read_network(path: Path) -> Network:
    """Reads the only subgraph of a .tflite file."""
    model = tflite.Model.GetRootAsModel(path.read_bytes(), 0)
    if model.SubgraphsLength() != 1:
        raise ConversionError(f"{path.name} has {model.SubgraphsLength()} subgraphs, not one")
    graph = model.Subgraphs(0)
    return Network(
        tensors=[read_tensor(model, graph.Tensors(i)) for i in range(graph.TensorsLength())],
        operators=[
            read_operator(model, graph.Operators(i)) for i in range(graph.OperatorsLength())
        ],
        inputs=[int(i) for i in graph.InputsAsNumpy()],
        outputs=[int(i) for i in graph.OutputsAsNumpy()],
    )


def read_tensor(model: Any, raw: Any) -> Tensor:
    """Reads a tensor; sparse constants come out dense."""
    shape = tuple(int(n) for n in raw.ShapeAsNumpy()) if raw.ShapeLength() else ()
    buffer = model.Buffers(raw.Buffer())
    value = None
    if buffer.DataLength():
        if raw.Type() not in NUMPY_TYPES:
            raise ConversionError(f"constant {raw.Name().decode()} has type {raw.Type()}")
        flat = np.frombuffer(buffer.DataAsNumpy().tobytes(), NUMPY_TYPES[raw.Type()])
        value = densify(raw.Sparsity(), shape, flat) if raw.Sparsity() else flat.reshape(shape)
    return Tensor(raw.Name().decode(), shape, value)


def read_operator(model: Any, raw: Any) -> Operator:
    """Reads an operator; a custom one is known by its custom name."""
    code = model.OperatorCodes(raw.OpcodeIndex())
    builtin = max(code.BuiltinCode(), code.DeprecatedBuiltinCode())
    custom = builtin == tflite.BuiltinOperator.CUSTOM
    return Operator(
        kind=code.CustomCode().decode() if custom else BUILTIN_NAMES[builtin],
        inputs=[int(i) for i in raw.InputsAsNumpy()],
        outputs=[int(i) for i in raw.OutputsAsNumpy()],
        raw=raw,
    )


# --- sparse weights ------------------------------------------------------------------------


def densify(sparsity: Any, shape: tuple[int, ...], values: np.ndarray) -> np.ndarray:
    """Expands a sparse TFLite constant.

    A sparse tensor is stored as a tree, one level per traversed dimension: first the tensor's
    own dimensions, then those of its blocks (SparsityParameters in TFLite's schema). A dense
    level has all children; a sparse one (CSR) lists those that exist. The tree is walked level
    by level for all nodes at once: @c node is each path's position in the level, @c path its
    coordinates so far. The positions in the last level index @p values.
    """
    order = [int(d) for d in sparsity.TraversalOrderAsNumpy()]
    block_axes = [int(d) for d in sparsity.BlockMapAsNumpy()] if sparsity.BlockMapLength() else []
    levels = [sparsity.DimMetadata(i) for i in range(sparsity.DimMetadataLength())]

    node = np.zeros(1, np.int64)
    path = np.zeros((1, 0), np.int64)
    for level in levels:
        node, path = expand_level(level, node, path)

    rank = len(shape)
    block_size = np.ones(rank, np.int64)
    for level, dimension in zip(levels, order):
        if dimension >= rank:
            block_size[block_axes[dimension - rank]] = level.DenseSize()
    coordinates = np.zeros((len(node), rank), np.int64)
    for depth, dimension in enumerate(order):
        if dimension < rank:
            coordinates[:, dimension] += path[:, depth] * block_size[dimension]
        else:
            coordinates[:, block_axes[dimension - rank]] += path[:, depth]

    dense = np.zeros(shape, values.dtype)
    dense[tuple(coordinates.T)] = values[node]
    return dense


def expand_level(
    level: Any, node: np.ndarray, path: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Replaces every node by its children in the next level of a sparse tensor's tree."""
    if level.Format() == tflite.DimensionType.DENSE:
        size = level.DenseSize()
        index = np.tile(np.arange(size), len(node))
        counts = np.full(len(node), size)
        children = np.repeat(node * size, size) + index
    else:
        segments = read_indices(level.ArraySegmentsType(), level.ArraySegments())
        indices = read_indices(level.ArrayIndicesType(), level.ArrayIndices())
        starts, counts = segments[node], segments[node + 1] - segments[node]
        within = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
        children = np.repeat(starts, counts) + within
        index = indices[children]
    return children, np.concatenate([np.repeat(path, counts, axis=0), index[:, None]], axis=1)


def read_indices(vector_type: int, table: Any) -> np.ndarray:
    """Reads one of the three integer vectors a sparse level may use, as int64."""
    vector = INDEX_VECTORS[vector_type]()
    vector.Init(table.Bytes, table.Pos)
    return vector.ValuesAsNumpy().astype(np.int64)
