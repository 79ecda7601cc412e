"""SQL that is made once reads the same as the QuerySet that describes it."""

from datetime import date
from typing import Any

import pytest
from django.db.models import Q

from facilities.models import Evening, Facility
from facilities.queries.prepared import Prepared, as_date
from tests.factories import a_facility, an_evening, span

pytestmark = pytest.mark.django_db


def described(halls: list[int], since: int) -> Any:
    return (
        Evening.objects.filter(Q(facility__in=halls), end__gt=since).order_by("pk").values_list("pk", "kind")
    )


def test_it_reads_what_the_queryset_reads_whatever_is_given() -> None:
    halls = [a_facility(slug) for slug in ("one", "two", "three")]
    for hall in halls:
        for day in ("2026-12-04", "2026-12-11"):
            an_evening(hall, span(day, "17:00", "21:00"))
    read = Prepared(described)
    first, second = span("2026-12-04", "17:00", "21:00").end, span("2026-12-11", "17:00", "21:00").end
    keys = [hall.pk for hall in halls]
    for given in (keys[:1], keys[1:2], keys[:2], keys, []):
        for since in (0, first, second):
            assert read.rows(given, since) == list(described(given, since)), (given, since)


def test_each_read_is_one_query_and_an_impossible_one_is_none(django_assert_num_queries: Any) -> None:
    read = Prepared(described)
    with django_assert_num_queries(1):
        read.rows([1, 2], 0)
    with django_assert_num_queries(0):
        assert read.rows([], 0) == []


def test_one_read_does_not_see_what_another_was_given() -> None:
    hall = a_facility()
    read = Prepared(lambda pk: Facility.objects.filter(pk=pk).values_list("slug"))
    assert (read.rows(hall.pk + 1), read.rows(hall.pk)) == ([], [("higashi",)])


def test_it_reads_objects_by_texts_as_by_numbers(django_assert_num_queries: Any) -> None:
    a_facility("higashi", phone="042-000-0000")
    read = Prepared(lambda slug, pk: Facility.objects.filter(slug=slug, pk__gte=pk))
    with django_assert_num_queries(1):
        (hall,) = read.objects(Facility, "higashi", 0)
    assert (hall.phone, hall) == ("042-000-0000", Facility.objects.get())
    assert read.objects(Facility, "honcho", 0) == read.objects(Facility, "higashi", hall.pk + 1) == []


@pytest.mark.both
def test_the_objects_hold_in_every_field_what_the_querysets_hold() -> None:
    hall = a_facility(lift=True, hearing_loop=False)
    an_evening(hall, span("2026-12-04", "17:00", "21:00"), admits={"from_stage": "junior_high"})
    for rows in (Facility.objects.filter(pk__gte=0), Evening.objects.filter(pk__gte=0)):
        read = Prepared(lambda pk, rows=rows: rows.model.objects.filter(pk__gte=pk))
        (one,) = read.objects(rows.model, 0)
        assert [vars(one)[f.attname] for f in one._meta.fields] == list(rows.values_list().get())


@pytest.mark.parametrize("value", ["2026-12-04", date(2026, 12, 4)])
def test_a_date_is_a_date_from_either_database(value: Any) -> None:
    assert as_date(value) == date(2026, 12, 4)
    assert as_date(None) is None
