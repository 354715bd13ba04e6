# `up`: the platform on this machine until Ctrl-C. What it stored is there again next time.
# shellcheck shell=bash disable=SC2034,SC2154 # what other parts read and set

# run_up [--port N]
run_up() {
  local port=7071 ports
  case "${1:-}" in
    '') ;;
    --port)
      [[ "${2:-}" =~ ^[0-9]+$ ]] || fail '--port needs a number.' 'For example: ./serverless up --port 8080'
      port="$2"
      ;;
    *) fail "up does not know '$1'." 'Usage: ./serverless up [--port N]' ;;
  esac
  ! listens "$port" 2>/dev/null || fail "port $port is in use." 'Name another: ./serverless up --port N'

  own_processes "$(new_run)"
  mkdir -p "$UP_FOLDER"
  # One at a time: two would share one storage folder. The lock is this script's; what it starts shall not keep it.
  exec 9>"$UP_FOLDER/lock"
  flock -n 9 || fail "another 'up' of this folder is running." "Its address: $(cat "$UP_FOLDER/url" 2>/dev/null)"
  read -ra ports < <(free_ports 3)
  say "Starting storage, functions host and one worker; logs: $RUN/{storage,host,worker}.log"
  # The key of the last time, so that what was set up with it goes on working.
  SERVERLESS_KEY="$(cat "$UP_FOLDER/key" 2>/dev/null || new_key)"
  export SERVERLESS_KEY
  start_storage "$STATE/storage" "${ports[@]}"
  start_host "$port"
  start_lasting worker start_worker
  publish_address

  echo "Platform: $SERVERLESS_URL"
  echo "Key:      $UP_FOLDER/key (send it as x-functions-key)"
  echo "Storage:  export AzureWebJobsStorage=\"\$(cat '$UP_FOLDER/storage')\"   # for one more worker: ./serverless worker"
  echo "Try:      ./serverless search start examples/quickstart.json --watch"
  echo 'Ctrl-C stops it.'
  while true; do
    require_running
    sleep 1
  done
}

# For the command line client in other terminals; readable by this user only.
publish_address() {
  (
    umask 077
    printf '%s\n' "$SERVERLESS_KEY" >"$UP_FOLDER/key"
    printf '%s\n' "$SERVERLESS_URL" >"$UP_FOLDER/url"
    printf '%s\n' "$AzureWebJobsStorage" >"$UP_FOLDER/storage"
  )
  ON_STOP=withdraw_address
}

withdraw_address() { rm -f -- "$UP_FOLDER/url" "$UP_FOLDER/storage"; }
