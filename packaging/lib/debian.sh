# SPDX-FileCopyrightText: 2026 Maquette contributors
# SPDX-License-Identifier: GPL-3.0-or-later
# shellcheck shell=bash disable=SC2034,SC2154 # variables are shared between these files
#
# Installs the Debian packages of a list that are missing. To be sourced after common.sh.

# Prints the name of every package that is installed.
installed_packages() {
    # shellcheck disable=SC2016 # dpkg-query expands these, not the shell
    dpkg-query --show --showformat '${db:Status-Abbrev} ${Package}\n' |
        sed -n 's/^ii *//p'
}

# Is one of the alternatives 'package | package | command:NAME' there?
# $1: the alternatives; the installed packages are the keys of the caller's map 'installed'.
is_satisfied() {
    local -a alternatives
    local alternative
    IFS='|' read -ra alternatives <<<"${1// /}"
    for alternative in "${alternatives[@]}"; do
        if [[ $alternative == command:* ]]; then
            command -v "${alternative#command:}" >/dev/null && return 0
        elif [[ -n ${installed[$alternative]:-} ]]; then
            return 0
        fi
    done
    return 1
}

# Prints the packages of the lists $@ that are missing.
missing_packages() {
    local -A installed=()
    local package line list
    while read -r package; do
        installed[$package]=1
    done < <(installed_packages)
    for list in "$@"; do
        while read -r line; do
            is_satisfied "$line" || printf '%s\n' "${line%% *}"
        done < <(table_rows "$list")
    done
}

# Runs a command as root: directly, or with sudo; without a terminal sudo may not ask.
as_root() {
    if [[ $EUID -eq 0 ]]; then
        "$@"
    elif [[ -t 0 ]]; then
        sudo "$@"
    else
        sudo --non-interactive "$@"
    fi
}

# Installs the packages $@, from *.deb files in the offline folder where it has some.
apt_install() {
    local -a apt=(env DEBIAN_FRONTEND=noninteractive apt-get --option DPkg::Lock::Timeout=300
        --quiet install --yes --no-install-recommends)
    local -a files=()
    if [[ -n $offline_dir ]]; then
        mapfile -t files < <(find "$(realpath "$offline_dir")" -maxdepth 1 -name '*.deb' | sort)
    fi
    if ((${#files[@]} > 0)); then
        say "Installing from the ${#files[@]} .deb files in $offline_dir."
        as_root "${apt[@]}" --option Dir::Etc::SourceList=/dev/null \
            --option Dir::Etc::SourceParts=/dev/null "${files[@]}"
        return
    fi
    as_root apt-get --quiet update ||
        say "The package lists could not be refreshed; trying with those present."
    as_root "${apt[@]}" "$@"
}

# Installs what is missing of the lists $@.
install_debian_packages() {
    local -a missing
    command -v dpkg-query >/dev/null ||
        fail "This is no Debian system. Install what packaging/debian-packages.txt lists by other" \
            "means and call this command again with --no-apt."
    mapfile -t missing < <(missing_packages "$@")
    if ((${#missing[@]} == 0)); then
        say "Debian packages: all present."
        return
    fi
    if [[ $EUID -ne 0 ]] && ! command -v sudo >/dev/null; then
        fail "These Debian packages are missing, and installing them needs root or sudo:" \
            "  ${missing[*]}" \
            "As root, call: apt-get install --no-install-recommends ${missing[*]}"
    fi
    say "Installing ${#missing[@]} Debian packages: ${missing[*]}"
    apt_install "${missing[@]}" </dev/null ||
        fail "The Debian packages could not be installed (see above). Missing are:" \
            "  ${missing[*]}"
}
