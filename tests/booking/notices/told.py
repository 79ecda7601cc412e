"""What somebody was told, as the tests read it."""

from booking.models import Enclosure, Notice, Person
from tests.ical_reader import Part, read


def kinds(person: Person) -> list[str]:
    """Of what somebody was told, in its order."""
    return list(Notice.objects.filter(person=person).order_by("pk").values_list("kind", flat=True))


def last(person: Person) -> Notice:
    found = Notice.objects.filter(person=person).order_by("pk").last()
    assert found is not None
    return found


def entries(address: str) -> list[tuple[str, Part]]:
    """What the mails to an address enclose, in their order: the method, and the one entry of each."""
    found = []
    for one in Enclosure.objects.filter(mail__to=address).order_by("mail"):
        calendar = read(one.text.encode())
        [event] = calendar.named("VEVENT")
        assert one.mime_type == f"text/calendar; method={calendar.value('METHOD')}"
        found.append((calendar.value("METHOD"), event))
    return found
