# What set-up tells people. All of it goes to stderr: stdout is for answers.
# shellcheck shell=bash

say() { printf '%s\n' "serverless: $*" >&2; }

# fail WHAT [HOW TO FIX ...]
fail() {
  printf '%s\n' "serverless: $1" >&2
  shift
  [ $# -eq 0 ] || printf '  %s\n' "$@" >&2
  exit 1
}

# Runs a command with its output in a log file; shows the log's end when the command fails.
# logged NAME COMMAND ...
logged() {
  local log="$LOGS/$1.log"
  shift
  if ! "$@" >"$log" 2>&1; then
    tail -n 25 "$log" >&2
    fail "failed: $*" "The whole output: $log"
  fi
}
