#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the official MediaPipe pipeline sees in a picture of one person, as JSON.

    reference_landmarks.py PICTURE OUTPUT.json      (needs the PyPI package mediapipe 0.10.21)

Points are in pixels of the picture, (0,0) being the centre of the top left pixel; z likewise in
pixels. The face detector of MediaPipe's Python solution is made for near faces, so face and hands
are looked for in an enlarged part of the picture round the head and each wrist, as the body points
give it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

import cv2
import mediapipe as mp
import numpy as np

NOSE, LEFT_SHOULDER, RIGHT_SHOULDER = 0, 11, 12
ELBOWS, WRISTS = {"left": 13, "right": 14}, {"left": 15, "right": 16}
CROP = 512


def pixels(landmarks, width: float, height: float) -> np.ndarray:
    """[N,3] from MediaPipe's fractions of the picture; z is a fraction of the width."""
    points = np.array([[p.x, p.y, p.z] for p in landmarks.landmark])
    return points * (width, height, width) - (0.5, 0.5, 0.0)


def body(rgb: np.ndarray) -> dict:
    height, width = rgb.shape[:2]
    with mp.solutions.pose.Pose(static_image_mode=True, model_complexity=1) as network:
        seen = network.process(rgb)
    if seen.pose_landmarks is None:
        raise SystemExit("MediaPipe sees nobody")
    return {
        "pixel": pixels(seen.pose_landmarks, width, height).tolist(),
        "visibility": [p.visibility for p in seen.pose_landmarks.landmark],
        "world": [[p.x, p.y, p.z] for p in seen.pose_world_landmarks.landmark],
    }


def enlarged(rgb: np.ndarray, center: np.ndarray, side: float) -> tuple[np.ndarray, float, np.ndarray]:
    """A square part as CROP x CROP pixels, its scale and its corner (pixel centres)."""
    scale = CROP / side
    corner = center - side / 2
    matrix = np.array([[scale, 0, -scale * corner[0]], [0, scale, -scale * corner[1]]])
    return cv2.warpAffine(rgb, matrix, (CROP, CROP), flags=cv2.INTER_LINEAR), scale, corner


def back(points: np.ndarray, scale: float, corner: np.ndarray) -> list:
    return np.column_stack([points[:, :2] / scale + corner, points[:, 2] / scale]).tolist()


def face(rgb: np.ndarray, points: np.ndarray) -> list | None:
    side = 1.4 * np.linalg.norm(points[LEFT_SHOULDER] - points[RIGHT_SHOULDER])
    crop, scale, corner = enlarged(rgb, points[NOSE], side)
    with mp.solutions.face_mesh.FaceMesh(static_image_mode=True, refine_landmarks=False) as network:
        seen = network.process(crop).multi_face_landmarks
    return back(pixels(seen[0], CROP, CROP), scale, corner) if seen else None


def hand(rgb: np.ndarray, points: np.ndarray, side_name: str) -> list | None:
    wrist, elbow = points[WRISTS[side_name]], points[ELBOWS[side_name]]
    crop, scale, corner = enlarged(rgb, wrist + 0.3 * (wrist - elbow), 2.0 * np.linalg.norm(wrist - elbow))
    with mp.solutions.hands.Hands(static_image_mode=True, max_num_hands=1, model_complexity=1) as network:
        seen = network.process(crop).multi_hand_landmarks
    return back(pixels(seen[0], CROP, CROP), scale, corner) if seen else None


def main(picture: Path, output: Path) -> None:
    rgb = cv2.cvtColor(cv2.imread(str(picture)), cv2.COLOR_BGR2RGB)
    found = {"picture": picture.name, "body": body(rgb)}
    points = np.array(found["body"]["pixel"])[:, :2]
    found["face"] = face(rgb, points)
    found["hands"] = {name: hand(rgb, points, name) for name in WRISTS}
    rounded = json.loads(json.dumps(found), parse_float=lambda text: round(float(text), 4))
    output.write_text(json.dumps(rounded) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
