import pytest

from facilities import labels
from facilities.rules.ages import Ages


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        ({"from_stage": "junior_high"}, "中学生から"),
        ({"from_stage": "junior_high", "to_stage": "high_school"}, "中学生から高校生世代まで"),
        ({"from_stage": "elementary", "to_stage": "elementary"}, "小学生"),
        ({"to_age": 29}, "29歳まで"),
        ({"from_grade": 4}, "小学4年生から"),
        ({"to_stage": "preschool"}, "未就学のお子さん"),
        ({"from_stage": "adult"}, "おとな"),
        ({"from_age": 12, "to_fiscal_year_of": 18}, "12歳から18歳になる年度の終わりまで"),
    ],
)
def test_ages_are_said_as_a_hall_would(ages: dict[str, object], said: str) -> None:
    assert labels.ages_words(Ages.model_validate(ages)) == said


def test_everybody_is_everybody() -> None:
    assert labels.ages_words(None) == "どなたでも"


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        ({"from_stage": "elementary", "to_stage": "elementary"}, "小学生"),
        ({"from_grade": 3, "to_grade": 3}, "小学3年生"),
        ({"from_stage": "junior_high"}, "中学生からの人"),
        ({"from_age": 20, "to_age": 20}, "20歳の人"),
    ],
)
def test_people_of_an_age_are_called_so(ages: dict[str, object], said: str) -> None:
    assert labels.people_of(Ages.model_validate(ages)) == said
