"""年齢区分: the age bands in which strangers are counted. Together they are everybody, each person in one."""

from datetime import date

from facilities.rules.stages import ANCIENT, DAY, FIRST_GRADE, AgeMode, Cohort, Stage, latest_birth

SENIOR_AGE = 65
BANDS = ("preschool", "elementary", "junior_high", "high_school", "adult", "senior")


def cohort(band: str, day: date, mode: AgeMode = AgeMode.LEGAL) -> Cohort:
    """The birth dates of those whom a band means on `day`. ValueError for a band that does not exist.

    高校生世代 wins over 18–64: somebody of 18 counts there to the end of the school year.
    """
    seniors = latest_birth(SENIOR_AGE, day, mode)
    if band == "senior":
        return Cohort(ANCIENT, seniors)
    of_stage = Cohort.of_stage(Stage(band), day)
    # Where seniors begin adults end, so that everybody is in one band and no more.
    return Cohort(max(of_stage.earliest, seniors + DAY), of_stage.latest)


def band_of(born: date, day: date, mode: AgeMode = AgeMode.LEGAL) -> str:
    """The band in which somebody is counted on `day`; the youngest for who is not yet born."""
    found = (band for band in BANDS if Cohort.born(born).within(cohort(band, day, mode)))
    return next(found, BANDS[0])


def band_of_grade(grade: int) -> str:
    """The band of a school grade, counted through from the first of elementary school (1 to 12)."""
    return max((first, str(stage)) for stage, first in FIRST_GRADE.items() if first <= grade)[1]
