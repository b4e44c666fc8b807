"""The Python bakery on the pictures of the benchmark: prints name, tab, nanoseconds for one."""
import io
import sys
import time
from importlib.metadata import version
from pathlib import Path

from openbadges_bakery import bake, unbake

FOLDER = Path(sys.argv[1])
# An assertion of 2.0, as long as our credential: the package knows no 3.0.
ASSERTION = (FOLDER / "signed.json").read_text()


def median(work):
    samples = []
    for _ in range(61):
        start = time.perf_counter_ns()
        for _ in range(20):
            work()
        samples.append((time.perf_counter_ns() - start) / 20)
    return sorted(samples)[len(samples) // 2]


print("peer: openbadges-bakery", version("openbadges-bakery"), "Python", sys.version.split()[0])
for kind in ("png", "svg"):
    plain = (FOLDER / f"plain.{kind}").read_bytes()
    baked = bake(io.BytesIO(plain), ASSERTION, io.BytesIO()).read()
    assert unbake(io.BytesIO(baked))
    for name, work in {
        "bake": lambda: bake(io.BytesIO(plain), ASSERTION, io.BytesIO()),
        "unbake": lambda: unbake(io.BytesIO(baked)),
    }.items():
        print(f"{name}_{kind}_python\t{median(work):.1f}")
