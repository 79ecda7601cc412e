"""紙: what a desk prints of a day and of its things, as PDF."""

from datetime import date

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from booking.api.desk.door import DeskView
from booking.api.desk.programme_dates import DatesView
from booking.api.desk.report import DateAsked
from booking.api.fields import read_query
from booking.api.pdf import Pdf, paper_answer, printing
from booking.models import Coming
from booking.pdf.labels import labels_pdf
from booking.pdf.participants import participants_pdf
from booking.pdf.sheets import cards_pdf, day_pdf
from booking.queries.doors import cards
from booking.queries.faults import label_of
from booking.queries.signups_at_desk import parties_at
from booking.queries.today import today
from booking.rules.staff import Right
from facilities.models import Equipment
from facilities.queries.faults import things_of_hall
from facilities.rules.spans import local_day


class SheetView(DeskView):
    right = Right.DAY
    renderer_classes = [Pdf, JSONRenderer]

    def day(self, request: Request) -> date:
        return read_query(DateAsked, request).get("date") or local_day(self.at, self.zone)


class DaySheet(SheetView):
    @printing(
        "desk",
        _("1日の表をPDFで受け取る"),
        _("通信がないときに、鉛筆で続けるための紙。人は、よび名です。日本語です。"),
        [DateAsked],
    )
    def get(self, request: Request, hall: str) -> HttpResponse:
        day = self.day(request)
        return paper_answer(day_pdf(today(self.hall, day, self.at, self.zone)), f"day-{hall}-{day}.pdf")


class DoorCards(SheetView):
    @printing(
        "desk",
        _("とびらの紙をPDFで受け取る"),
        _("部屋ごとに1枚。空きと予約だけで、名前はありません。日本語です。"),
        [DateAsked],
    )
    def get(self, request: Request, hall: str) -> HttpResponse:
        day = self.day(request)
        found = cards(self.hall, day, self.zone)
        return paper_answer(cards_pdf(self.hall, day, found, self.at, self.zone), f"doors-{hall}-{day}.pdf")


class Labels(SheetView):
    right = Right.DESK

    @printing("desk", _("備品のふだをPDFで受け取る"), _("A4の1枚に24枚。日本語です。"))
    def get(self, request: Request, hall: str) -> HttpResponse:
        def address(thing: Equipment) -> str:
            return request.build_absolute_uri(reverse("fault", args=[label_of(thing)]))

        things = [thing for thing, _left in things_of_hall(self.hall)]
        return paper_answer(labels_pdf(self.hall, things, address), f"labels-{hall}.pdf")


class ParticipantsSheet(DatesView):
    renderer_classes = [Pdf, JSONRenderer]

    @printing(
        "programmes",
        _("参加者の紙をPDFで受け取る"),
        _("席のある人だけ。人は、よび名で、行事が聞いたことはありません。日本語です。"),
    )
    def get(self, request: Request, hall: str, id: str, session: str) -> HttpResponse:  # noqa: A002  # as the address
        found = self.date(id, session)
        there = [one for one in parties_at(found) if one.state == Coming.State.COMING]
        pdf = participants_pdf(found.programme, found, there, self.at, self.zone)
        return paper_answer(pdf, f"participants-{found.public_id}.pdf")
