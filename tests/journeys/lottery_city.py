"""Two other bands of the city, a third person, and a round for the Friday evenings of January 2027. Run by
`manage.py shell` in the data of the sample city with its people.
"""

from datetime import date

from booking.actions.lottery import Offer
from booking.models import Group, Induction, Person
from facilities.models import Facility
from tests.factories import an_evening, the_room
from tests.people import a_group
from tests.rounds import EARLY, LATE, a_round, entered, fridays

hall = Facility.objects.get(slug="nukui-minami")
room = the_room(hall, "music")
for evening in [*fridays(EARLY), *fridays(LATE)]:
    an_evening(hall, evening)
lottery = a_round(hall, [Offer(room, fridays(EARLY)), Offer(room, fridays(LATE))])
for card, name in (("2001", "あさひ"), ("2002", "ひなた")):
    leader, friend = (
        Person.objects.create_user(number, "akari-2026", call_name=name, birth_date=date(2009, 9, 9))
        for number in (card, f"{card}0")
    )
    band = a_group(Group.Kind.BAND, leader, friend, name=name)
    for person in (leader, friend, *Person.objects.filter(card_number="1003")):
        Induction.objects.get_or_create(person=person, course="band-room", taken_on=date(2026, 5, 1))
    entered(lottery, 1, band=band)
