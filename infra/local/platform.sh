# The three parts of the platform as local processes: storage, functions host, worker. Needs own_processes.
# shellcheck shell=bash

# The storage emulator's published account: the same on every machine, and no secret.
STORAGE_ACCOUNT=devstoreaccount1
STORAGE_KEY='Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=='
UP_FOLDER="$STATE/up"

# start_storage DATA-FOLDER BLOB-PORT QUEUE-PORT TABLE-PORT
start_storage() {
  mkdir -p "$1"
  start_process storage node "$LOCAL/node_modules/azurite/dist/src/azurite.js" --disableTelemetry --skipApiVersionCheck --silent \
    --location "$1" --blobPort "$2" --queuePort "$3" --tablePort "$4"
  local at="http://127.0.0.1"
  export AzureWebJobsStorage="DefaultEndpointsProtocol=http;AccountName=$STORAGE_ACCOUNT;AccountKey=$STORAGE_KEY;BlobEndpoint=$at:$2/$STORAGE_ACCOUNT;QueueEndpoint=$at:$3/$STORAGE_ACCOUNT;TableEndpoint=$at:$4/$STORAGE_ACCOUNT;"
  local port
  for port in "$2" "$3" "$4"; do wait_for storage 60 listens "$port"; done
}

# start_host PORT : reads the key from SERVERLESS_KEY, so that it stands in no command line and no log
start_host() {
  export SERVERLESS_URL="http://127.0.0.1:$1"
  # When schedules are looked at; in Azure it is every minute.
  export ScheduleTimer="${ScheduleTimer:-*/10 * * * * *}"
  # Tables that searches can be evaluated by; a folder that is not there holds none.
  export Tables__Folder="${Tables__Folder:-${SERVERLESS_DATA:-$ROOT/../shared/data}}"
  # Each step of a search waits for a look at a queue. In Azure looks cost money, so host.json has 1 s; here they cost a little processor time.
  export AzureFunctionsJobHost__extensions__queues__maxPollingInterval="${AzureFunctionsJobHost__extensions__queues__maxPollingInterval:-00:00:00.200}"
  export AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval="${AzureFunctionsJobHost__extensions__durableTask__storageProvider__maxQueuePollingInterval:-00:00:00.200}"
  LocalHost__HostKey="$SERVERLESS_KEY" start_process host dotnet "$(assembly Serverless.LocalHost)" "$(dirname "$(assembly Serverless.Functions)")" --urls "$SERVERLESS_URL"
  wait_for host 120 answers_healthy "$1"
}

# answers_healthy PORT : GET /api/health says 200
answers_healthy() {
  local status
  status="$(
    exec 3<>"/dev/tcp/127.0.0.1/$1"
    printf 'GET /api/health HTTP/1.1\r\nHost: 127.0.0.1\r\nx-functions-key: %s\r\nConnection: close\r\n\r\n' "$SERVERLESS_KEY" >&3
    read -r -t 10 _ status _ <&3 && echo "$status"
  )"
  [ "$status" = 200 ]
}

# start_worker NAME : one thread, since networks as small as the quickstart's gain nothing from a second, which storage and the host need.
start_worker() {
  start_process "$1" dotnet "$(assembly Serverless.Worker)" --name "$1" --threads 1 --report "$RUN/$1-report.json"
}

new_key() { head -c 32 /dev/urandom | sha256sum | cut -d' ' -f1; }

new_run() { echo "$STATE/runs/$(date +%Y%m%d-%H%M%S)-$$"; }

# For the command line client: the platform that `up` runs here, unless the environment names another.
use_running_platform() {
  if [ -z "${SERVERLESS_URL:-}" ] && [ -f "$UP_FOLDER/url" ]; then
    SERVERLESS_URL="$(cat "$UP_FOLDER/url")"
    export SERVERLESS_URL SERVERLESS_KEY_FILE="${SERVERLESS_KEY_FILE:-$UP_FOLDER/key}"
  fi
}
