#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Accepts pictures that a test wrote as the new golden ones. Look at them first.

usage: accept_golden.py BUILD_FOLDER/tests/ui/golden-output/NAME.png ...
"""
import pathlib
import shutil
import sys

golden = pathlib.Path(__file__).parent / "golden"
golden.mkdir(exist_ok=True)
if len(sys.argv) < 2:
    sys.exit(__doc__)
for name in sys.argv[1:]:
    source = pathlib.Path(name)
    if source.stem.endswith("-difference"):
        sys.exit(f"{name} is a difference, not a picture to accept.")
    shutil.copyfile(source, golden / source.name)
    print("accepted", source.name)
