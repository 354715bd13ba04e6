"""Optuna as a program for `./serverless bench --external`, where it is installed (pip install optuna).

  ./serverless bench --suite nb201 --algorithms gp-ehvi,tpe --evaluations 200 --seeds 5 \\
      --external 'optuna-tpe=python3 tests/Serverless.Bench.Tests/Peers/scripts/optuna_peer.py tpe' \\
      --external 'optuna-nsga2=python3 tests/Serverless.Bench.Tests/Peers/scripts/optuna_peer.py nsga2'

Samplers keep Optuna's defaults, but for the population of NSGA-II, which is 20 as ours. docs/benchmarks.md has the messages.
"""
import json
import sys

try:
    import optuna
except ImportError:
    sys.exit("Optuna is not installed: pip install optuna")

SAMPLERS = {
    "tpe": lambda seed: optuna.samplers.TPESampler(seed=seed),
    "tpe-multivariate": lambda seed: optuna.samplers.TPESampler(seed=seed, multivariate=True),
    "nsga2": lambda seed: optuna.samplers.NSGAIISampler(seed=seed, population_size=20),
    "random": lambda seed: optuna.samplers.RandomSampler(seed=seed),
}


def main():
    if len(sys.argv) != 2 or sys.argv[1] not in SAMPLERS:
        sys.exit(f"usage: optuna_peer.py {{{','.join(SAMPLERS)}}}")

    optuna.logging.set_verbosity(optuna.logging.WARNING)
    pending = {}
    for line in sys.stdin:
        message = json.loads(line)
        if message["type"] == "begin":
            dimensions = message["dimensions"]
            study = optuna.create_study(
                directions=[objective["goal"] for objective in message["objectives"]], sampler=SAMPLERS[sys.argv[1]](message["seed"]))
        elif message["type"] == "ask":
            candidates = []
            for _ in range(message["count"]):
                trial = study.ask()
                candidate = [trial.suggest_categorical(one["name"], list(range(len(one["choices"])))) for one in dimensions]
                pending.setdefault(tuple(candidate), []).append(trial)
                candidates.append(candidate)
            print(json.dumps({"candidates": candidates}), flush=True)
        elif message["type"] == "tell":
            for evaluation in message["evaluations"]:
                trials = pending.get(tuple(evaluation["candidate"]), [])
                while trials:
                    if evaluation["objectives"] is None:
                        study.tell(trials.pop(), state=optuna.trial.TrialState.FAIL)
                    else:
                        study.tell(trials.pop(), evaluation["objectives"])


if __name__ == "__main__":
    main()
