# Remembers what is done, so that a second run does none of it again. A stamp holds the hash of what the step depends on.
# shellcheck shell=bash

# key_of FILE ... : one hash of the files' contents
key_of() { cat -- "$@" | sha256sum | cut -d' ' -f1; }

# is_done STEP KEY
is_done() { [ "$(cat "$STATE/stamps/$1" 2>/dev/null)" = "$2" ]; }

# mark_done STEP KEY
mark_done() { printf '%s\n' "$2" >"$STATE/stamps/$1"; }

forget_stamps() { rm -f -- "$STATE"/stamps/*; }
