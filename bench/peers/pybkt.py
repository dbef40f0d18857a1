"""Reads {train, test, forgetting, starts, seed} as JSON, fits pyBKT to one file of answers, predicts the other, prints what it found as JSON."""

import json
import os
import sys
import time
from importlib.metadata import version

# Its threads wait for each other at every step; on a busy machine one alone is several times as fast.
os.environ.setdefault("OMP_NUM_THREADS", "1")

import numpy
import pandas
from pyBKT.models import Model

task = json.load(sys.stdin)
columns = {"user_id": str, "skill_name": str}
train = pandas.read_csv(task["train"], dtype=columns)
test = pandas.read_csv(task["test"], dtype=columns)
model = Model(seed=task["seed"], num_fits=task["starts"])

started = time.perf_counter()
model.fit(data=train, forgets=task["forgetting"])
seconds = time.perf_counter() - started

predicted = model.predict(data=test)
right = predicted["correct"].to_numpy() == 1
ranks = predicted["correct_predictions"].rank().to_numpy()
pairs = right.sum() * (~right).sum()
auc = (ranks[right].sum() - right.sum() * (right.sum() + 1) / 2) / pairs

try:
    from pyBKT.fit import E_step

    compiled = not E_step.__file__.endswith(".py")
except ImportError:
    compiled = False


def first(value):
    return float(numpy.ravel(value)[0])


skills = {
    skill: {
        "prior": first(found["prior"]),
        "learn": first(found["learns"]),
        "forget": first(found["forgets"]),
        "guess": first(found["guesses"]),
        "slip": first(found["slips"]),
    }
    for skill, found in model.coef_.items()
}
print(
    json.dumps(
        {
            "version": version("pyBKT"),
            "compiled": compiled,
            "seconds": seconds,
            "auc": auc,
            "skills": skills,
        }
    )
)
