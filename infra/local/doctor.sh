# `doctor`: what this machine has of all that is needed, without changing anything; then what the platform answers.
# shellcheck shell=bash

run_doctor() {
  local package status=0
  finding '.NET SDK' "$(dotnet --version 2>/dev/null)" 'missing: install the .NET 10 SDK'
  finding 'Node.js' "$(node --version 2>/dev/null)" 'missing: install Node.js 20'
  for package in dataset-fashion-mnist; do
    finding "$package" "$(dpkg-query -W -f='${Version}' "$package" 2>/dev/null)" 'missing: ./serverless setup'
  done
  finding libstdc++ "$(libstdcxx_finding)" 'too old for TorchSharp: ./serverless setup'
  finding kernels "$(kernels_finding)" 'not checked yet: ./serverless worker --check'
  finding 'npm packages' "$([ ! -d "$LOCAL/node_modules/azurite" ] || echo installed)" 'missing: ./serverless setup'
  finding build "$(! is_newest product || echo 'up to date')" 'older than the sources, or missing: ./serverless build'
  use_running_platform
  if [ -z "${SERVERLESS_URL:-}" ]; then
    printf '%-22s %-7s %s\n' platform '-' 'none runs here and SERVERLESS_URL names none: ./serverless up starts one'
    exit "$status"
  fi
  [ -f "$(assembly Serverless.Cli)" ] || exit 1
  echo
  dotnet "$(assembly Serverless.Cli)" doctor "$@" || status=$?
  exit "$status"
}

# finding NAME WHAT-IS-THERE REMEDY : nothing there is a fault
finding() {
  if [ -n "$2" ]; then
    printf '%-22s %-7s %s\n' "$1" ok "$2"
  else
    printf '%-22s %-7s %s\n' "$1" 'NOT OK' "$3"
    status=1
  fi
}
