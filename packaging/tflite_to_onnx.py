#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Converts float TFLite networks to ONNX files that OpenCV 4.6's dnn module loads.

    tflite_to_onnx.py INPUT.tflite OUTPUT.onnx

Set-up runs it on the perception models; it needs the packages of converter-requirements.txt.

What it deals with:
  * weights stored as float16 (followed by DEQUANTIZE) or sparse (followed by DENSIFY): they
    become dense float32 constants;
  * layout: TFLite keeps images as NHWC, ONNX as NCHW. Every rank-4 tensor is permuted, tensors
    of other ranks keep their layout, and a RESHAPE between the two gets the Transpose it needs;
  * 'SAME' padding that is not symmetric: an explicit Pad in front of the convolution, because
    OpenCV refuses a convolution whose padding differs at the two ends;
  * MediaPipe's custom operator Convolution2DTransposeBias.

The one input is named 'input'; outputs keep their TFLite names and order. The files declare
operator set 11. One operator departs from it on purpose: Clip carries its bounds as attributes,
the form of operator set 6, since OpenCV 4.6 rejects a Clip with more than one input. The
standard form of the same graph is what onnx.checker is asked to approve.
"""

from __future__ import annotations

import argparse
import os
import struct
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Callable

import numpy as np
import onnx
import tflite
from onnx import TensorProto, helper, numpy_helper

from tflite_network import ConversionError, Network, Operator, read_network

OPSET = 11
IR_VERSION = 6
INPUT_NAME = "input"

# Axis k of an NCHW tensor is axis NCHW_FROM_NHWC[k] of the NHWC one, and the other way round.
NCHW_FROM_NHWC = (0, 3, 1, 2)
NHWC_FROM_NCHW = (0, 2, 3, 1)


# --- layout --------------------------------------------------------------------------------


def nchw_shape(shape: tuple[int, ...]) -> list[int]:
    """The ONNX shape of a TFLite tensor: rank 4 is permuted, other ranks stay."""
    return [shape[axis] for axis in NCHW_FROM_NHWC] if len(shape) == 4 else list(shape)


def nchw_value(value: np.ndarray) -> np.ndarray:
    """The ONNX value of a TFLite constant."""
    return value.transpose(NCHW_FROM_NHWC) if value.ndim == 4 else value


def same_padding(size: int, kernel: int, stride: int, dilation: int = 1) -> tuple[int, int]:
    """TFLite's 'SAME' padding along one axis: (before, after)."""
    outputs = -(-size // stride)
    total = max((outputs - 1) * stride + (kernel - 1) * dilation + 1 - size, 0)
    return total // 2, total - total // 2


# --- building ONNX -------------------------------------------------------------------------


@dataclass
class GraphBuilder:
    """Collects the nodes and constants of an ONNX graph and names them."""

    nodes: list[onnx.NodeProto] = field(default_factory=list)
    constants: list[onnx.TensorProto] = field(default_factory=list)

    def constant(self, value: np.ndarray) -> str:
        """Adds a constant and returns its name."""
        name = f"constant_{len(self.constants)}"
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def node(self, kind: str, inputs: list[str], output: str | None = None, **attributes) -> str:
        """Adds a node with one output and returns the output's name."""
        output = output or f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [output], name=output, **attributes))
        return output

    def pad(self, name: str, before: list[int], after: list[int]) -> str:
        """Adds a zero padding of an NCHW tensor."""
        amounts = self.constant(np.array(before + after, np.int64))
        return self.node("Pad", [name, amounts, self.constant(np.float32(0))], mode="constant")

    def clip(self, name: str, low: float, high: float) -> str:
        """Adds a Clip in the attribute form (see the head of this file)."""
        return self.node("Clip", [name], min=low, max=high)

    def drop_unused(self, outputs: list[str]) -> None:
        """Removes nodes and constants that no output depends on."""
        needed = set(outputs)
        kept = []
        for node in reversed(self.nodes):
            if node.output[0] in needed:
                kept.append(node)
                needed.update(node.input)
        self.nodes = kept[::-1]
        self.constants = [c for c in self.constants if c.name in needed]


