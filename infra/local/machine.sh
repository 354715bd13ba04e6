# Checks that the machine has what set-up itself needs.
# shellcheck shell=bash

DOTNET_MAJOR=10
NODE_MAJOR=20

require_machine() {
  command -v dotnet >/dev/null || fail "the .NET SDK is missing: 'dotnet' is not on the PATH." \
    "Install the .NET $DOTNET_MAJOR SDK: https://learn.microsoft.com/dotnet/core/install/linux-debian"
  { command -v node && command -v npm; } >/dev/null || fail "Node.js is missing: 'node' or 'npm' is not on the PATH." \
    "Install Node.js $NODE_MAJOR or later: https://nodejs.org/en/download (the storage emulator runs on it)"

  local key
  key="$(readlink -f "$(command -v dotnet)") $(readlink -f "$(command -v node)")"
  ! is_done machine "$key" || return 0
  dotnet --list-sdks | grep -q "^$DOTNET_MAJOR\." || fail "the .NET $DOTNET_MAJOR SDK is missing; there is: $(dotnet --list-sdks | tr '\n' ' ')" \
    "Install it: https://learn.microsoft.com/dotnet/core/install/linux-debian"
  local major
  major="$(node -p 'process.versions.node.split(".")[0]')"
  [ "$major" -ge "$NODE_MAJOR" ] || fail "Node.js $major is too old for the storage emulator." "Install Node.js $NODE_MAJOR or later: https://nodejs.org/en/download"
  say ".NET SDK $(dotnet --version), Node.js $(node --version)."
  mark_done machine "$key"
}
