# Finds out whether the package feed has the packages that src/standins/ can replace, and remembers the answer.
# shellcheck shell=bash

PROBED=(Microsoft.DurableTask.Abstractions Microsoft.Azure.Functions.Worker.Extensions.DurableTask TorchSharp Microsoft.ML.OnnxRuntime)

choose_mode() {
  local key
  key="$(key_of "$ROOT/Directory.Packages.props" "$LOCAL/feed.sh")"
  if [ -f "$MODE_FILE" ] && is_done mode "$key"; then return 0; fi

  say "Asking the package feed for ${PROBED[*]} ..."
  local probe log="$LOGS/probe.log" missing
  probe="$(mktemp -d)"
  write_probe >"$probe/probe.csproj"
  if dotnet restore "$probe/probe.csproj" >"$log" 2>&1; then
    remember_mode false
    say 'Mode: packages. The feed has them all; local runs use Azure Functions Core Tools.'
  else
    # NU1101-NU1103: the feed answered that it lacks the package or this version. Anything else is a fault of its own.
    missing="$(grep -oE 'NU110[123]: Unable to find (a stable )?package [A-Za-z0-9.]+' "$log" | grep -oE '[A-Za-z0-9.]+$' | sed 's/\.$//' | sort -u | paste -sd' ' || true)"
    if [ -z "$missing" ]; then
      tail -n 15 "$log" >&2
      rm -rf -- "$probe"
      fail 'the package feed could not be asked.' "Check the network and 'dotnet nuget list source', then try again." "The whole output: $log"
    fi
    remember_mode true
    say "Mode: stand-ins. The feed lacks: $missing."
    say 'So src/standins/ builds what replaces them: TorchSharp over libtorch, the official ONNX Runtime binding, a local Functions runtime.'
  fi
  rm -rf -- "$probe"
  mark_done mode "$key"
}

uses_stand_ins() { grep -q '<UseStandIns>true<' "$MODE_FILE"; }

# Leaves the file alone when it says so already: a newer one would make every project build again.
remember_mode() {
  local text="<Project><PropertyGroup><UseStandIns>$1</UseStandIns></PropertyGroup></Project>"
  [ "$(cat "$MODE_FILE" 2>/dev/null)" = "$text" ] || printf '%s\n' "$text" >"$MODE_FILE"
}

write_probe() {
  echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>'
  local id version
  for id in "${PROBED[@]}"; do
    version="$(grep -oE "Include=\"$id\" Version=\"[^\"]+\"" "$ROOT/Directory.Packages.props" | grep -oE '[0-9][^"]*' | tail -n 1 || true)"
    # A package that only others bring along has no central version: any of its first major will do.
    echo "<PackageReference Include=\"$id\" Version=\"${version:-1.*}\" />"
  done
  echo '</ItemGroup></Project>'
}
