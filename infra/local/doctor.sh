# `doctor`: what this machine has of all that is needed, without changing anything; then what the platform answers.
# shellcheck shell=bash

run_doctor() {
  local package mode='not chosen yet'
  finding '.NET SDK' "$(dotnet --version 2>/dev/null || echo missing)"
  finding 'Node.js' "$(node --version 2>/dev/null || echo missing)"
  if [ -f "$MODE_FILE" ]; then
    if uses_stand_ins; then mode=stand-ins; else mode=packages; fi
  fi
  finding mode "$mode"
  for package in dataset-fashion-mnist libtorch-dev g++ make; do
    finding "$package" "$(dpkg-query -W -f='${Version}' "$package" 2>/dev/null || echo missing)"
  done
  finding 'npm packages' "$([ -d "$LOCAL/node_modules/azurite" ] && echo installed || echo missing)"
  if [ "$mode" = packages ]; then finding 'Core Tools' "$(func --version 2>/dev/null || echo missing)"; fi
  finding build "$(is_newest product && echo 'up to date' || echo 'older than the sources, or missing')"
  finding "platform of 'up'" "$(cat "$UP_FOLDER/url" 2>/dev/null || echo 'not running')"
  echo
  if [ ! -f "$(assembly Serverless.Cli)" ]; then
    say 'The client is not built yet: ./serverless build'
    exit 1
  fi
  use_running_platform
  exec dotnet "$(assembly Serverless.Cli)" doctor "$@"
}

finding() { printf '%-22s %s\n' "$1" "$2"; }
