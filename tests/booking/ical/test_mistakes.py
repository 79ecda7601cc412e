"""Everything that a file can be wrong in has its sentence."""

from booking.ical.lines import Fault, Mistake
from booking.ical.mistakes import FAULTS, mistake_words


def test_every_fault_says_what_helps() -> None:
    assert set(FAULTS) == set(Fault)
    for fault in Fault:
        words = mistake_words(Mistake(fault, value="X"))
        assert words.endswith("ください。"), fault
        assert "%(" not in words


def test_a_mistake_of_the_whole_file_names_no_line() -> None:
    assert mistake_words(Mistake(Fault.EMPTY)).startswith("ファイルが空です")
    assert mistake_words(Mistake(Fault.NO_UID, 3)).startswith("3行目:")
    assert mistake_words(Mistake(Fault.NO_END, 6, "遠足")).startswith("6行目「遠足」:")
