"""Reads histories of reviews as JSON and writes what py-fsrs makes of each review; fails when the package is missing."""

import json
import sys
from datetime import datetime, timedelta, timezone

from fsrs import Card, Rating, Scheduler

EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def reviews_of(history):
    scheduler = Scheduler(enable_fuzzing=False)
    card = Card(card_id=1)
    for review in history:
        at = EPOCH + timedelta(milliseconds=review["at"])
        card, _ = scheduler.review_card(card, Rating(review["rating"]), review_datetime=at)
        yield {
            "phase": card.state.name.lower(),
            "step": card.step or 0,
            "stability": card.stability,
            "difficulty": card.difficulty,
            "due": (card.due - EPOCH) / timedelta(milliseconds=1),
        }


json.dump([list(reviews_of(history)) for history in json.load(sys.stdin)], sys.stdout)
