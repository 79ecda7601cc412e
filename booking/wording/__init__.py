"""Rules in words: what each term of a rulebook says, generated from its parameters, in the reader's language.

Sentences are whole in the catalogue and filled with values. Each says one thing, what holds first;
where and when it holds stands before it (`scopes`). `sentences` knows the type of every term.
"""

from booking.wording.clauses import Told, told
from booking.wording.sentences import sentences
from booking.wording.subjects import SUBJECTS, Subject, subject_of, subject_words
from booking.wording.visits import Part, clause_words, part_words, visit
from booking.wording.vocabulary import Vocabulary

__all__ = [
    "SUBJECTS",
    "Part",
    "Subject",
    "Told",
    "Vocabulary",
    "clause_words",
    "part_words",
    "sentences",
    "subject_of",
    "subject_words",
    "told",
    "visit",
]
