"""Estimates abilities with catsim and chooses items with it, and prints abilities and times, as JSON.

Reads JSON from stdin: {"items": [[a, b, c], …], "patterns": [[true, …], …], "thetas": [0.1, …]}; each pattern answers the
first items of the bank, in their order.
"""
import json
import sys
import time
from importlib.metadata import version

import numpy as np
from catsim.estimation import NumericalSearchEstimator
from catsim.item_bank import ItemBank
from catsim.selection import MaxInfoSelector

task = json.load(sys.stdin)
bank = ItemBank(np.array([[a, b, c, 1.0] for a, b, c in task["items"]]))
estimator = NumericalSearchEstimator(tol=1e-9, dodd=False, verbose=False, method="brent")
started = time.perf_counter()
abilities = [
    float(estimator.estimate(item_bank=bank, administered_items=list(range(len(pattern))), response_vector=pattern, est_theta=0.0))
    for pattern in task["patterns"]
]
estimating = time.perf_counter() - started
selector = MaxInfoSelector()
started = time.perf_counter()
chosen = [int(selector.select(item_bank=bank, administered_items=[], est_theta=theta)) for theta in task["thetas"]]
selecting = time.perf_counter() - started
json.dump(
    {
        "version": version("catsim"),
        "abilities": abilities,
        "estimatesPerSecond": len(abilities) / estimating,
        "chosen": chosen,
        "choicesPerSecond": len(chosen) / selecting,
    },
    sys.stdout,
)