class Converter:
    """Translates a TFLite network, operator by operator, into an ONNX graph."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.graph = GraphBuilder()
        # ONNX name of every TFLite tensor met so far, and values of the constant ones.
        self.names: dict[int, str] = {}
        self.values = {i: t.value for i, t in enumerate(network.tensors) if t.value is not None}

    def convert(self) -> onnx.ModelProto:
        """Returns the whole network as an ONNX model."""
        if len(self.network.inputs) != 1:
            raise ConversionError("only networks with one input are supported")
        self.names[self.network.inputs[0]] = INPUT_NAME
        for operator in self.network.operators:
            handler = self.HANDLERS.get(operator.kind)
            if handler is None:
                raise ConversionError(f"operator {operator.kind} is not supported")
            handler(self, operator)
        return self.model()

    def model(self) -> onnx.ModelProto:
        """Wraps the collected graph, naming its outputs as TFLite does."""
        outputs = []
        for index in self.network.outputs:
            name = self.network.tensors[index].name
            self.graph.node("Identity", [self.names[index]], output=name)
            outputs.append(self.value_info(name, index))
        self.graph.drop_unused([output.name for output in outputs])
        graph = helper.make_graph(
            self.graph.nodes,
            "network",
            [self.value_info(INPUT_NAME, self.network.inputs[0])],
            outputs,
            self.graph.constants,
        )
        model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)])
        model.ir_version = IR_VERSION
        return model

    def value_info(self, name: str, index: int) -> onnx.ValueInfoProto:
        """Declares an input or output of the graph."""
        return helper.make_tensor_value_info(name, TensorProto.FLOAT, nchw_shape(self.shape(index)))

    # Access to tensors.

    def shape(self, index: int) -> tuple[int, ...]:
        """NHWC shape of a tensor."""
        return self.network.tensors[index].shape

    def weights(self, index: int) -> np.ndarray:
        """Value of a constant float tensor, in TFLite's layout."""
        if index not in self.values:
            raise ConversionError(f"{self.network.tensors[index].name} should be a constant")
        return self.values[index].astype(np.float32)

    def name(self, index: int) -> str:
        """ONNX name of a tensor; a constant enters the graph when first asked for."""
        if index not in self.names:
            self.names[index] = self.graph.constant(nchw_value(self.weights(index)))
        return self.names[index]

    def name_in_tflite_order(self, index: int) -> str:
        """Like name(), with the elements of a rank-4 tensor back in NHWC order."""
        shape = self.shape(index)
        if len(shape) != 4 or shape[1:3] == (1, 1) or shape[3] == 1:
            return self.name(index)
        return self.graph.node("Transpose", [self.name(index)], perm=list(NHWC_FROM_NCHW))

    def activate(self, name: str, activation: int) -> str:
        """Adds the activation that TFLite fuses into an operator."""
        kinds = tflite.ActivationFunctionType
        if activation == kinds.NONE:
            return name
        if activation == kinds.RELU:
            return self.graph.node("Relu", [name])
        if activation == kinds.RELU6:
            return self.graph.clip(name, 0.0, 6.0)
        raise ConversionError(f"fused activation {activation} is not supported")

    # Operators. Each reads its options, adds nodes, and records the name of its output.

    def unpack_weights(self, op: Operator) -> None:
        """DEQUANTIZE of float16 and DENSIFY: constants, folded away."""
        self.values[op.outputs[0]] = self.weights(op.inputs[0])

    def convolution(self, op: Operator) -> None:
        """CONV_2D (weights: out, h, w, in per group)."""
        weights = self.weights(op.inputs[1]).transpose(0, 3, 1, 2)
        groups = self.shape(op.inputs[0])[3] // weights.shape[1]
        self.add_convolution(op, op.options(tflite.Conv2DOptions), weights, groups)

    def depthwise_convolution(self, op: Operator) -> None:
        """DEPTHWISE_CONV_2D (weights: 1, h, w, out)."""
        weights = self.weights(op.inputs[1]).transpose(3, 0, 1, 2)
        groups = self.shape(op.inputs[0])[3]
        self.add_convolution(op, op.options(tflite.DepthwiseConv2DOptions), weights, groups)

    def add_convolution(
        self, op: Operator, options: Any, weights: np.ndarray, groups: int
    ) -> None:
        """Adds a convolution; @p weights are in ONNX order (out, in per group, h, w)."""
        _, height, width, _ = self.shape(op.inputs[0])
        kernel = list(weights.shape[2:])
        strides = [options.StrideH(), options.StrideW()]
        dilations = [options.DilationHFactor(), options.DilationWFactor()]
        source = self.name(op.inputs[0])
        top = bottom = left = right = 0
        if options.Padding() == tflite.Padding.SAME:
            top, bottom = same_padding(height, kernel[0], strides[0], dilations[0])
            left, right = same_padding(width, kernel[1], strides[1], dilations[1])
        if (top, left) != (bottom, right):
            source = self.graph.pad(source, [0, 0, top, left], [0, 0, bottom, right])
            top = bottom = left = right = 0
        inputs = [source, self.graph.constant(weights)]
        if len(op.inputs) > 2 and op.inputs[2] >= 0:
            inputs.append(self.graph.constant(self.weights(op.inputs[2]).reshape(-1)))
        convolved = self.graph.node(
            "Conv",
            inputs,
            kernel_shape=kernel,
            strides=strides,
            dilations=dilations,
            pads=[top, left, bottom, right],
            group=groups,
        )
        self.names[op.outputs[0]] = self.activate(convolved, options.FusedActivationFunction())

    def transposed_convolution(self, op: Operator) -> None:
        """MediaPipe's Convolution2DTransposeBias; its options are three int32."""
        _, stride_width, stride_height = struct.unpack_from(
            "<iii", op.raw.CustomOptionsAsNumpy().tobytes()
        )
        weights = self.weights(op.inputs[1]).transpose(3, 0, 1, 2)
        strides = [stride_height, stride_width]
        kernel = list(weights.shape[2:])
        if kernel != strides:
            raise ConversionError(f"transposed convolution with kernel {kernel}, stride {strides}")
        bias = self.graph.constant(self.weights(op.inputs[2]).reshape(-1))
        self.names[op.outputs[0]] = self.graph.node(
            "ConvTranspose",
            [self.name(op.inputs[0]), self.graph.constant(weights), bias],
            kernel_shape=kernel,
            strides=strides,
        )

    def max_pool(self, op: Operator) -> None:
        """MAX_POOL_2D."""
        options = op.options(tflite.Pool2DOptions)
        _, height, width, _ = self.shape(op.inputs[0])
        kernel = [options.FilterHeight(), options.FilterWidth()]
        strides = [options.StrideH(), options.StrideW()]
        top = bottom = left = right = 0
        if options.Padding() == tflite.Padding.SAME:
            top, bottom = same_padding(height, kernel[0], strides[0])
            left, right = same_padding(width, kernel[1], strides[1])
        pooled = self.graph.node(
            "MaxPool",
            [self.name(op.inputs[0])],
            kernel_shape=kernel,
            strides=strides,
            pads=[top, left, bottom, right],
        )
        self.names[op.outputs[0]] = self.activate(pooled, options.FusedActivationFunction())

    def average_pool(self, op: Operator) -> None:
        """AVERAGE_POOL_2D over the whole image."""
        options = op.options(tflite.Pool2DOptions)
        if self.shape(op.inputs[0])[1:3] != (options.FilterHeight(), options.FilterWidth()):
            raise ConversionError("AVERAGE_POOL_2D is supported over the whole image only")
        pooled = self.graph.node("GlobalAveragePool", [self.name(op.inputs[0])])
        self.names[op.outputs[0]] = self.activate(pooled, options.FusedActivationFunction())

    def mean(self, op: Operator) -> None:
        """MEAN over height and width."""
        axes = sorted(int(a) % 4 for a in np.atleast_1d(self.values[op.inputs[1]]))
        if axes != [1, 2]:
            raise ConversionError(f"MEAN over axes {axes} is not supported")
        pooled = self.graph.node("GlobalAveragePool", [self.name(op.inputs[0])])
        shape = self.shape(op.outputs[0])
        if len(shape) != 4:
            pooled = self.reshape_to(pooled, shape)
        self.names[op.outputs[0]] = pooled

    def add(self, op: Operator) -> None:
        """ADD."""
        self.elementwise(op, "Add", op.options(tflite.AddOptions))

    def multiply(self, op: Operator) -> None:
        """MUL."""
        self.elementwise(op, "Mul", op.options(tflite.MulOptions))

    def elementwise(self, op: Operator, kind: str, options: Any) -> None:
        """An operator on two tensors of the same rank."""
        result = self.graph.node(kind, [self.name(op.inputs[0]), self.name(op.inputs[1])])
        self.names[op.outputs[0]] = self.activate(result, options.FusedActivationFunction())

    def prelu(self, op: Operator) -> None:
        """PRELU with one slope per channel."""
        slopes = self.weights(op.inputs[1])
        slopes = slopes.reshape(slopes.shape[-3:]).transpose(2, 0, 1)
        self.names[op.outputs[0]] = self.graph.node(
            "PRelu", [self.name(op.inputs[0]), self.graph.constant(slopes)]
        )

    def relu(self, op: Operator) -> None:
        """RELU."""
        self.names[op.outputs[0]] = self.graph.node("Relu", [self.name(op.inputs[0])])

    def logistic(self, op: Operator) -> None:
        """LOGISTIC."""
        self.names[op.outputs[0]] = self.graph.node("Sigmoid", [self.name(op.inputs[0])])

    def hard_swish(self, op: Operator) -> None:
        """HARD_SWISH: x * clip(x + 3, 0, 6) / 6."""
        source = self.name(op.inputs[0])
        shifted = self.graph.node("Add", [source, self.graph.constant(np.float32([3]))])
        gated = self.graph.node("Mul", [source, self.graph.clip(shifted, 0.0, 6.0)])
        sixth = self.graph.constant(np.float32([1 / 6]))
        self.names[op.outputs[0]] = self.graph.node("Mul", [gated, sixth])

    def pad(self, op: Operator) -> None:
        """PAD of an image."""
        amounts = self.values[op.inputs[1]][list(NCHW_FROM_NHWC)]
        self.names[op.outputs[0]] = self.graph.pad(
            self.name(op.inputs[0]), amounts[:, 0].tolist(), amounts[:, 1].tolist()
        )

    def resize_bilinear(self, op: Operator) -> None:
        """RESIZE_BILINEAR to a fixed size."""
        options = op.options(tflite.ResizeBilinearOptions)
        mode = "asymmetric"
        if options.AlignCorners():
            mode = "align_corners"
        elif options.HalfPixelCenters():
            mode = "half_pixel"
        absent = self.graph.constant(np.zeros(0, np.float32))
        sizes = self.graph.constant(np.array(nchw_shape(self.shape(op.outputs[0])), np.int64))
        self.names[op.outputs[0]] = self.graph.node(
            "Resize",
            [self.name(op.inputs[0]), absent, absent, sizes],
            mode="linear",
            coordinate_transformation_mode=mode,
        )

    def depth_to_space(self, op: Operator) -> None:
        """DEPTH_TO_SPACE."""
        block_size = op.options(tflite.DepthToSpaceOptions).BlockSize()
        self.names[op.outputs[0]] = self.graph.node(
            "DepthToSpace", [self.name(op.inputs[0])], blocksize=block_size, mode="DCR"
        )

    def reshape(self, op: Operator) -> None:
        """RESHAPE: from rank 4 to a lower rank, or to an image of one pixel."""
        shape = self.shape(op.outputs[0])
        if len(shape) == 4 and shape[1:3] != (1, 1):
            raise ConversionError(f"RESHAPE to {shape} is not supported")
        source = self.name_in_tflite_order(op.inputs[0])
        self.names[op.outputs[0]] = self.reshape_to(source, shape)

    def reshape_to(self, name: str, shape: tuple[int, ...]) -> str:
        """Adds a Reshape to the ONNX form of @p shape."""
        target = self.graph.constant(np.array(nchw_shape(shape), np.int64))
        return self.graph.node("Reshape", [name, target])

    def concatenation(self, op: Operator) -> None:
        """CONCATENATION."""
        rank = len(self.shape(op.outputs[0]))
        axis = op.options(tflite.ConcatenationOptions).Axis() % rank
        if rank == 4:
            axis = NCHW_FROM_NHWC.index(axis)
        names = [self.name(i) for i in op.inputs]
        self.names[op.outputs[0]] = self.graph.node("Concat", names, axis=axis)

    def fully_connected(self, op: Operator) -> None:
        """FULLY_CONNECTED (weights: out, in)."""
        weights = self.weights(op.inputs[1])
        source = self.name(op.inputs[0])
        if len(self.shape(op.inputs[0])) != 2:
            source = self.reshape_to(
                self.name_in_tflite_order(op.inputs[0]), (1, weights.shape[1])
            )
        bias = self.graph.constant(self.weights(op.inputs[2]))
        product = self.graph.node("Gemm", [source, self.graph.constant(weights), bias], transB=1)
        options = op.options(tflite.FullyConnectedOptions)
        self.names[op.outputs[0]] = self.activate(product, options.FusedActivationFunction())

    HANDLERS: dict[str, Callable[[Converter, Operator], None]] = {
        "ADD": add,
        "AVERAGE_POOL_2D": average_pool,
        "CONCATENATION": concatenation,
        "CONV_2D": convolution,
        "Convolution2DTransposeBias": transposed_convolution,
        "DENSIFY": unpack_weights,
        "DEPTHWISE_CONV_2D": depthwise_convolution,
        "DEPTH_TO_SPACE": depth_to_space,
        "DEQUANTIZE": unpack_weights,
        "FULLY_CONNECTED": fully_connected,
        "HARD_SWISH": hard_swish,
        "LOGISTIC": logistic,
        "MAX_POOL_2D": max_pool,
        "MEAN": mean,
        "MUL": multiply,
        "PAD": pad,
        "PRELU": prelu,
        "RELU": relu,
        "RESHAPE": reshape,
        "RESIZE_BILINEAR": resize_bilinear,
    }


