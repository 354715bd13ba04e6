# Installs the Debian packages that are needed: the dataset.
# shellcheck shell=bash

install_debian_packages() {
  local wanted=(dataset-fashion-mnist) missing=() package
  ! is_done debian "${wanted[*]}" || return 0

  command -v dpkg-query >/dev/null || fail "this is not a Debian system: set-up cannot install ${wanted[*]}." \
    'Run it on Debian 12, for example in the container mcr.microsoft.com/dotnet/sdk:10.0-bookworm-slim with Node.js added.'
  for package in "${wanted[@]}"; do
    is_installed "$package" || missing+=("$package")
  done
  if [ ${#missing[@]} -gt 0 ]; then
    say "Installing Debian packages: ${missing[*]} ..."
    apt_get_install "${missing[@]}"
  fi
  mark_done debian "${wanted[*]}"
}

is_installed() { [ "$(dpkg-query -W -f='${db:Status-Status}' "$1" 2>/dev/null)" = installed ]; }

# Tries with the package lists that are there; fetches new ones only when those do not do.
apt_get_install() {
  local as_root=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "installing ${*} needs root, and sudo is missing." \
      "As root: apt-get install --no-install-recommends $*"
    as_root=(sudo)
    # Without a terminal sudo cannot ask for a password; it shall say so instead of hanging.
    [ -t 0 ] || as_root+=(-n)
  fi
  local install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@")
  "${as_root[@]}" "${install[@]}" >"$LOGS/apt.log" 2>&1 && return 0
  say 'Fetching package lists (apt-get update) ...'
  logged apt-update "${as_root[@]}" apt-get update
  logged apt "${as_root[@]}" "${install[@]}"
}
