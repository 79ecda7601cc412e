"""Who serves at a hall, as what, until when: posts are given, changed, renewed and ended."""

from collections.abc import Collection
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.posts import change_role, end_post, find_for_post, give_post, renew_posts
from booking.actions.second_factors import reset_second_factor
from booking.api.choices import GIVEN_ROLES, ROLES
from booking.api.desk.door import DeskView, key_in
from booking.api.fields import Body, PlainText, Unfitting, read
from booking.api.operations import asking, changing, listing, making
from booking.models import Person, Post
from booking.models.keys import sealed
from booking.queries.bookings import Absent
from booking.queries.posts import posts_at, posts_of_department
from booking.queries.second_factors import equipped
from booking.rules.staff import Right, Role, post_until
from facilities.rules.spans import local_day

POST = "post"
MOST_POSTS = 200
LONGEST_CARD = 20


class PostOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    role = serializers.ChoiceField(choices=ROLES)
    until = serializers.DateField(allow_null=True, help_text=_("この日まで。null なら、期限がありません。"))
    department = serializers.CharField(
        allow_null=True, help_text=_("課から来ている人の課。その持ち場は、課が決めます。")
    )
    second_factor = serializers.BooleanField(help_text=_("2つめの鍵を用意しているか。"))
    me = serializers.BooleanField()


class CardOut(serializers.Serializer[Any]):
    card = serializers.CharField()
    name = serializers.CharField()
    until = serializers.DateField(help_text=_("今、持ち場を渡すと、この日まで。"))


class RenewedOut(serializers.Serializer[Any]):
    renewed = PostOut(many=True)


@extend_schema_serializer(examples=[OpenApiExample("a card", {"card": "12345678"})])
class CardIn(Body):
    card = PlainText(max_length=LONGEST_CARD)


@extend_schema_serializer(examples=[OpenApiExample("the evening", {"card": "12345678", "role": "evening"})])
class GiveIn(CardIn):
    role = serializers.ChoiceField(choices=GIVEN_ROLES)


@extend_schema_serializer(examples=[OpenApiExample("by day", {"role": "desk"})])
class RoleIn(Body):
    role = serializers.ChoiceField(choices=GIVEN_ROLES)


@extend_schema_serializer(examples=[OpenApiExample("one", {"posts": ["23456789abcde"]})])
class RenewIn(Body):
    posts = serializers.ListField(
        child=serializers.SlugField(max_length=13),
        max_length=MOST_POSTS,
        help_text=_("続ける持ち場の id。自分のものは、ほかの人が更新します。"),
    )


class PostView(DeskView):
    right = Right.STAFF

    def post_of(self, public_id: str) -> Post:
        """A post of this hall's own; Absent for any other, a department's too."""
        found = posts_at(self.hall, self.at).filter(pk=key_in(POST, public_id)).first()
        if found is None:
            raise Absent(public_id)
        return found

    def holder(self, card: str) -> Person:
        """Whose card it is: the look is on record. ValidationError for a card that is none."""
        found = find_for_post(hall=self.hall, card=card, **self.by)
        if found is None:
            said = _(
                "この番号のカードは見つかりません。番号をたしかめてください。"
                "カードがない人には、先にカードを作ります。"
            )
            raise Unfitting({"card": [said]})
        return found

    def told(self, public_id: str, status: int = 200) -> Response:
        return Response(self.data([self.post_of(public_id)])[0], status)

    def data(self, posts: Collection[Post]) -> list[dict[str, Any]]:
        """One query, for however many."""
        ready = equipped([one.person_id for one in posts])
        return [self._one(one, one.person_id in ready) for one in posts]

    def _one(self, one: Post, ready: bool) -> dict[str, Any]:
        return {
            "id": sealed(POST, one.pk),
            "name": one.person.name or str(one.person),
            "role": one.role,
            "until": one.until.isoformat() if one.until else None,
            "department": one.department.name if one.department else None,
            "second_factor": ready,
            "me": one.person_id == self.somebody.pk,
        }


class Posts(PostView):
    @listing("posts", _("職員の持ち場の一覧"), PostOut, words=_("館のものと、担当の課から来ている人のもの。"))
    def get(self, request: Request, hall: str) -> Response:
        found = [*posts_at(self.hall, self.at), *posts_of_department(self.hall, self.at)]
        return self.listed(self.data(found))

    @making("posts", _("持ち場を渡す"), GiveIn, PostOut, words=_("次の3月31日まで。"))
    def post(self, request: Request, hall: str) -> Response:
        sent = read(GiveIn, request)

        def made() -> str:
            # Looked up within: the same key again is answered without another look in the log.
            person = self.holder(sent["card"])
            given = give_post(hall=self.hall, person=person, role=Role(sent["role"]), **self.by)
            return sealed(POST, given.pk)

        return self.told(self.once("give_post", made), 201)


class FindForPost(PostView):
    @asking(
        "posts",
        _("だれのカードかを見る"),
        CardIn,
        CardOut,
        words=_("持ち場を渡す前に、人ちがいがないかをたしかめます。見たことが記録に残るので、POST です。"),
    )
    def post(self, request: Request, hall: str) -> Response:
        found = self.holder(read(CardIn, request)["card"])
        until = post_until(local_day(self.at, self.zone)).isoformat()
        name = found.name or found.call_name
        return self.listed([{"card": found.card_number, "name": name, "until": until}])


class RenewPosts(PostView):
    @changing(
        "posts",
        _("持ち場を次の年度の終わりまで更新する"),
        RenewIn,
        RenewedOut,
        words=_("2月と3月にできます。"),
        seen=False,
    )
    def post(self, request: Request, hall: str) -> Response:
        keys = {key_in(POST, one) for one in read(RenewIn, request)["posts"]}
        if keys - {one.pk for one in posts_at(self.hall, self.at)}:
            said = _("この持ち場は、この館にありません。posts/ の id を使ってください。")
            raise Unfitting({"posts": [said]})
        return Response({"renewed": self.data(renew_posts(hall=self.hall, posts=keys, **self.by))})


class ChangePost(PostView):
    @changing("posts", _("持ち場を変える"), RoleIn, PostOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        found, sent = self.post_of(id), read(RoleIn, request)
        change_role(post=found, role=Role(sent["role"]), **self.by)
        return self.told(id)


class EndPost(PostView):
    @changing(
        "posts",
        _("持ち場を終える"),
        Body,
        None,
        words=_("すぐに終わります。自分のものも終えられます。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        found = self.post_of(id)
        read(Body, request)
        end_post(post=found, **self.by)
        return Response(status=204)


class ResetFactor(PostView):
    @changing(
        "posts",
        _("2つめの鍵を用意しなおせるようにする"),
        Body,
        None,
        words=_("鍵と紙の番号、窓口のトークンを全部止めます。もとにはもどせません。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        found = self.post_of(id)
        read(Body, request)
        reset_second_factor(post=found, **self.by)
        return Response(status=204)
