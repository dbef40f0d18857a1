"""A plain logistic regression of scikit-learn on a log of answers: skills one-hot, right and wrong answers, decayed success rates and the
last five outcomes, on the skill and over all. Reads {"train": path, "test": path} from standard input, writes JSON."""

import csv
import gzip
import json
import math
import sys
import time

import numpy as np
import sklearn
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

SKILL_DECAYS = (0.5, 0.8, 0.95)
LEARNER_DECAYS = (0.5, 0.8, 0.95, 0.99)
USUAL = 0.7


def answers(path):
    opened = gzip.open(path, "rt") if path.endswith(".gz") else open(path)
    with opened as file:
        for row in csv.DictReader(file):
            yield row["user_id"], row["skill_name"], int(row["correct"])


class Record:
    def __init__(self, decays):
        self.decays = decays
        self.rates = [USUAL] * len(decays)
        self.last = [0] * 5
        self.right = 0
        self.wrong = 0

    def features(self):
        return [math.log1p(self.right), math.log1p(self.wrong), *self.rates, *self.last]

    def add(self, correct):
        self.rates = [d * r + (1 - d) * correct for d, r in zip(self.decays, self.rates)]
        self.last = [2 * correct - 1, *self.last[:4]]
        self.right += correct
        self.wrong += 1 - correct


def design(path, skills):
    rows, places, outcomes = [], [], []
    learners, pairs = {}, {}
    for user, skill, correct in answers(path):
        learner = learners.setdefault(user, Record(LEARNER_DECAYS))
        pair = pairs.setdefault((user, skill), Record(SKILL_DECAYS))
        rows.append(learner.features() + pair.features())
        places.append(skills.setdefault(skill, len(skills)))
        outcomes.append(correct)
        learner.add(correct)
        pair.add(correct)
    return np.array(rows), np.array(places), np.array(outcomes)


def sparse(rows, places, size):
    known = places < size
    at = np.flatnonzero(known)
    one_hot = csr_matrix((np.ones(at.size), (at, places[known])), shape=(places.size, size))
    return hstack([csr_matrix(rows), one_hot]).tocsr()


task = json.load(sys.stdin)
skills = {}
train_rows, train_places, train_outcomes = design(task["train"], skills)
size = len(skills)
test_rows, test_places, test_outcomes = design(task["test"], skills)
started = time.perf_counter()
model = LogisticRegression(max_iter=300).fit(sparse(train_rows, train_places, size), train_outcomes)
seconds = time.perf_counter() - started
predicted = model.predict_proba(sparse(test_rows, test_places, size))[:, 1]
json.dump({"version": sklearn.__version__, "auc": roc_auc_score(test_outcomes, predicted), "seconds": seconds}, sys.stdout)
