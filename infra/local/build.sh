# Builds, unless no source is newer than the last good build.
# shellcheck shell=bash

SOURCES=(src functions tests host.json global.json Directory.Build.props Directory.Build.targets Directory.Packages.props Serverless.sln .editorconfig)

# What runs: the host, the worker, the command line. Tests are left to those who run them.
build_product() { build product "$ROOT/infra/local/product.slnf"; }

build_solution() { build solution "$ROOT/Serverless.sln"; }

# build STEP SOLUTION
build() {
  ! is_newest "$1" || return 0
  restore_packages
  say "Building ${2#"$ROOT/"} ($CONFIGURATION) ..."
  begin_stamp "$1"
  # One compiler process for all projects: starting one each takes longer than compiling.
  logged "build-$1" dotnet build "$2" -c "$CONFIGURATION" --no-restore -v quiet -nologo -p:UseSharedCompilation=true
  end_stamp "$1"
}

# Whether nothing has changed since the step last succeeded. Folders count too: a deleted file makes its folder newer.
is_newest() {
  local stamp="$STATE/stamps/$1" newer
  [ -f "$stamp" ] && [ -d "$ROOT/artifacts/bin" ] || return 1
  newer="$(cd "$ROOT" && find "${SOURCES[@]}" \( -name bin -o -name obj \) -prune -o -newer "$stamp" -print -quit)"
  [ -z "$newer" ]
}

# The stamp is as old as the step's beginning, so that an edit made while it ran is seen.
begin_stamp() { touch "$STATE/stamps/$1.begun"; }
end_stamp() { mv -f -- "$STATE/stamps/$1.begun" "$STATE/stamps/$1"; }
