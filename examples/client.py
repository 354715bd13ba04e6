"""Starts a search, follows its events until it has ended, and prints its front as CSV: docs/openapi.json describes each answer. Python 3.9, nothing else.

SERVERLESS_URL=http://127.0.0.1:7071 SERVERLESS_KEY=... python3 examples/client.py examples/quickstart.json [CURSOR]
"""
import hashlib, json, os, sys, time
from http.client import HTTPException
from urllib import error, request


def call(path, body=None, headers=None):
    """The answer's text; while nobody answers, or storage is away, it is asked again."""
    headers = {"x-functions-key": os.environ["SERVERLESS_KEY"], "Content-Type": "application/json", **(headers or {})}
    while True:
        try:
            with request.urlopen(request.Request(os.environ["SERVERLESS_URL"] + "/api/" + path, body, headers), timeout=60) as answer:
                return answer.read().decode()
        except error.HTTPError as refusal:
            if refusal.code < 500:
                sys.exit(refusal.read().decode())  # application/problem+json
        except (OSError, HTTPException):
            pass
        time.sleep(1)


def start(body):
    """The same body and key are the same search, so that it may be sent again."""
    return json.loads(call("searches", body, {"Idempotency-Key": hashlib.sha256(body).hexdigest()}))["id"]


def follow(search, cursor=None):
    """Every event behind a cursor, as it comes, until the search has ended."""
    while True:
        page = json.loads(call(f"searches/{search}/events" + (f"?after={cursor}" if cursor else "")))
        yield from page["value"]
        cursor = page["cursor"]
        if page["isEnded"]:
            return
        if "nextLink" not in page:
            time.sleep(1)


if __name__ == "__main__":
    with open(sys.argv[1], "rb") as file:
        search = start(file.read())
    print("search", search, file=sys.stderr, flush=True)
    for event in follow(search, *sys.argv[2:]):
        print(event["cursor"], event["type"], event.get("candidate", ""), event.get("hypervolume", ""), file=sys.stderr, flush=True)
    print(call(f"searches/{search}/front?format=csv"), end="")
