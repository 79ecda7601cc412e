"""What a rulebook says and nobody judges: it is displayed where it matters."""

from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict

from facilities.rules.days import Days
from facilities.rules.listed import Listed


class Topic(StrEnum):
    """What a shown term is about, in the words of the catalogue of clause types."""

    ANCILLARY = "ANCILLARY"  # 駐車場・ロッカー
    BY_RESERVATION = "BY_RESERVATION"  # 予約制
    CAP_RELEASE = "CAP_RELEASE"  # 回数の上限を、館が決めて外すとき
    CHECKIN = "CHECKIN"  # 受付
    CLOSED_ADHOC = "CLOSED_ADHOC"  # 臨時休館
    CONDUCT = "CONDUCT"  # 飲食・禁煙
    EQUIP_LOAN = "EQUIP_LOAN"  # 借りられるもの
    EXTENSION = "EXTENSION"  # 延長
    FEE = "FEE"  # 料金・無料
    GOVERNANCE = "GOVERNANCE"  # 子ども会議
    GUARDIAN = "GUARDIAN"  # 保護者の付きそい
    ID_CHECK = "ID_CHECK"  # 身分証
    LOTTERY = "LOTTERY"  # 抽選
    OVERNIGHT = "OVERNIGHT"  # 宿泊
    PERMIT_FORM = "PERMIT_FORM"  # 申請書
    PREPAY = "PREPAY"  # 前納
    PREP_INSIDE = "PREP_INSIDE"  # 準備・片付けを含む
    PRIORITY = "PRIORITY"  # 優先
    PROGRAMME = "PROGRAMME"  # 館の行事
    REG_SHARED = "REG_SHARED"  # 共通登録
    REPORT = "REPORT"  # 使用報告書
    RESTORE = "RESTORE"  # 原状復帰
    SLOT = "SLOT"  # 利用区分
    TENTATIVE = "TENTATIVE"  # 仮予約
    WALK_IN = "WALK_IN"  # 予約不要
    WHO = "WHO"  # 対象
    YIELD = "YIELD"  # 事業に支障のない範囲


class Shown(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    type: Literal["shown"]
    topic: Topic
    halls: Listed[str] | None = None
    rooms: Listed[str] | None = None
    on: Days = Days()
