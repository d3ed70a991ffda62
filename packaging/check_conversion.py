#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Compares the converted perception models with MediaPipe's own interpreter.

A development check, not part of the tests: it needs PyPI's mediapipe for the reference and
OpenCV 4.6 (Debian's python3-opencv) for our side, which do not share a numpy. So it runs twice:

    python3 -m venv venv && venv/bin/pip install mediapipe==0.10.21
    venv/bin/python check_conversion.py reference TFLITE_DIR REFERENCE_DIR [PHOTO...]
    /usr/bin/python3 check_conversion.py compare REFERENCE_DIR MODEL_DIR

The first call runs every TFLITE_DIR/NAME.tflite of MODELS in a MediaPipe graph on noise and on
the photos and stores inputs and outputs; the second runs MODEL_DIR/NAME.onnx in OpenCV on the
same inputs. It prints the largest difference of every output, absolute and relative to the
output's largest value, and fails if a relative one exceeds TOLERANCE. Person masks are compared
as the probabilities that the program uses, after the sigmoid, and allowed MASK_TOLERANCE: at a
few pixels with a steep edge the last bilinear enlargement rounds differently.
"""

from __future__ import annotations

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np

TOLERANCE = 1e-3
MASK_TOLERANCE = 2e-3
NOISE_IMAGES = 3
PERSON_MASK_SHAPE = (1, 256, 256, 1)


@dataclass(frozen=True)
class Model:
    """A network: side of its square input, range of the pixel values, NHWC output shapes."""

    size: int
    lowest: float
    outputs: dict[str, tuple[int, ...]]


POSE_LANDMARK = Model(
    256,
    0.0,
    {
        "Identity": (1, 195),
        "Identity_1": (1, 1),
        "Identity_2": PERSON_MASK_SHAPE,
        "Identity_3": (1, 64, 64, 39),
        "Identity_4": (1, 117),
    },
)
MODELS = {
    "pose_detection": Model(224, -1.0, {"Identity": (1, 2254, 12), "Identity_1": (1, 2254, 1)}),
    "pose_landmark_full": POSE_LANDMARK,
    "pose_landmark_heavy": POSE_LANDMARK,
    "face_detection_short_range": Model(
        128, -1.0, {"regressors": (1, 896, 16), "classificators": (1, 896, 1)}
    ),
    "face_landmark": Model(192, 0.0, {"conv2d_21": (1, 1, 1, 1404), "conv2d_31": (1, 1, 1, 1)}),
    "hand_landmark_full": Model(
        224,
        0.0,
        {"Identity": (1, 63), "Identity_1": (1, 1), "Identity_2": (1, 1), "Identity_3": (1, 63)},
    ),
    "palm_detection_full": Model(192, 0.0, {"Identity": (1, 2016, 18), "Identity_1": (1, 2016, 1)}),
    "iris_landmark": Model(
        64, 0.0, {"output_eyes_contours_and_brows": (1, 213), "output_iris": (1, 15)}
    ),
}


# --- the reference -------------------------------------------------------------------------


def input_images(size: int, photos: list[Path]) -> dict[str, np.ndarray]:
    """Square RGB images: seeded noise, and the photos squeezed to the network's input."""
    random = np.random.default_rng(20260101)
    images = {
        f"noise{i}": random.integers(0, 256, (size, size, 3), np.uint8)
        for i in range(NOISE_IMAGES)
    }
    for photo in photos:
        image = cv2.cvtColor(cv2.imread(str(photo), cv2.IMREAD_COLOR), cv2.COLOR_BGR2RGB)
        images[photo.stem] = cv2.resize(image, (size, size), interpolation=cv2.INTER_AREA)
    return images


def graph_text(model: Model, path: Path) -> str:
    """A MediaPipe graph: image, tensor, network, and one float vector per output."""
    count = len(model.outputs)
    splits = "".join(f'output_stream: "tensor{i}"\n' for i in range(count))
    ranges = "".join(f"ranges: {{ begin: {i} end: {i + 1} }}\n" for i in range(count))
    floats = "".join(
        f"""
        node {{
          calculator: "TensorsToFloatsCalculator"
          input_stream: "TENSORS:tensor{i}"
          output_stream: "FLOATS:floats{i}"
        }}"""
        for i in range(count)
    )
    return f"""
        input_stream: "image"
        node {{
          calculator: "ImageToTensorCalculator"
          input_stream: "IMAGE:image"
          output_stream: "TENSORS:input"
          options {{
            [mediapipe.ImageToTensorCalculatorOptions.ext] {{
              output_tensor_width: {model.size}
              output_tensor_height: {model.size}
              output_tensor_float_range {{ min: {model.lowest} max: 1.0 }}
            }}
          }}
        }}
        node {{
          calculator: "InferenceCalculator"
          input_stream: "TENSORS:input"
          output_stream: "TENSORS:outputs"
          options {{
            [mediapipe.InferenceCalculatorOptions.ext] {{
              model_path: "{path.resolve()}"
              delegate {{ tflite {{}} }}
            }}
          }}
        }}
        node {{
          calculator: "SplitTensorVectorCalculator"
          input_stream: "outputs"
          {splits}
          options {{ [mediapipe.SplitVectorCalculatorOptions.ext] {{ {ranges} }} }}
        }}
        {floats}
    """


def run_reference(model: Model, path: Path, images: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Inputs and outputs of MediaPipe's interpreter, keyed 'image/input' and 'image/OUTPUT'."""
    import mediapipe  # only the reference needs it

    graph = mediapipe.CalculatorGraph(graph_config=graph_text(model, path))
    received: dict[int, np.ndarray] = {}

    def receiver(index: int):
        def receive(_stream, packet) -> None:
            received[index] = np.float32(mediapipe.packet_getter.get_float_list(packet))

        return receive

    for index in range(len(model.outputs)):
        graph.observe_output_stream(f"floats{index}", receiver(index))
    graph.start_run()
    arrays = {}
    for timestamp, (name, image) in enumerate(images.items()):
        frame = mediapipe.ImageFrame(image_format=mediapipe.ImageFormat.SRGB, data=image)
        packet = mediapipe.packet_creator.create_image_frame(frame).at(timestamp)
        graph.add_packet_to_input_stream("image", packet)
        graph.wait_until_idle()
        arrays[f"{name}/input"] = image
        for index, (output, shape) in enumerate(model.outputs.items()):
            arrays[f"{name}/{output}"] = received[index].reshape(shape)
    graph.close()
    return arrays


def reference(tflite_dir: Path, reference_dir: Path, photos: list[Path]) -> None:
    """Stores what MediaPipe computes, one .npz per network."""
    reference_dir.mkdir(parents=True, exist_ok=True)
    for name, model in MODELS.items():
        images = input_images(model.size, photos)
        arrays = run_reference(model, tflite_dir / f"{name}.tflite", images)
        np.savez(reference_dir / f"{name}.npz", **arrays)
        print(f"{name}: {len(arrays) // (len(model.outputs) + 1)} images")


# --- the comparison ------------------------------------------------------------------------


def run_opencv(net: cv2.dnn.Net, model: Model, image: np.ndarray) -> dict[str, np.ndarray]:
    """Outputs of the converted network, rank 4 back in NHWC order."""
    scale = (1.0 - model.lowest) / 255.0
    net.setInput((image.astype(np.float32) * scale + model.lowest).transpose(2, 0, 1)[None])
    outputs = dict(zip(model.outputs, net.forward(list(model.outputs))))
    return {n: o.transpose(0, 2, 3, 1) if o.ndim == 4 else o for n, o in outputs.items()}


def as_used(values: np.ndarray) -> np.ndarray:
    """Person masks as probabilities, anything else unchanged."""
    return 1 / (1 + np.exp(-values.clip(-80, 80))) if values.shape == PERSON_MASK_SHAPE else values


def compare(reference_dir: Path, model_dir: Path) -> bool:
    """Prints the table of differences; true if all are within the tolerance."""
    agrees = True
    print(f"{'network':28}{'output':32}{'largest':>10}{'difference':>12}{'relative':>10}")
    for name, model in MODELS.items():
        arrays = np.load(reference_dir / f"{name}.npz")
        net = cv2.dnn.readNetFromONNX(str(model_dir / f"{name}.onnx"))
        difference = dict.fromkeys(model.outputs, 0.0)
        largest = dict.fromkeys(model.outputs, 0.0)
        for key in (k for k in arrays.files if k.endswith("/input")):
            for output, ours in run_opencv(net, model, arrays[key]).items():
                ours, theirs = as_used(ours), as_used(arrays[key.replace("/input", f"/{output}")])
                difference[output] = max(difference[output], float(np.abs(ours - theirs).max()))
                largest[output] = max(largest[output], float(np.abs(theirs).max()))
        for output in model.outputs:
            relative = difference[output] / max(largest[output], 1.0)
            is_mask = model.outputs[output] == PERSON_MASK_SHAPE
            agrees &= relative <= (MASK_TOLERANCE if is_mask else TOLERANCE)
            print(
                f"{name:28}{output:32}{largest[output]:10.4g}"
                f"{difference[output]:12.2e}{relative:10.1e}"
            )
    return agrees


def main() -> None:
    """Reads the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    first = commands.add_parser("reference", help="store what MediaPipe computes")
    first.add_argument("tflite_dir", type=Path)
    first.add_argument("reference_dir", type=Path)
    first.add_argument("photos", type=Path, nargs="*")
    second = commands.add_parser("compare", help="compare the converted models with it")
    second.add_argument("reference_dir", type=Path)
    second.add_argument("model_dir", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "reference":
        reference(arguments.tflite_dir, arguments.reference_dir, arguments.photos)
    elif not compare(arguments.reference_dir, arguments.model_dir):
        sys.exit(1)


if __name__ == "__main__":
    main()
