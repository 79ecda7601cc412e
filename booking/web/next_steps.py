"""What a member still has to do, in words, with where it is done."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.labels import sentence
from booking.queries.joining import Need, NextStep
from booking.queries.registries import Registry
from facilities.labels import listed


@dataclass(frozen=True, slots=True)
class Step:
    """`title` says what to do, `words` why or how; `href` and `button` are "" where no page helps yet."""

    title: str
    words: str
    href: str = ""
    button: str = ""


def steps_in_words(steps: Iterable[NextStep]) -> list[Step]:
    """Each as a step of its own, but for the consents: one page asks a guardian for all of them."""
    told: dict[object, Step] = {}
    for number, step in enumerate(steps):
        new, key = _step(step), step.need if step.need is Need.CONSENT else number
        before = told.get(key)
        told[key] = replace(before, words=f"{before.words} {new.words}") if before else new
    return list(told.values())


def _step(step: NextStep) -> Step:
    title, words = WORDS[step.need]()
    said = " ".join(part for part in (_reason(step), words) if part)
    if step.need is Need.CONSENT:
        return Step(title, said, reverse("my-guardians"), _("保護者の方にお願いする"))
    hall = step.registry.halls[0] if step.registry else None
    if step.need in AT_THE_HALL and hall is not None:
        return Step(title, said, f"{reverse('hall', args=[hall.slug])}#about", _("館の場所と時間を見る"))
    return Step(title, said)


def registry_words(registry: Registry) -> str:
    """Its halls by name."""
    return listed(hall.name for hall in registry.halls)


def _reason(step: NextStep) -> str:
    if step.words:
        return step.words
    if step.reason is None or step.registry is None or step.need is Need.PROOF:
        return ""
    return sentence(step.reason, step.registry.zone)


WORDS: Mapping[Need, Callable[[], tuple[str, str]]] = {
    Need.CONSENT: lambda: (_("保護者の方に同意してもらう"), ""),
    Need.PROOF: lambda: (
        _("館の窓口で、書いてあるものを見せる"),
        _(
            "名前と住所、または働くところ・学校がわかるものを持ってきてください。学生証でなくてもかまいません。"
        ),
    ),
    Need.COUNTER: lambda: (_("館の窓口で登録する"), _("カードの番号を伝えてください。")),
    Need.WAIT: lambda: (_("館の人が見るのを待つ"), _("決まったら、お知らせが届きます。")),
    Need.RETURNED: lambda: (_("館からのお願いを見る"), _("直してから、もう一度申しこめます。")),
    Need.REFUSED: lambda: (_("この館では登録できません"), _("わからないときは、館の人に聞いてください。")),
    Need.ADDRESS: lambda: (
        _("届いたメールのリンクを開く"),
        _("開くまで、お知らせはメールでは届きません。このサイトでは、いつでも読めます。"),
    ),
}
AT_THE_HALL = frozenset({Need.PROOF, Need.COUNTER, Need.REFUSED, Need.RETURNED})
