# Builds everything, then runs every test executable, two at once; ends with one line that says how it went.
# shellcheck shell=bash

# Most of their time tests wait for processes, leases and clocks.
LANES=2

# A test process that hangs is stopped, and counts as failed.
TEST_SECONDS=1500

run_tests() {
  local started=$SECONDS project
  PASSED=0 FAILED=0 SKIPPED=0
  # What keeps the tests from running at all is one failure, so that the last line tells in any case.
  trap 'echo "0 passed, 1 failed"' EXIT
  TEST_RUN="$STATE/tests/$(date +%Y%m%d-%H%M%S)-$$"
  mkdir -p "$TEST_RUN"

  check_layout
  build_solution
  trap 'stop_tests; exit 130' INT
  trap 'stop_tests; exit 143' TERM
  while read -r project; do
    [ "$(jobs -rp | wc -l)" -lt "$LANES" ] || wait -n || true
    run_test_project "$project" &
  done < <(test_projects)
  wait
  while read -r project; do
    add_counts "$project"
  done < <(test_projects)
  trap - INT TERM

  [ "$PASSED" -gt 0 ] || { say 'no test was run'; FAILED=$((FAILED + 1)); }
  trap - EXIT
  say "Ran in $((SECONDS - started)) s. Outputs: $TEST_RUN"
  [ "$SKIPPED" -eq 0 ] || say "$SKIPPED skipped; the outputs tell why."
  echo "$PASSED passed, $FAILED failed"
  [ "$FAILED" -eq 0 ]
}

# Line layout of the sources, which the compiler does not check; rules of style it does, while building.
check_layout() {
  if ! (cd "$ROOT" && dotnet format whitespace --folder . --verify-no-changes --exclude artifacts infra/local/node_modules) >"$TEST_RUN/format.log" 2>&1; then
    head -n 20 "$TEST_RUN/format.log" >&2
    say 'dotnet format finds changes to make: dotnet format whitespace --folder .'
    FAILED=$((FAILED + 1))
  fi
}

# Those that take minutes first: what is short fills the lanes up behind them.
LONG_TESTS=(Serverless.EndToEnd.Tests Serverless.Functions.Tests Serverless.Worker.Tests Serverless.Learning.Tests Serverless.LocalHost.Tests)

test_projects() {
  local folders=("$ROOT"/tests/*.Tests) names
  names="$(printf '%s\n' "${folders[@]##*/}")"
  printf '%s\n' "${LONG_TESTS[@]}" | grep -xF "$names"
  grep -vxF "$(printf '%s\n' "${LONG_TESTS[@]}")" <<<"$names"
}

# Runs beside this script, so it leaves its counts in a file: passed, failed, skipped.
run_test_project() {
  local project="$1" home status=0 counts
  local xml="$TEST_RUN/$project.xml" log="$TEST_RUN/$project.log"
  home="$(mktemp -d "$TEST_RUN/home-XXXXXX")"
  HOME="$home" timeout --kill-after=20 "$TEST_SECONDS" dotnet "$(assembly "$project")" -noLogo -noColor -result-xml "$xml" >"$log" 2>&1 </dev/null &
  echo $! >"$TEST_RUN/$project.pid"
  wait $! || status=$?
  rm -f "$TEST_RUN/$project.pid"

  # The runner's own totals; a runner that ended without writing them crashed.
  counts="$(grep -oE '<assembly [^>]*>' "$xml" 2>/dev/null | head -n 1 || true)"
  if [ -z "$counts" ]; then
    [ "$status" -ne 0 ] || status='0, without a result'
    tail -n 30 "$log" >&2
    echo "$project: crashed (exit status $status); $log"
    return
  fi

  local passed failed skipped errors
  passed="$(attribute passed "$counts")" failed="$(attribute failed "$counts")"
  skipped="$(($(attribute skipped "$counts") + $(attribute not-run "$counts")))" errors="$(attribute errors "$counts")"
  failed=$((failed + errors))
  # A status without a failed test: the process fell over after its tests, or ran none.
  if [ "$status" -ne 0 ] && [ "$failed" -eq 0 ]; then failed=1; fi
  echo "$passed $failed $skipped" >"$TEST_RUN/$project.counts"
  echo "$project: $passed passed, $failed failed, $skipped skipped, $(attribute time "$counts") s"
  if [ "$failed" -gt 0 ]; then
    tail -n 60 "$log" >&2
    say "exit status $status; the whole output: $log"
  fi
}

# A project without counts crashed, which is one failure.
add_counts() {
  local passed=0 failed=1 skipped=0
  [ ! -f "$TEST_RUN/$1.counts" ] || read -r passed failed skipped <"$TEST_RUN/$1.counts"
  PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed)) SKIPPED=$((SKIPPED + skipped))
}

stop_tests() {
  local file
  for file in "$TEST_RUN"/*.pid; do
    [ ! -f "$file" ] || kill "$(cat "$file")" 2>/dev/null || true
  done
}

# attribute NAME XML-TAG : 0 when it is not there
attribute() {
  local value
  value="$(grep -oE " $1=\"[^\"]*\"" <<<"$2" | head -n 1 | cut -d'"' -f2 || true)"
  echo "${value:-0}"
}
