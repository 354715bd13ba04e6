# Restores NuGet packages and builds, each unless nothing has changed since it last succeeded.
# shellcheck shell=bash

restore_packages() {
  ! { is_done restore "$(restore_key)" && [ -d "$ROOT/artifacts/obj" ]; } || return 0
  say 'Restoring NuGet packages ...'
  local log="$LOGS/restore.log" findings
  if ! dotnet restore "$ROOT/Serverless.sln" >"$log" 2>&1; then
    # What the feed does not serve: once, though many projects ask for it.
    findings="$(sed -nE 's/.*NU1(101|102|603): (Warning As Error: )?(.* depends on )?/  /p' "$log" | awk '!seen[$0]++')"
    if [ -z "$findings" ]; then
      tail -n 15 "$log" >&2
      fail 'packages could not be restored.' "Check the network and 'dotnet nuget list source', then try again." "Full output: $log"
    fi
    printf '%s\n' "$findings" >&2
    fail 'the package feed does not provide the versions pinned in Directory.Packages.props.' \
      'Pin available versions, restore without CI=true to update the lock files, and commit both.' "Full output: $log"
  fi
  # Taken afterwards: a restore may complete a lock file.
  mark_done restore "$(restore_key)"
}

restore_key() {
  (cd "$ROOT" && find src functions tests Directory.* global.json Serverless.sln -name node_modules -prune -o -type f \
    \( -name '*.csproj' -o -name '*.props' -o -name '*.targets' -o -name '*.json' -o -name '*.sln' \) -print0 | sort -z | xargs -0 sha256sum | sha256sum)
}

# build product | solution : what runs (host, worker, client), or that and the tests
build() {
  local target="$ROOT/Serverless.sln"
  [ "$1" = solution ] || target="$LOCAL/$1.slnf"
  ! is_built "$1" || return 0
  restore_packages
  say "Building ${target#"$ROOT/"} (Release) ..."
  # The stamp is as old as the step's beginning, so that an edit made while it ran is seen.
  touch "$STATE/stamps/$1.begun"
  # One compiler process for all projects: starting one each takes longer than compiling.
  logged "build-$1" dotnet build "$target" -c Release --no-restore -v quiet -nologo -p:UseSharedCompilation=true
  mv -f -- "$STATE/stamps/$1.begun" "$STATE/stamps/$1"
}

# Whether no source is newer than the last good build. Folders count too: a deleted file makes its folder newer.
is_built() {
  [ -f "$STATE/stamps/$1" ] && [ -d "$ROOT/artifacts/bin" ] && [ -z "$(cd "$ROOT" &&
    find src functions tests docs/openapi.json host.json global.json Directory.* Serverless.sln .editorconfig \
      \( -name bin -o -name obj -o -name node_modules \) -prune -o -newer "$STATE/stamps/$1" -print -quit)" ]
}