# --- checking and writing ------------------------------------------------------------------


def standard_form(model: onnx.ModelProto) -> onnx.ModelProto:
    """A copy of the model whose Clip nodes take their bounds as inputs, as OPSET wants it."""
    copy = onnx.ModelProto()
    copy.CopyFrom(model)
    for node in copy.graph.node:
        if node.op_type != "Clip":
            continue
        for attribute in node.attribute:
            name = f"{node.name}_{attribute.name}"
            bound = numpy_helper.from_array(np.float32(attribute.f), name)
            copy.graph.initializer.append(bound)
        node.input.extend(f"{node.name}_{bound}" for bound in ("min", "max"))
        del node.attribute[:]
    return copy


def convert_file(source: Path, target: Path) -> None:
    """Converts one file; @p target appears only when it is complete."""
    model = Converter(read_network(source)).convert()
    onnx.checker.check_model(standard_form(model), full_check=True)
    partial = target.with_name(target.name + ".partial")
    onnx.save(model, partial)
    os.replace(partial, target)


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("source", type=Path, help="a .tflite file with float weights")
    parser.add_argument("target", type=Path, help="the .onnx file to write")
    arguments = parser.parse_args()
    try:
        convert_file(arguments.source, arguments.target)
    except ConversionError as error:
        parser.exit(1, f"{arguments.source.name}: {error}\n")


if __name__ == "__main__":
    main()
