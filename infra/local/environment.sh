# Where things are, and how the tools that we call shall behave.
# shellcheck shell=bash disable=SC2034 # read by the other parts

LOCAL="$ROOT/infra/local"
STATE="$ROOT/.serverless"
LOGS="$STATE/logs"
CONFIGURATION=Release

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false
# Messages that set-up reads have to be in the language that it reads.
export DOTNET_CLI_UI_LANGUAGE=en
export DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true
# A build server that outlives the command would keep files of this folder open.
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1

mkdir -p "$STATE/stamps" "$LOGS"

# The main assembly of a project, as the build left it.
assembly() {
  echo "$ROOT/artifacts/bin/$1/${CONFIGURATION,,}/$1.dll"
}
