# `demo`: one real search from start to report, on processes of its own that end with it.
# shellcheck shell=bash

# run_demo [--output DIR] [--paired SEEDS] [REQUEST.json]
run_demo() {
  local output="$PWD/serverless-demo" request="$ROOT/examples/quickstart.json" seeds=0
  while [ $# -gt 0 ]; do
    case "$1" in
      --output)
        [ $# -ge 2 ] || fail '--output needs a folder.' 'For example: ./serverless demo --output results'
        output="$2"
        shift
        ;;
      --paired)
        [[ "${2:-}" =~ ^[1-9][0-9]?$ ]] || fail '--paired needs a number of seeds, 1 to 99.' 'For example: ./serverless demo --paired 5'
        seeds="$2"
        shift
        ;;
      -*) fail "demo does not know '$1'." 'Usage: ./serverless demo [--output DIR] [--paired SEEDS] [REQUEST.json]' ;;
      *) request="$1" ;;
    esac
    shift
  done
  [ -f "$request" ] || fail "there is no file '$request'." 'examples/quickstart.json is one to begin with.'

  if [ "$seeds" -gt 0 ]; then
    run_paired "$seeds" "$output" "$request"
    return
  fi

  own_processes "$(new_run)"
  local ports search status=0
  read -ra ports < <(free_ports 4)
  say "Starting storage, functions host and one worker; logs: $RUN/{storage,host,worker}.log"
  # Known to these processes only, and gone with them.
  SERVERLESS_KEY="$(new_key)" SERVERLESS_TRANSIENT=1
  export SERVERLESS_KEY SERVERLESS_TRANSIENT
  start_storage "$RUN/storage" "${ports[@]:0:3}"
  start_host "${ports[3]}"
  start_worker worker

  say "Searching: $request"
  search="$(client search start "$request")" || exit
  client search watch "$search" || status=$?
  if [ "$status" -ne 0 ]; then
    require_running
    show_tails
    exit "$status"
  fi

  # The worker writes its account when it ends.
  stop_process worker
  client front export "$search" --output "$output" --worker-report "$RUN/worker-report.json" >"$RUN/exported.txt"
  show_result "$search"
}

client() { dotnet "$(assembly Serverless.Cli)" "$@"; }

show_result() {
  local front
  echo
  client front show "$1"
  echo
  client search show "$1"
  echo
  echo 'worker split:'
  worker_split
  orchestration_share "$1"
  echo
  echo 'written:'
  sed 's/^/  /' "$RUN/exported.txt"
  front="$(client search show "$1" --output csv | sed -n 's/^front size,//p' | tr -d '\r')"
  [ "${front:-0}" -gt 0 ] || fail 'the search completed with an empty front.' "Logs: $RUN"
}

# What the search spent without a worker at work: proposing, starting jobs, noticing results.
orchestration_share() {
  client search show "$1" --output csv | node -e '
    const facts = Object.fromEntries(require("fs").readFileSync(0, "utf8").split(/\r?\n/).map(line => line.split(",")));
    const seconds = (Date.parse(facts.completed) - Date.parse(facts.started)) / 1000;
    const busy = JSON.parse(require("fs").readFileSync(process.argv[1])).busySeconds;
    console.log(`orchestration: ${(100 * Math.max(0, 1 - busy / seconds)).toFixed(1)} % of the ${seconds} s, when the worker had nothing to do`);' "$RUN/worker-report.json"
}

worker_split() { node -p 'JSON.parse(require("fs").readFileSync(process.argv[1])).summary' "$RUN/worker-report.json"; }

show_tails() {
  local log
  for log in host worker; do
    say "The end of $RUN/$log.log:"
    tail -n 15 "$RUN/$log.log" >&2
  done
}
