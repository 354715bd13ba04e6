# Installs the locked npm packages: the storage emulator.
# shellcheck shell=bash

install_npm_packages() {
  local key
  key="$(key_of "$LOCAL/package-lock.json")"
  if [ -d "$LOCAL/node_modules/azurite" ] && is_done npm "$key"; then return 0; fi
  # A link belongs to its maker: npm ci would empty the folder behind it.
  if [ -L "$LOCAL/node_modules" ]; then
    say "infra/local/node_modules is a link; taken as it is."
  else
    say 'Installing npm packages (Azurite, the storage emulator) ...'
    (cd "$LOCAL" && logged npm npm ci --ignore-scripts --no-audit --no-fund)
  fi
  mark_done npm "$key"
}
