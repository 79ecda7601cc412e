"""Codes and states in words, in the reader's language: below the edges and notices, above the rules."""

from booking.labels.acts import by_words, field_words, nobody_words, subject_words, verb_words
from booking.labels.facts import CHANNELS, FACTS, THE_HALLS
from booking.labels.groups import kind_words, member_words, role_words, roster_tie_words
from booking.labels.lottery import odds_words, rank_words, slot_when, tickets_words, times_in_all
from booking.labels.members import party_name, tie_words, use_name
from booking.labels.money import fee_words, reduction_words, yen_words
from booking.labels.notices import family_words
from booking.labels.papers import paper_words
from booking.labels.posts import post_does, post_words
from booking.labels.reasons import SENTENCES, sentence
from booking.labels.scopes import scope_words
from booking.labels.series import often_words
from booking.labels.states import (
    band_words,
    counts_words,
    people_words,
    sign_words,
    slot_words,
    state_words,
)

__all__ = [
    "CHANNELS",
    "FACTS",
    "SENTENCES",
    "THE_HALLS",
    "band_words",
    "by_words",
    "counts_words",
    "family_words",
    "fee_words",
    "field_words",
    "kind_words",
    "member_words",
    "nobody_words",
    "odds_words",
    "often_words",
    "paper_words",
    "party_name",
    "people_words",
    "post_does",
    "post_words",
    "rank_words",
    "reduction_words",
    "role_words",
    "roster_tie_words",
    "scope_words",
    "sentence",
    "sign_words",
    "slot_when",
    "slot_words",
    "state_words",
    "subject_words",
    "tickets_words",
    "tie_words",
    "times_in_all",
    "use_name",
    "verb_words",
    "yen_words",
]
