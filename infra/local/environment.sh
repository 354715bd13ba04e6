# Where things are, how the tools that we call shall behave, and what set-up tells people and remembers.
# shellcheck shell=bash disable=SC2034 # read by the other parts

LOCAL="$ROOT/infra/local" STATE="$ROOT/.serverless" LOGS="$ROOT/.serverless/logs"
export SERVERLESS_ROOT="$ROOT"
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 DOTNET_GENERATE_ASPNET_CERTIFICATE=false DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=true
# Messages that set-up reads have to be in the language that it reads.
export DOTNET_CLI_UI_LANGUAGE=en
# A build server that outlives the command would keep files of this folder open.
export DOTNET_CLI_USE_MSBUILD_SERVER=0 MSBUILDDISABLENODEREUSE=1
# The compiler lives for the build: methods that count for a profile, and are compiled once more by it, cost it more than they give.
export DOTNET_TieredPGO=0
mkdir -p "$STATE/stamps" "$LOGS"

# The main assembly of a project, as the build left it.
assembly() { echo "$ROOT/artifacts/bin/$1/release/$1.dll"; }

# All messages go to stderr: stdout is for answers.
say() { printf '%s\n' "serverless: $*" >&2; }

# fail WHAT [HOW TO FIX ...]
fail() {
  say "$1"
  [ $# -eq 1 ] || printf '  %s\n' "${@:2}" >&2
  exit 1
}

# logged NAME COMMAND ... : the output goes to a log file, whose end is shown when the command fails
logged() {
  "${@:2}" >"$LOGS/$1.log" 2>&1 || {
    tail -n 25 "$LOGS/$1.log" >&2
    fail "failed: ${*:2}" "Full output: $LOGS/$1.log"
  }
}

# A step that is done is not done again until what it depends on changes: its stamp holds a key made of that.
key_of() { cat -- "$@" | sha256sum | cut -d' ' -f1; }
is_done() { [ "$(cat "$STATE/stamps/$1" 2>/dev/null)" = "$2" ]; }
mark_done() { printf '%s\n' "$2" >"$STATE/stamps/$1"; }
