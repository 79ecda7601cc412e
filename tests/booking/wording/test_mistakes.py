"""What the check says of a rulebook, in words that whoever writes rules reads."""

import pytest

from booking.rules.mistakes import Mistake
from booking.wording.mistakes import words_of


@pytest.mark.parametrize(
    ("field", "what", "said"),
    [
        (
            "says[#1].from",
            'write a time of day as "HH:MM", in quotes',
            "始まり:17:30 のような時間にしてください",
        ),
        ("ja", "is longer than 500 characters", "日本語:500文字までにしてください"),
        (
            "says[#1].rooms",
            "`attic` is not known here; there is: band",
            "部屋:「attic」は、このきまりにありません。えらびなおすか、先に足してください",
        ),
        ("says[#2].most", "input should be greater than or equal to 1", "いちばん多くて:1以上にしてください"),
        ("questions[Q6].by", "is given twice in this file", "例題Q6:同じものが、ほかにもあります"),
        ("", "its band 17:00-19:00 is never open", "17:00-19:00に開いている日がありません"),
        (
            "",
            "`headcount`: `most` is 40, and 8 fit into band",
            "40人と書いてありますが、部屋の定員は8人です",
        ),
        ("says[#1].on", "what nobody has translated", "いつ:what nobody has translated"),
    ],
)
def test_a_mistake_names_its_field_and_the_remedy(field: str, what: str, said: str) -> None:
    assert words_of(Mistake("rules", "C1", field, what)) == said
