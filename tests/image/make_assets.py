#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Writes the pictures of tests/assets/image with encoders that the product does not use.

    make_assets.py FOLDER        (needs the PyPI packages pillow, pillow-heif and numpy)

Every picture is 48 x 32 pixels: red, green / blue, yellow quarters; where there is alpha, the
right half has alpha 64. Pictures called 'oriented' are stored turned, with EXIF orientation 6,
and show the same when turned upright. All were made by this script; nothing else went in.
"""

from __future__ import annotations

import sys
from pathlib import Path

import numpy as np
import pillow_heif
from PIL import Image

RED, GREEN, BLUE, YELLOW = (200, 40, 40), (40, 180, 60), (40, 60, 200), (220, 200, 50)
ORIENTATION_TAG, FOCAL_35_TAG, EXIF_IFD = 0x0112, 0xA405, 0x8769


def quarters() -> np.ndarray:
    """uint8 [32,48,3]."""
    picture = np.zeros((32, 48, 3), np.uint8)
    picture[:16, :24], picture[:16, 24:] = RED, GREEN
    picture[16:, :24], picture[16:, 24:] = BLUE, YELLOW
    return picture


def exif(orientation: int, focal35: int | None = None) -> Image.Exif:
    block = Image.Exif()
    block[ORIENTATION_TAG] = orientation
    if focal35:
        block.get_ifd(EXIF_IFD)[FOCAL_35_TAG] = focal35
    return block


def main(folder: Path) -> None:
    pillow_heif.register_heif_opener()
    picture = quarters()
    image = Image.fromarray(picture)
    alpha = Image.fromarray(
        np.dstack([picture, np.where(np.arange(48) < 24, 255, 64) * np.ones((32, 1))]).astype(np.uint8)
    )
    # What orientation 6 turns back: a quarter turn clockwise on display.
    stored = Image.fromarray(np.rot90(picture, 1).copy())

    fine = {"quality": 95, "subsampling": 0}
    image.save(folder / "plain.jpg", **fine)
    image.save(folder / "progressive.jpg", progressive=True, **fine)
    image.convert("L").save(folder / "grey.jpg", quality=95)
    image.convert("CMYK").save(folder / "cmyk.jpg", **fine)
    stored.save(folder / "oriented.jpg", exif=exif(6, 28), **fine)

    image.save(folder / "plain.png")
    alpha.save(folder / "alpha.png")
    image.quantize(4).save(folder / "palette.png", transparency=b"\xff\xff\xff\x40")
    stored.save(folder / "oriented.png", exif=exif(6, 28))

    image.save(folder / "plain.webp", lossless=True)
    image.save(folder / "lossy.webp", quality=95)
    alpha.save(folder / "alpha.webp", lossless=True)
    stored.save(folder / "oriented.webp", lossless=True, exif=exif(6, 28))
    image.save(folder / "animated.webp", save_all=True, append_images=[stored.rotate(90, expand=True)])

    image.save(folder / "plain.tif")
    image.save(folder / "packed.tif", compression="tiff_lzw")
    alpha.save(folder / "alpha.tif")
    stored.save(folder / "oriented.tif", exif=exif(6))

    image.save(folder / "plain.bmp")

    image.save(folder / "plain.heic", quality=90, chroma=444)
    alpha.save(folder / "alpha.heic", quality=90, chroma=444)
    # Unlike the others, HEIC says it twice: EXIF, and a property that decoders obey.
    stored.save(folder / "oriented.heic", quality=90, chroma=444, exif=exif(6, 28).tobytes())
    wide = pillow_heif.from_bytes("RGB;16", (48, 32), (picture.astype(np.uint16) * 257).tobytes())
    wide.save(folder / "wide.heic", quality=95, chroma=444)
    image.save(folder / "plain.avif", quality=95, subsampling="4:4:4")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
