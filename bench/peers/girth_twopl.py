"""Fits a 2PL with girth's twopl_mml and prints what it found, as JSON.

Reads JSON from stdin: {"rows": ["0110…", …], "runs": 3}, a row a learner.
"""
import json
import sys
import time
from importlib.metadata import version

import numpy as np
from girth import twopl_mml

task = json.load(sys.stdin)
data = np.array([[int(cell) for cell in row] for row in task["rows"]]).T
seconds = []
for _ in range(task["runs"]):
    started = time.perf_counter()
    found = twopl_mml(data)
    seconds.append(time.perf_counter() - started)
json.dump(
    {
        "version": version("girth"),
        "seconds": sorted(seconds)[len(seconds) // 2],
        "discrimination": list(map(float, found["Discrimination"])),
        "difficulty": list(map(float, found["Difficulty"])),
    },
    sys.stdout,
)
