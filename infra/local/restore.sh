# Restores NuGet packages; says in our words which pin the feed no longer serves.
# shellcheck shell=bash

restore_packages() {
  ! { is_done restore "$(restore_key)" && [ -d "$ROOT/artifacts/obj" ]; } || return 0
  say 'Restoring NuGet packages ...'
  local log="$LOGS/restore.log" findings
  if ! dotnet restore "$ROOT/Serverless.sln" >"$log" 2>&1; then
    findings="$(dropped_pins "$log")"
    if [ -z "$findings" ]; then
      tail -n 15 "$log" >&2
      fail 'packages could not be restored.' "Check the network and 'dotnet nuget list source', then try again." "The whole output: $log"
    fi
    printf '%s\n' "$findings" | sed 's/^/  /' >&2
    fail 'the package feed does not serve what Directory.Packages.props pins.' \
      'Pin a version that is served, restore without CI=true so that the lock files follow, and commit both.' "The whole output: $log"
  fi
  # Taken afterwards: a restore may complete a lock file.
  mark_done restore "$(restore_key)"
}

restore_key() {
  (cd "$ROOT" && find src functions tests Directory.* global.json Serverless.sln -type f \
    \( -name '*.csproj' -o -name '*.props' -o -name '*.targets' -o -name '*.json' -o -name '*.sln' \) -print0 | sort -z | xargs -0 sha256sum | sha256sum)
}

# dropped_pins LOG : a line for each package that the feed lacks: its name, what was asked for, what is served
dropped_pins() {
  {
    sed -nE 's/.*NU1603: .* depends on ([^ ]+) \(>= ([^)]+)\) but .* was not found\. [^ ]+ ([^ ]+) was resolved instead\..*/\1 \2 \3/p' "$1"
    sed -nE '/NU1102: Unable to find package/{
      N
      s/.*Unable to find package ([^ ]+) with version \([>=]+ ([^)]+)\).*Nearest version: ([^ ]+) \].*/\1 \2 \3/p
    }' "$1"
    sed -nE 's/.*NU1101: Unable to find package ([^ ]+)\. No packages exist.*/\1 - -/p' "$1"
  } | sort -u | while read -r package asked served; do
    pin="$(sed -nE "s/.*Include=\"$package\" Version=\"([^\"]+)\".*/\1/p" "$ROOT/Directory.Packages.props" | head -n 1)"
    if [ "$served" = - ]; then
      echo "$package: pinned ${pin:-nowhere}; the feed has no package of this name."
    elif [ -n "$pin" ]; then
      echo "$package: pinned $pin, asked for $asked; the feed serves $served."
    else
      echo "$package: pinned nowhere, asked for $asked by another package; the feed serves $served: pin it and reference it."
    fi
  done
}
