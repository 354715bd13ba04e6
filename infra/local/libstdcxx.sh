# Gives TorchSharp the C++ library that it asks for, where the system's is older.
# shellcheck shell=bash
#
# TorchSharp's native library was linked on GCC 13 or later, so it asks for version GLIBCXX_3.4.32 of libstdc++, for one symbol that it
# never uses. Where the system's libstdc++ ends before that (Debian 12: 3.4.30), set-up links a proxy libstdc++.so.6: it declares the
# versions of both, defines that one symbol, and depends on the system's library for everything else. Debian 13 needs nothing.

LIBSTDCXX="$STATE/libstdcxx" WANTED_SYMBOL=_ZSt21ios_base_library_initv

build_libstdcxx() {
  local system key
  [ "$(uname -m)" = x86_64 ] || return 0
  # The one that the dynamic linker takes by itself.
  system="$(PATH="$PATH:/sbin:/usr/sbin" ldconfig -p 2>/dev/null | sed -n 's/^\tlibstdc++\.so\.6 (libc6,x86-64.* => //p' | head -n 1 || true)"
  [ -n "$system" ] || fail 'libstdc++, which .NET needs, is missing.' 'As root: apt-get install libstdc++6'
  system="$(readlink -f "$system")"
  if grep -qaF GLIBCXX_3.4.32 "$system"; then
    rm -rf -- "$LIBSTDCXX" && return 0
  fi
  key="$(key_of "$system" "$LOCAL/libstdcxx.sh") $LIBSTDCXX"
  if [ -f "$LIBSTDCXX/libstdc++.so.6" ] && is_done libstdcxx "$key"; then return 0; fi
  # An assembler and a linker are enough; a compiler brings them too.
  { command -v as && command -v ld && command -v readelf; } >/dev/null || apt_get_install binutils
  say "Linking a proxy for $system, which is too old for TorchSharp ..."
  rm -rf -- "$LIBSTDCXX.new" "$LIBSTDCXX"
  mkdir -p "$LIBSTDCXX.new"
  link_proxy "$system" "$LIBSTDCXX.new"
  # What starts with it shall start.
  logged libstdcxx env LD_LIBRARY_PATH="$LIBSTDCXX.new" LD_BIND_NOW=1 dotnet --version
  mv -- "$LIBSTDCXX.new" "$LIBSTDCXX"
  mark_done libstdcxx "$key"
}

# link_proxy SYSTEM-LIBRARY FOLDER
link_proxy() {
  # A stub that has the system library's path as its name: the proxy depends on that path, whatever LD_LIBRARY_PATH says.
  : | as -o "$2/empty.o" -
  ld -shared -soname "$1" -o "$2/stub.so" "$2/empty.o"
  printf '%s\n' '.section .note.GNU-stack,"",@progbits' .text ".globl $WANTED_SYMBOL" ".type $WANTED_SYMBOL, @function" "$WANTED_SYMBOL: ret" |
    as -o "$2/proxy.o" -
  # Libraries ask the proxy for the versions that they were linked with; the symbols are then found in the system's.
  {
    LC_ALL=C readelf -VW "$1" | sed -n '/^Version definition/,/^Version needs/s/.* Name: \([A-Z][A-Z_]*_[0-9.]*\)$/\1 {};/p'
    printf '%s\n' 'GLIBCXX_3.4.31 {};' "GLIBCXX_3.4.32 { global: $WANTED_SYMBOL; local: *; };"
  } >"$2/versions"
  ld -shared -z noexecstack -soname libstdc++.so.6 --version-script="$2/versions" --no-as-needed -o "$2/libstdc++.so.6" "$2/proxy.o" "$2/stub.so"
  rm -f -- "$2/empty.o" "$2/proxy.o" "$2/stub.so" "$2/versions"
}

# Call before starting what loads TorchSharp, or starts what does: it is inherited.
export_torch_environment() {
  # On cores that others use too, OpenMP's spinning threads cost several times the training itself.
  export OMP_WAIT_POLICY="${OMP_WAIT_POLICY:-passive}"
  # Where it is remembered which kernels compute right on this machine; processes with homes of their own would each check again.
  export SERVERLESS_STATE="${SERVERLESS_STATE:-$STATE}"
  [ ! -f "$LIBSTDCXX/libstdc++.so.6" ] || export LD_LIBRARY_PATH="$LIBSTDCXX${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
}
