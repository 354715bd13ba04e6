# `doctor`: what this machine has of all that is needed, without changing anything; then what the platform answers.
# shellcheck shell=bash

run_doctor() {
  local package
  finding '.NET SDK' "$(dotnet --version 2>/dev/null || echo missing)"
  finding 'Node.js' "$(node --version 2>/dev/null || echo missing)"
  for package in dataset-fashion-mnist; do
    finding "$package" "$(dpkg-query -W -f='${Version}' "$package" 2>/dev/null || echo missing)"
  done
  finding libstdc++ "$(libstdcxx_finding)"
  finding kernels "$(kernels_finding)"
  finding 'npm packages' "$([ -d "$LOCAL/node_modules/azurite" ] && echo installed || echo missing)"
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
