"""What a rulebook says and nobody judges: it is displayed where it matters."""

from enum import StrEnum
from typing import ClassVar, Literal

from pydantic import BaseModel, ConfigDict

from booking.rules.clauses.term import Kind
from facilities.rules.days import Days
from facilities.rules.listed import Listed


class Topic(StrEnum):
    """What a shown term is about, in the words of the catalogue of clause types."""

    ANCILLARY = "ANCILLARY"  # 駐車場・ロッカー
    BY_RESERVATION = "BY_RESERVATION"  # 予約制
    CAP_RELEASE = "CAP_RELEASE"  # 回数の上限を、館が決めて外すとき
    CLOSED_ADHOC = "CLOSED_ADHOC"  # 臨時休館
    CONDUCT = "CONDUCT"  # 飲食・禁煙
    EQUIP_LOAN = "EQUIP_LOAN"  # 借りられるもの
    EXTENSION = "EXTENSION"  # 延長
    FEE = "FEE"  # 料金・無料
    GOVERNANCE = "GOVERNANCE"  # 子ども会議
    INSTRUMENT_BAN = "INSTRUMENT_BAN"  # 音が大きすぎるとき
    LOTTERY = "LOTTERY"  # 抽選
    OVERNIGHT = "OVERNIGHT"  # 宿泊
    PREP_INSIDE = "PREP_INSIDE"  # 準備・片付けを含む
    PROGRAMME = "PROGRAMME"  # 館の行事
    SLOT = "SLOT"  # 利用区分
    TENTATIVE = "TENTATIVE"  # 仮予約
    WHO = "WHO"  # 対象


class Displayed(BaseModel):
    """What is for people to read and to do, where it is meant; the judge passes it by."""

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True)

    kind: ClassVar[Kind]
    carries: ClassVar[tuple[str, ...]]  # the types of the catalogue that it writes down

    halls: Listed[str] | None = None
    """Where it is displayed; left out, in every hall."""
    rooms: Listed[str] | None = None
    """At which rooms; left out, everywhere."""
    on: Days = Days()
    """On which days."""


class Shown(Displayed):
    """掲示: what is displayed where it matters, and judged by nobody.

    The words are those of its clause.
    """

    kind: ClassVar[Kind] = Kind.SHOWN
    carries: ClassVar[tuple[str, ...]] = (
        "ANCILLARY",
        "CONDUCT",
        "EQUIP_LOAN",
        "GOVERNANCE",
        "INSTRUMENT_BAN",
        "PREP_INSIDE",
    )

    type: Literal["shown"]
    topic: Topic
    """What it is about."""
