# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # variables are shared between these files
#
# Fetches packages of registry-data.tsv through the registries' own clients, checks them and
# reads files out of them. To be sourced after common.sh; expects of its caller:
#   work_dir     a folder for temporary files, removed at the end
#   offline_dir  a local folder to take files from instead, or empty
#   keep_dir     a folder where downloads stay and are found again, or empty

registry_table=$packaging_dir/registry-data.tsv
requirements=$packaging_dir/converter-requirements.txt

# Reads the row of package $1 into the caller's variables
# name, version, registry, file, size, sha256, need and options.
read_package() {
    local row
    row=$(table_rows "$registry_table" | grep "^$1"$'\t') ||
        fail "registry-data.tsv has no package $1."
    IFS=$'\t' read -r name version registry file size sha256 need options _ <<<"$row"
}

# Prints the names of all packages.
list_packages() {
    table_rows "$registry_table" | cut -f 1
}

sha256_of() {
    sha256sum "$1" | cut -d ' ' -f 1
}

# Creates a Python environment on first use; it goes with work_dir.
ensure_python() {
    local python=/usr/bin/python3
    [[ -x $python ]] || python=python3
    [[ -x $work_dir/venv/bin/pip ]] || "$python" -m venv "$work_dir/venv" ||
        fail "Python could not create an environment. Is python3-venv installed?"
}

pip() {
    ensure_python
    "$work_dir/venv/bin/python" -m pip --quiet --disable-pip-version-check --no-cache-dir "$@" \
        </dev/null
}

# Downloads the package that read_package described into the folder $1.
download() {
    local -a pip_options=()
    say "Fetching $name $version ($(((size + 999999) / 1000000)) MB)."
    case $registry in
        pypi)
            [[ $options == - ]] || read -ra pip_options <<<"$options"
            pip download --no-deps --only-binary=:all: "${pip_options[@]}" --dest "$1" \
                "$name==$version"
            ;;
        npm)
            npm pack --silent --cache "$work_dir/npm-cache" --pack-destination "$1" \
                "$name@$version" </dev/null >/dev/null
            ;;
        *)
            fail "registry-data.tsv names an unknown registry: $registry."
            ;;
    esac || fail "$name $version could not be fetched. Is there a network? Without one, call" \
        "  packaging/setup --offline DIR" \
        "with a folder that 'packaging/setup --download DIR' filled on another machine."
    [[ -f $1/$file ]] || fail "The registry did not deliver $file for $name $version."
}

# Fails unless the file $1 is the one that registry-data.tsv promises for $name.
verify() {
    local actual
    actual=$(sha256_of "$1")
    [[ $actual == "$sha256" ]] ||
        fail "$1 is not the file that registry-data.tsv promises for $name $version:" \
            "  expected sha256 $sha256" \
            "  found    sha256 $actual" \
            "It was not used. It may be cut short: fetch it again, and do not trust it if that" \
            "does not help."
}

# Makes package $1 available as a checked local file, whose path it puts into the caller's
# variable 'archive'.
fetch() {
    local name version registry file size sha256 need options
    read_package "$1"
    if [[ -n $offline_dir ]]; then
        archive=$offline_dir/$file
        [[ -f $archive ]] || fail "$offline_dir has no $file ($registry: $name $version)."
        verify "$archive"
    elif [[ -n $keep_dir && -f $keep_dir/$file && $(sha256_of "$keep_dir/$file") == "$sha256" ]]; then
        archive=$keep_dir/$file
    else
        archive=$work_dir/downloads/$file
        mkdir -p "$work_dir/downloads"
        [[ -f $archive ]] || download "$work_dir/downloads"
        verify "$archive"
        if [[ -n $keep_dir ]]; then
            mv "$archive" "$keep_dir/$file"
            archive=$keep_dir/$file
        fi
    fi
}

# Writes the file $2 of the archive $1 to standard output.
archive_member() {
    case $1 in
        *.whl) unzip -p "$1" "$2" ;;
        *.tgz) tar --extract --gzip --to-stdout --file "$1" "$2" ;;
        *) fail "$1 is no archive that set-up can read." ;;
    esac
}

# Downloads the model converter's Python packages into the folder $1; pip checks their hashes.
download_converter() {
    say "Fetching the Python packages of the model converter (27 MB)."
    pip download --only-binary=:all: --require-hashes --dest "$1" --requirement "$requirements" ||
        fail "The converter's Python packages could not be fetched (see above)."
}

# Installs the model converter's Python packages on first use; they go with work_dir.
ensure_converter() {
    local wheels=${offline_dir:-${keep_dir:-$work_dir/wheels}}
    [[ ! -e $work_dir/converter-ready ]] || return 0
    [[ -n $offline_dir ]] || download_converter "$wheels"
    pip install --no-index --find-links "$wheels" --only-binary=:all: --require-hashes \
        --requirement "$requirements" ||
        fail "The converter's Python packages could not be installed from $wheels (see above)."
    touch "$work_dir/converter-ready"
}
