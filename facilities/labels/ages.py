"""Stages, grades and ages in words, in the reader's language."""

from django.utils.translation import gettext as _

from facilities.labels.times import in_english
from facilities.rules.ages import Ages
from facilities.rules.stages import Stage


def stage_words(stage: Stage | str) -> str:
    return {
        Stage.PRESCHOOL: _("未就学のお子さん"),
        Stage.ELEMENTARY: _("小学生"),
        Stage.JUNIOR_HIGH: _("中学生"),
        Stage.HIGH_SCHOOL: _("高校生世代"),
        Stage.ADULT: _("おとな"),
    }[Stage(stage)]


def grade_words(grade: int) -> str:
    """School grades counted through: 「小学4年生」「中学1年生」「高校2年生の学年」."""
    if grade <= 6:
        return _("小学%(grade)d年生") % {"grade": grade}
    if grade <= 9:
        return _("中学%(grade)d年生") % {"grade": grade - 6}
    # The year of age and not the pupil: past junior high not everybody goes to a school.
    return _("高校%(grade)d年生の学年") % {"grade": grade - 9}


def _lower(ages: Ages) -> str:
    if ages.from_age is not None:
        return _("%(age)d歳") % {"age": ages.from_age}
    if ages.from_grade is not None:
        return grade_words(ages.from_grade)
    return stage_words(ages.from_stage) if ages.from_stage else ""


def _upper(ages: Ages) -> str:
    if ages.to_age is not None:
        return _("%(age)d歳") % {"age": ages.to_age}
    if ages.to_fiscal_year_of is not None:
        return _("%(age)d歳になる年度の終わり") % {"age": ages.to_fiscal_year_of}
    if ages.to_grade is not None:
        return grade_words(ages.to_grade)
    return stage_words(ages.to_stage) if ages.to_stage else ""


def ages_words(ages: Ages | None) -> str:
    """「中学生から」「小学生から高校生世代まで」「29歳まで」; everybody for None."""
    if ages is None:
        return _("どなたでも")
    lower, upper = _lower(ages), _upper(ages)
    if _is_end(ages):
        return lower or upper
    if lower and upper and lower != upper:
        return _("%(lower)sから%(upper)sまで") % {"lower": lower, "upper": upper}
    if lower == upper:
        return lower
    if lower:
        return _("%(lower)sから") % {"lower": lower}
    return _("%(upper)sまで") % {"upper": upper}


def people_of(ages: Ages) -> str:
    """「中学生からの人」「小学生」: those people, as a sentence speaks of them."""
    alone = ages.from_age is None and (_is_end(ages) or _lower(ages) == _upper(ages))
    words = ages_words(ages)
    return words if alone and not in_english() else _("%(ages)sの人") % {"ages": words}


def _is_end(ages: Ages) -> bool:
    """Whether the one bound that is given is a whole stage: nobody is younger, or older."""
    given = ages.model_dump(exclude_none=True)
    return given in ({"to_stage": Stage.PRESCHOOL}, {"from_stage": Stage.ADULT})
