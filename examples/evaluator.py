"""Evaluates the candidates of a search with an external evaluator (docs/external-evaluators.md). Python 3.9 or later, nothing else.

SERVERLESS_URL=http://127.0.0.1:7071 SERVERLESS_KEY=... python3 examples/evaluator.py SEARCH
"""
import json, os, socket, sys, threading, time
from http.client import HTTPException
from urllib import error, request

LEASE_SECONDS = int(os.environ.get("LEASE_SECONDS", 60))


def post(path, body=None):
    """The answer to a POST; while nobody answers, or storage is away, it is sent again."""
    headers = {"x-functions-key": os.environ["SERVERLESS_KEY"], "Content-Type": "application/json"}
    data = b"" if body is None else json.dumps(body).encode()
    while True:
        try:
            with request.urlopen(request.Request(os.environ["SERVERLESS_URL"] + "/api/" + path, data, headers), timeout=60) as answer:
                return json.loads(answer.read() or "null")
        except (OSError, HTTPException) as failure:  # of which an answer that refuses is one
            if isinstance(failure, error.HTTPError) and failure.code < 500:
                raise
        time.sleep(1)


def evaluate(job):
    """Yours: build what job["choices"] says, train it for job["epochs"], measure it; a ValueError gives the candidate up."""
    time.sleep(float(os.environ.get("EVALUATION_SECONDS", 0)))
    weights = {"nor_conv_3x3": 9, "nor_conv_1x1": 1}
    work = sum(weights.get(choice, 0) for choice in job["choices"].values())
    return {"score": 100 - 90 / (1 + work), "energyPerFrame": 2 + 1.5 * work}


def renew(lease, ended):
    while not ended.wait(LEASE_SECONDS / 3):
        try:
            post(f"leases/{lease}:renew")
        except error.HTTPError:
            return  # it is lost, which is told again when its result comes


def work(job):
    ended, started = threading.Event(), time.monotonic()
    threading.Thread(target=renew, args=(job["lease"], ended), daemon=True).start()
    print("evaluating", job["candidate"], flush=True)
    try:
        try:
            metrics = evaluate(job)
        except ValueError as reason:
            post(f"leases/{job['lease']}:fail", {"reason": " ".join(str(reason).split())[:500] or "no reason given"})
        else:
            post(f"leases/{job['lease']}:complete", {"metrics": metrics, "seconds": time.monotonic() - started})
    except error.HTTPError as refusal:
        print("not taken:", refusal.read().decode(), flush=True)
    finally:
        ended.set()


if __name__ == "__main__":
    asked = {"worker": f"{socket.gethostname()}-{os.getpid()}", "search": sys.argv[1], "leaseSeconds": LEASE_SECONDS}
    while True:
        try:
            jobs = post("leases", asked)["value"]
        except error.HTTPError as refusal:
            sys.exit(None if refusal.code == 409 else refusal.read().decode())  # 409: the search has ended
        for job in jobs:
            work(job)
        time.sleep(0 if jobs else 1)
