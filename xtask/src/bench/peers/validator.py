"""The 1EdTech validator core on a signed badge of 2.0, all documents from memory: prints name, tab, nanoseconds for one."""
import collections
import collections.abc
import datetime
import io
import json
import sys
import time
import warnings
from importlib.metadata import version
from pathlib import Path

warnings.filterwarnings("ignore")
for name in ("Mapping", "MutableMapping", "Sequence", "Iterable", "Callable", "Set"):  # what it imports is older than Python 3.10
    setattr(collections, name, getattr(collections.abc, name))
import requests
from openbadges import verifier

FOLDER, CONTEXT = Path(sys.argv[1]), Path(sys.argv[2])
DOCUMENTS = {url: json.dumps(document).encode() for url, document in json.loads((FOLDER / "ob2.json").read_text()).items()}
DOCUMENTS["https://w3id.org/openbadges/v2"] = CONTEXT.read_bytes()
# The image of the badge class.
DOCUMENTS["https://badges.example.org/badge.png"] = (FOLDER / "plain.png").read_bytes()


def send(session, request, **options):
    answer = requests.Response()
    answer.status_code, answer.url, answer.request, answer.encoding = 200, request.url, request, "utf-8"
    answer._content, answer._content_consumed, answer.raw = DOCUMENTS[request.url], True, io.BytesIO(b"")
    answer.headers["content-type"] = "image/png" if request.url.endswith(".png") else "application/ld+json"
    answer.elapsed = datetime.timedelta(0)
    return answer


requests.Session.send = send
JWS = (FOLDER / "ob2.jws").read_text()


def verify():
    report = verifier.verify(JWS)["report"]
    assert report["valid"], report["messages"]


verify()
samples = []
for _ in range(41):
    start = time.perf_counter_ns()
    verify()
    samples.append(time.perf_counter_ns() - start)
print("peer: openbadges (1EdTech validator core)", version("openbadges"), "Python", sys.version.split()[0])
print(f"ob2_signed_validator\t{sorted(samples)[len(samples) // 2]}")
