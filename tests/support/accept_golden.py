#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Takes pictures of failed golden tests as the new baselines.

    tests/support/accept_golden.py BUILD_FOLDER NAME [NAME ...]
    tests/support/accept_golden.py BUILD_FOLDER --list

Look at BUILD_FOLDER/golden/NAME.png and NAME_difference.png first.
"""
import argparse
import pathlib
import shutil
import sys


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("build", type=pathlib.Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--list", action="store_true", help="name the pictures that wait")
    arguments = parser.parse_args()
    waiting = {path.stem: path for path in sorted((arguments.build / "golden").glob("*.png"))
               if not path.stem.endswith("_difference")}
    if arguments.list or not arguments.names:
        print("\n".join(waiting) or f"Nothing waits in {arguments.build / 'golden'}.")
        return 0
    baselines = pathlib.Path(__file__).resolve().parent.parent / "assets" / "golden"
    baselines.mkdir(parents=True, exist_ok=True)
    for name in arguments.names:
        if name not in waiting:
            print(f"There is no picture {name} in {arguments.build / 'golden'}; run its test first.", file=sys.stderr)
            return 1
        shutil.move(str(waiting[name]), baselines / f"{name}.png")
        print(f"tests/assets/golden/{name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
