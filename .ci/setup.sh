# SPDX-License-Identifier: BSL-1.0
# Sourced by examples/run, tests/run and .ci/run: what a machine needs, and the way from a preset to a build.

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
jobs=$(nproc 2>/dev/null || echo 2)

say() { printf 'patchpolicy: %s\n' "$*" >&2; }

# Runs a command whose output matters only if it fails; Ninja's lines of progress do not even then.
quietly() {
  local log status=0
  log=$(mktemp)
  "$@" >"$log" 2>&1 </dev/null || status=$?
  [ $status -eq 0 ] || sed '/^\[[0-9]*\/[0-9]*\] /d' "$log" >&2
  rm -f "$log"
  return $status
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi
}

present() {
  case $1 in
    /*) compgen -G "$1" ;;
    *) command -v "$1" ;;
  esac >/dev/null
}

# need <what>=<Debian package>...
# Installs the packages of what is not there; <what> is a command or the path of a file. Where there is no apt, it says
# what seems to be missing and goes on: it may be there in another way, and CMake fetches Catch2.
need() {
  local pair missing=() apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=120)
  for pair in "$@"; do
    present "${pair%%=*}" || missing+=("${pair#*=}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0

  if ! present apt-get || ! { [ "$(id -u)" -eq 0 ] || present sudo; }; then
    say "cannot install by apt, but seem to be missing (Debian's names): ${missing[*]}"
    return 0
  fi
  say "installing by apt: ${missing[*]}"
  quietly as_root "${apt[@]}" update
  quietly as_root "${apt[@]}" install --no-install-recommends "${missing[@]}"
}

# What a preset of CMakePresets.json needs.
need_for() {
  local gcc=(g++=g++)
  local clang_14=(clang++-14=clang-14)
  local sanitizers_14=("/usr/lib/llvm-14/lib/clang/14*/lib/linux/libclang_rt.asan-*=libclang-rt-14-dev")
  local clang_19=(clang++-19=clang-19)
  local libcxx_19=(/usr/lib/llvm-19/include/c++/v1=libc++-19-dev /usr/lib/llvm-19/lib/libc++abi.so=libc++abi-19-dev)
  local mingw=(x86_64-w64-mingw32-g++-posix=g++-mingw-w64-x86-64-posix)
  local wasm=(wasm-ld-19=lld-19 /usr/lib/wasm32-wasi/libc.a=wasi-libc
    /usr/lib/wasm32-wasi/libc++.a=libc++-19-dev-wasm32 /usr/lib/wasm32-wasi/libc++abi.a=libc++abi-19-dev-wasm32
    "/usr/lib/llvm-19/lib/clang/19/lib/wasi/*=libclang-rt-19-dev-wasm32")
  local date=(/usr/include/date/tz.h=libhowardhinnant-date-dev)
  local profile=("/usr/lib/llvm-19/lib/clang/19/lib/linux/libclang_rt.profile-*=libclang-rt-19-dev")
  local fuzzer=("/usr/lib/llvm-19/lib/clang/19/lib/linux/libclang_rt.fuzzer-*=libclang-rt-19-dev")
  local tests=("/usr/include/catch2/catch*.hpp=catch2" pkg-config=pkg-config /usr/share/zoneinfo/Europe/Kyiv=tzdata
    rpm=rpm)
  local peers=("${date[@]}" /usr/include/nlohmann/json.hpp=nlohmann-json3-dev /usr/include/libical/ical.h=libical-dev
    /usr/include/sqlite3.h=libsqlite3-dev)
  local i386=(/usr/lib32/libc.a=libc6-dev-i386 "/usr/lib/gcc/x86_64-linux-gnu/*/32/libstdc++.a=lib32stdc++-12-dev")
  local emulated=(aarch64-linux-gnu-g++=g++-aarch64-linux-gnu s390x-linux-gnu-g++=g++-s390x-linux-gnu
    qemu-s390x=qemu-user /usr/lib/wine/wine64=wine64 node=nodejs)
  local python=/usr/lib/python3/dist-packages
  local site=($python/clang=python3-clang-19 $python/markdown_it=python3-markdown-it $python/pygments=python3-pygments)
  local needs
  case $1 in
    release) needs=("${gcc[@]}") ;;
    default)
      needs=("${gcc[@]}" "${tests[@]}" "${date[@]}" "${site[@]}"
        gdb=gdb valgrind=valgrind /usr/include/z3++.h=libz3-dev)
      ;;
    bench) needs=("${gcc[@]}" "${peers[@]}" /usr/share/zoneinfo/Europe/Amsterdam=tzdata) ;;
    clang-14) needs=("${clang_14[@]}" "${tests[@]}" "${date[@]}") ;;
    asan-ubsan) needs=("${clang_14[@]}" "${sanitizers_14[@]}" "${tests[@]}" "${date[@]}") ;;
    clang-19-libcxx) needs=("${clang_19[@]}" "${libcxx_19[@]}" "${profile[@]}" "${tests[@]}") ;;
    everywhere)
      needs=("${gcc[@]}" "${clang_14[@]}" "${clang_19[@]}" "${mingw[@]}" "${wasm[@]}" "${i386[@]}" "${emulated[@]}")
      ;;
    fuzz) needs=("${clang_19[@]}" "${fuzzer[@]}") ;;
    site) needs=("${gcc[@]}" "${site[@]}") ;;
    mingw-w64) needs=("${mingw[@]}") ;;
    wasm32-wasi) needs=("${clang_19[@]}" "${wasm[@]}") ;;
    *) say "no such preset: $1" && return 2 ;;
  esac
  need cmake=cmake ninja=ninja-build "${needs[@]}"
}

# Installs what a preset needs, configures and builds it.
build() {
  need_for "$1" || return
  say "building into build/$1"
  (cd "$root" && quietly cmake --preset "$1" && quietly cmake --build --preset "$1" --parallel "$jobs")
}

# report <what> <broken> <results of ctest>...
# Says in the last lines of a run what came of it, and fails if that is no success. Each of `broken` steps that brought
# no results counts as a failed test. Counted by hand: ctest's own sums take a program that is not there for skipped.
report() {
  awk -v what="$1" -v failed="$2" '
    /^\t<testcase / { tests++; if (/ status="run"/) passed++; if (/ status="disabled"/) skipped++ }
    /^\t\t<skipped message="SKIP_/ { skipped++ }
    match($0, /SKIPPED: .*/) { reasons[substr($0, RSTART)] }
    END {
      for (reason in reasons) print reason
      failed += tests - passed - skipped
      printf "%d tests ran: %s\n%d passed, %d failed, %d skipped\n", tests - skipped, what, passed, failed, skipped
      exit passed == 0 || failed > 0
    }' /dev/null "${@:3}"
}
