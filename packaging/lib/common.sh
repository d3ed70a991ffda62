# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # variables are shared between these files
#
# What the scripts of this folder share: places and messages. To be sourced.

packaging_dir=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
project_dir=$(dirname "$packaging_dir")
data_dir=${MAQUETTE_DATA:-${XDG_DATA_HOME:-$HOME/.local/share}/maquette}
data_dir=$(realpath --canonicalize-missing "$data_dir")
export MAQUETTE_DATA=$data_dir

# Threads that wait must not spin: with another program on the cores that costs up to ten times.
export OMP_WAIT_POLICY=passive

say() {
    printf '%s\n' "$*"
}

fail() {
    printf '%s\n' "$@" >&2
    exit 1
}

# Prints the rows of a table without comments and empty lines.
table_rows() {
    grep -v -e '^#' -e '^[[:space:]]*$' "$1"
}

has_display() {
    [[ -n ${DISPLAY:-} || -n ${WAYLAND_DISPLAY:-} ]]
}

# Runs a command that draws; where there is no display, on an invisible one.
with_display() {
    if has_display; then
        "$@"
    else
        xvfb-run --auto-servernum --server-args="-screen 0 1600x1200x24" "$@"
    fi
}

# Builds the preset $1 after configuring it, if that was not done since the presets changed. (The
# build itself notices changes of the CMake files.)
build_preset() (
    ninja_file=$project_dir/build/$1/build.ninja
    cd "$project_dir" || exit
    if [[ ! -e $ninja_file || CMakePresets.json -nt $ninja_file ]]; then
        say "Configuring the preset '$1'."
        cmake --preset "$1"
    fi
    say "Building the preset '$1'."
    cmake --build --preset "$1"
)
