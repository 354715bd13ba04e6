# Starts long-running processes, each in a group, home and log of its own, and ends them all with this script.
# shellcheck shell=bash

STARTED_NAMES=() STARTED_PIDS=()
STOP_SECONDS=30
# Of processes that are started again when they end: the function that starts each, when it did, when it shall, and the next pause.
# Global, since the entry script reads this file in a function.
declare -gA STARTERS=() STARTED_AT=() RESTART_AT=() PAUSES=()
LONGEST_PAUSE=60
# A function to call once everything has stopped.
# shellcheck disable=SC2034 # set by the words that need one
ON_STOP=:

# Call once, before the first start_process. RUN: the folder for logs and data.
own_processes() {
  RUN="$1"
  mkdir -p "$RUN"
  trap stop_processes EXIT
  trap 'exit 129' HUP
  trap 'say "Stopping ..."; exit 130' INT
  trap 'say "Stopping ..."; exit 143' TERM
}

# start_process NAME COMMAND ... : a group of its own, so that Ctrl-C reaches only this script, which then stops things in order.
start_process() {
  local name="$1" tied=()
  shift
  mkdir -p "$RUN/home/$name"
  # When this script is killed outright, the kernel tells the process. Descriptor 9 is the script's own lock.
  ! command -v setpriv >/dev/null || tied=(setpriv --pdeathsig TERM)
  HOME="$RUN/home/$name" setsid "${tied[@]}" "$@" >>"$RUN/$name.log" 2>&1 </dev/null 9>&- &
  STARTED_NAMES+=("$name")
  STARTED_PIDS+=("$!")
  STARTED_AT[$name]=$SECONDS
}

# start_lasting NAME FUNCTION : FUNCTION starts the process of that name, now and whenever require_running finds that it has ended.
start_lasting() {
  STARTERS[$1]="$2"
  "$2" "$1"
}

# Fails, with the end of its log, when a process that should still run has ended; but those of start_lasting are started again.
require_running() {
  local i status
  for i in "${!RESTART_AT[@]}"; do
    [ "$SECONDS" -ge "${RESTART_AT[$i]}" ] || continue
    unset "RESTART_AT[$i]"
    "${STARTERS[$i]}" "$i"
  done
  for i in "${!STARTED_PIDS[@]}"; do
    kill -0 "${STARTED_PIDS[$i]}" 2>/dev/null && continue
    status=0
    wait "${STARTED_PIDS[$i]}" || status=$?
    if [ -n "${STARTERS[${STARTED_NAMES[$i]}]:-}" ]; then
      restart_later "${STARTED_NAMES[$i]}" "$status"
      # The others have moved up; they are looked at next time.
      return 0
    fi
    tail -n 30 "$RUN/${STARTED_NAMES[$i]}.log" >&2
    fail "${STARTED_NAMES[$i]} ended with exit status $status." "The whole output: $RUN/${STARTED_NAMES[$i]}.log"
  done
}

# restart_later NAME STATUS : with longer and longer pauses, unless it has run for a while
restart_later() {
  local name="$1" pause="${PAUSES[$1]:-1}"
  [ $((SECONDS - STARTED_AT[$name])) -lt "$LONGEST_PAUSE" ] || pause=1
  # What it started itself may still run.
  stop_process "$name"
  RESTART_AT[$name]=$((SECONDS + pause))
  PAUSES[$name]=$((2 * pause < LONGEST_PAUSE ? 2 * pause : LONGEST_PAUSE))
  say "$name ended with exit status $2; it is started again in $pause s. Its output: $RUN/$name.log"
}

# wait_for NAME SECONDS COMMAND ... : until the command succeeds
wait_for() {
  local name="$1" until=$((SECONDS + $2))
  shift 2
  until "$@" 2>/dev/null; do
    require_running
    if [ "$SECONDS" -ge "$until" ]; then
      tail -n 30 "$RUN/$name.log" >&2
      fail "$name did not answer in time." "Its output: $RUN/$name.log"
    fi
    sleep 0.2
  done
}

# Last started, first stopped.
stop_processes() {
  local status=$? i
  trap - EXIT
  # A second Ctrl-C must not leave half of it running.
  trap '' INT TERM HUP
  for ((i = ${#STARTED_PIDS[@]} - 1; i >= 0; i--)); do stop_group "${STARTED_NAMES[$i]}" "${STARTED_PIDS[$i]}"; done
  STARTED_NAMES=() STARTED_PIDS=()
  "$ON_STOP"
  exit "$status"
}

# stop_process NAME : one of them, before the others
stop_process() {
  local i
  for i in "${!STARTED_PIDS[@]}"; do
    [ "${STARTED_NAMES[$i]}" = "$1" ] || continue
    stop_group "$1" "${STARTED_PIDS[$i]}"
    unset "STARTED_NAMES[$i]" "STARTED_PIDS[$i]"
  done
  STARTED_NAMES=("${STARTED_NAMES[@]}") STARTED_PIDS=("${STARTED_PIDS[@]}")
}

# Asks the group to end (SIGTERM), then makes it; whatever the process started itself goes with its group.
stop_group() {
  local name="$1" pid="$2" until=$((SECONDS + STOP_SECONDS))
  kill -TERM -- "-$pid" 2>/dev/null || return 0
  while kill -0 -- "-$pid" 2>/dev/null && [ "$SECONDS" -lt "$until" ]; do sleep 0.1; done
  if kill -0 -- "-$pid" 2>/dev/null; then
    say "$name did not stop in $STOP_SECONDS s and was killed."
    kill -KILL -- "-$pid" 2>/dev/null || true
  fi
  wait "$pid" 2>/dev/null || true
}

# free_ports N : ports on the loopback that nothing listens on, all different
free_ports() {
  node -e '
    const servers = Array.from({ length: Number(process.argv[1]) }, () => require("net").createServer().listen(0, "127.0.0.1"));
    Promise.all(servers.map(s => new Promise(done => s.once("listening", done)))).then(() => {
      console.log(servers.map(s => s.address().port).join(" "));
      servers.forEach(s => s.close());
    });' "$1"
}

# listens PORT
listens() { (exec 3<>"/dev/tcp/127.0.0.1/$1"); }
