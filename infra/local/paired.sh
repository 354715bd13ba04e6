# `demo --paired N`: the demo's search with its surrogate and without it, from N seeds each, at the same budget of trainings.
# shellcheck shell=bash

# run_paired SEEDS OUTPUT REQUEST.json : each search on a platform of its own, so that none finds what another has trained
run_paired() {
  local seeds="$1" output="$2" request="$3" seed arm folder
  grep -q '"surrogate"' "$request" || fail "'$request' asks for no surrogate, so there is nothing to compare."
  for ((seed = 1; seed <= seeds; seed++)); do
    for arm in with without; do
      folder="$output/$arm-$seed"
      mkdir -p "$folder"
      paired_request "$request" "$seed" "$arm" >"$folder/request.json"
      say "Seed $seed of $seeds, $arm the surrogate; log: $folder/demo.txt"
      "$ROOT/serverless" demo --output "$folder" "$folder/request.json" >"$folder/demo.txt" 2>"$folder/demo.log" ||
        fail "the demo failed for seed $seed, $arm the surrogate." "Logs: $folder/demo.txt, $folder/demo.log"
    done
  done
  paired_table "$output" "$seeds"
}

# Without a limit of time: both are to use all their trainings, however slow the machine is.
paired_request() {
  node -e '
    const [file, seed, arm] = process.argv.slice(1);
    const request = JSON.parse(require("fs").readFileSync(file));
    request.seed = Number(seed);
    delete request.budgets.wallClockSeconds;
    if (arm === "without") delete request.surrogate;
    console.log(JSON.stringify(request, null, 2));' "$@"
}

paired_table() {
  node -e '
    const [output, seeds] = process.argv.slice(1);
    const read = (arm, seed) => JSON.parse(require("fs").readFileSync(output + "/" + arm + "-" + seed + "/front.json")).hypervolume;
    const median = values => { const s = [...values].sort((a, b) => a - b), m = s.length >> 1; return s.length % 2 ? s[m] : (s[m - 1] + s[m]) / 2; };
    const rows = Array.from({ length: Number(seeds) }, (_, i) => ({ seed: i + 1, with: read("with", i + 1), without: read("without", i + 1) }));
    const print = (...cells) => console.log(cells.map((cell, i) => String(cell).padStart(i ? 14 : 6)).join(""));
    print("seed", "with", "without", "difference");
    for (const row of rows) print(row.seed, row.with.toFixed(4), row.without.toFixed(4), (row.with - row.without).toFixed(4));
    const [one, other] = [median(rows.map(row => row.with)), median(rows.map(row => row.without))];
    print("median", one.toFixed(4), other.toFixed(4), median(rows.map(row => row.with - row.without)).toFixed(4));
    const wins = rows.filter(row => row.with >= row.without).length;
    console.log("Hypervolume of the final front; at least as good with the surrogate for " + wins + " of " + rows.length + " seeds.");' "$@"
}
