# Checks that the machine has what set-up itself needs, and installs the Debian and npm packages: the dataset, the storage emulator.
# shellcheck shell=bash

require_machine() {
  local key major sdk='Install the .NET 10 SDK: https://learn.microsoft.com/dotnet/core/install/linux-debian'
  local node='Install Node.js 20 or later: https://nodejs.org/en/download (the storage emulator runs on it)'
  command -v dotnet >/dev/null || fail "the .NET SDK is missing: 'dotnet' is not on the PATH." "$sdk"
  { command -v node && command -v npm; } >/dev/null || fail "Node.js is missing: 'node' or 'npm' is not on the PATH." "$node"
  key="$(readlink -f "$(command -v dotnet)") $(readlink -f "$(command -v node)")"
  ! is_done machine "$key" || return 0
  dotnet --list-sdks | grep -q '^10\.' || fail "the .NET 10 SDK is missing; installed: $(dotnet --list-sdks | tr '\n' ' ')" "$sdk"
  major="$(node --version | sed 's/^v\([0-9]*\).*/\1/')"
  [ "$major" -ge 20 ] || fail "Node.js $major is too old for the storage emulator." "$node"
  say ".NET SDK $(dotnet --version), Node.js $(node --version)."
  mark_done machine "$key"
}

install_debian_packages() {
  command -v dpkg-query >/dev/null || fail 'this is not a Debian system: set-up cannot install dataset-fashion-mnist.' \
    'Use Debian 12, for example in the container mcr.microsoft.com/dotnet/sdk:10.0-bookworm-slim with Node.js added.'
  [ "$(dpkg-query -W -f='${db:Status-Status}' dataset-fashion-mnist 2>/dev/null)" = installed ] || apt_get_install dataset-fashion-mnist
}

# apt_get_install PACKAGE : with the package lists that are there; fetches new ones only when those do not do
apt_get_install() {
  local as_root=() install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1")
  say "Installing Debian package: $1 ..."
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || fail "installing $1 needs root, and sudo is missing." "As root: apt-get install --no-install-recommends $1"
    as_root=(sudo)
    # Without a terminal sudo cannot ask for a password; it shall say so instead of hanging.
    [ -t 0 ] || as_root+=(-n)
  fi
  ! "${as_root[@]}" "${install[@]}" >"$LOGS/apt.log" 2>&1 || return 0
  say 'Fetching package lists (apt-get update) ...'
  logged apt-update "${as_root[@]}" apt-get update
  logged apt "${as_root[@]}" "${install[@]}"
}

# What the dashboard is tested in.
install_browser() {
  command -v chromium >/dev/null || apt_get_install chromium
}

# What the clients of examples/ are run by in tests.
install_python() {
  command -v python3 >/dev/null || apt_get_install python3
}

install_npm_packages() {
  install_npm_packages_of "$LOCAL" npm azurite 'Azurite, the storage emulator'
  install_npm_packages_of "$ROOT/src/Serverless.Dashboard" npm-dashboard esbuild 'for the dashboard build'
}

# install_npm_packages_of FOLDER STAMP PACKAGE WHAT : as locked in its package-lock.json; PACKAGE is one of them
install_npm_packages_of() {
  local key
  key="$(key_of "$1/package-lock.json")"
  # A linked folder belongs to its maker: npm ci would empty what is behind the link.
  if [ -L "$1/node_modules" ] || { [ -d "$1/node_modules/$3" ] && is_done "$2" "$key"; }; then return 0; fi
  say "Installing npm packages ($4) ..."
  (cd "$1" && logged "$2" npm ci --ignore-scripts --no-audit --no-fund)
  mark_done "$2" "$key"
}
