# Gives TorchSharp the C++ library that it asks for, where the system's is older.
# shellcheck shell=bash
#
# TorchSharp's native library was linked on GCC 13 or later, so it asks for version GLIBCXX_3.4.32 of libstdc++, for one symbol that it
# never uses. Where the system's libstdc++ ends before that (Debian 12: 3.4.30), set-up links a proxy libstdc++.so.6: it declares the
# versions of both, defines that one symbol, and depends on the system's library for everything else. Debian 13 needs nothing.

LIBSTDCXX="$STATE/libstdcxx"
WANTED_VERSIONS=(GLIBCXX_3.4.31 GLIBCXX_3.4.32)
WANTED_SYMBOL=_ZSt21ios_base_library_initv

# Call once set-up may install packages, before anything that loads TorchSharp is started.
build_libstdcxx() {
  local system key
  [ "$(uname -m)" = x86_64 ] || return 0
  system="$(system_libstdcxx)"
  if has_wanted_version "$system"; then
    rm -rf -- "$LIBSTDCXX"
    return 0
  fi
  key="$(key_of "$system" "$LOCAL/libstdcxx.sh") $LIBSTDCXX"
  if [ -f "$LIBSTDCXX/libstdc++.so.6" ] && is_done libstdcxx "$key"; then return 0; fi

  # An assembler and a linker are enough; a compiler brings them too.
  if ! { command -v as && command -v ld && command -v readelf; } >/dev/null; then
    say 'Installing Debian package: binutils ...'
    apt_get_install binutils
  fi
  say "Linking a proxy for $system, which TorchSharp finds too old ..."
  rm -rf -- "$LIBSTDCXX.new" "$LIBSTDCXX"
  mkdir -p "$LIBSTDCXX.new"
  link_proxy "$system" "$LIBSTDCXX.new"
  # What starts with it shall start.
  logged libstdcxx env LD_LIBRARY_PATH="$LIBSTDCXX.new" LD_BIND_NOW=1 dotnet --version
  mv -- "$LIBSTDCXX.new" "$LIBSTDCXX"
  mark_done libstdcxx "$key"
}

# Call before starting what loads TorchSharp: worker, bench, benchmarks, tests. What those start inherits it.
export_torch_environment() {
  # On cores that others use too, OpenMP's spinning threads cost several times the training itself.
  export OMP_WAIT_POLICY="${OMP_WAIT_POLICY:-passive}"
  # Where it is remembered which kernels compute right on this machine; processes with homes of their own would each check again.
  export SERVERLESS_STATE="${SERVERLESS_STATE:-$STATE}"
  [ -f "$LIBSTDCXX/libstdc++.so.6" ] || return 0
  case ":${LD_LIBRARY_PATH:-}:" in
    *":$LIBSTDCXX:"*) ;;
    *) export LD_LIBRARY_PATH="$LIBSTDCXX${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" ;;
  esac
}

# For `doctor`, in a word or two.
libstdcxx_finding() {
  if [ "$(uname -m)" != x86_64 ] || has_wanted_version "$(system_libstdcxx)"; then
    echo "the system's"
  elif [ -f "$LIBSTDCXX/libstdc++.so.6" ]; then
    echo "the system's, by the proxy in $LIBSTDCXX"
  fi
}

# For `doctor`: which of libtorch's kernels were found right on this machine (on each, if the folder has seen several).
kernels_finding() {
  local settings
  settings="$(sed -n 's/.*": "\(default\|avx\|without-onednn\)",\{0,1\}$/\1/p' "${SERVERLESS_STATE:-$STATE}/kernels.json" 2>/dev/null | sort -u | paste -sd ' ')"
  echo "$settings"
}

# The libstdc++ that the dynamic linker takes by itself.
system_libstdcxx() {
  local path
  path="$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null | sed -n 's/^\tlibstdc++\.so\.6 (libc6,x86-64.* => //p' | head -n 1)"
  [ -n "$path" ] || fail 'libstdc++ is missing, which .NET itself needs.' 'As root: apt-get install libstdc++6'
  readlink -f "$path"
}

has_wanted_version() { grep -qaF "${WANTED_VERSIONS[-1]}" "$1"; }

# link_proxy SYSTEM-LIBRARY FOLDER
link_proxy() {
  local system="$1" folder="$2" version
  # A stub that has the system library's path as its name: the proxy depends on that path, whatever LD_LIBRARY_PATH says.
  : | as -o "$folder/empty.o" -
  ld -shared -soname "$system" -o "$folder/stub.so" "$folder/empty.o"

  as -o "$folder/proxy.o" - <<END
.section .note.GNU-stack,"",@progbits
.text
.globl $WANTED_SYMBOL
.type $WANTED_SYMBOL, @function
$WANTED_SYMBOL: ret
END
  # Libraries ask the proxy for the versions that they were linked with; the symbols are then found in the system's.
  {
    LC_ALL=C readelf -VW "$system" | sed -n '/^Version definition/,/^Version needs/s/.* Name: \([A-Z][A-Z_]*_[0-9.]*\)$/\1 {};/p'
    for version in "${WANTED_VERSIONS[@]:0:${#WANTED_VERSIONS[@]}-1}"; do echo "$version {};"; done
    echo "${WANTED_VERSIONS[-1]} { global: $WANTED_SYMBOL; local: *; };"
  } >"$folder/versions"
  ld -shared -z noexecstack -soname libstdc++.so.6 --version-script="$folder/versions" --no-as-needed \
    -o "$folder/libstdc++.so.6" "$folder/proxy.o" "$folder/stub.so"
  rm -f -- "$folder/empty.o" "$folder/proxy.o" "$folder/stub.so" "$folder/versions"
}
