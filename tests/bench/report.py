"""What was measured, as a table: each case beside a bare view, and beside its bound."""

from collections.abc import Iterator, Mapping, Sequence

from tests.bench.cases import BARE
from tests.bench.measure import Measured

BARE_MS = 1.2  # the bare view on the machine for which the bounds are written
HEAD = ("", "median ms", "p10–p90", "queries", "× bare", "rescaled ms", "bound")
WIDTHS = (36, 10, 15, 8, 8, 12, 0)


def table(results: Sequence[Measured]) -> Iterator[str]:
    served = next(one.server for one in results if one.case.name == BARE)
    times = {one.case.name: one.times(served) for one in results}
    yield _line(HEAD)
    for one in results:
        low, high = one.spread
        yield _line(
            (
                one.case.name,
                f"{one.median:.2f}",
                f"{low:.2f}–{high:.2f}",
                str(one.queries),
                f"{times[one.case.name]:.1f}",
                f"{times[one.case.name] * BARE_MS:.1f}",
                "; ".join(_verdicts(one, times)),
            )
        )


def _verdicts(one: Measured, times: Mapping[str, float]) -> Iterator[str]:
    bound, costs = one.case.bound, times[one.case.name]
    if bound.queries is not None:
        yield _verdict(f"{bound.queries} queries", one.queries <= bound.queries)
    if bound.times is not None:
        what = "bare views" if bound.of == BARE else "bare inserts"
        is_now = costs / times[bound.of]
        yield _verdict(f"{bound.times:g} {what} (is {is_now:.1f})", is_now <= bound.times)
    if bound.wall_ms is not None:
        yield _verdict(f"{bound.wall_ms:g} ms passing (were {one.wall:.0f})", one.wall <= bound.wall_ms)
    if bound.ms is not None:
        yield _verdict(f"{bound.ms:g} ms rescaled", costs * BARE_MS <= bound.ms)


def _verdict(bound: str, kept: bool) -> str:
    return f"{bound}: {'kept' if kept else 'PASSED OVER'}"


def _line(cells: Sequence[str]) -> str:
    return " ".join(
        _padded(cell, width, number) for number, (cell, width) in enumerate(zip(cells, WIDTHS, strict=True))
    ).rstrip()


def _padded(cell: str, width: int, number: int) -> str:
    return cell.ljust(width) if number in (0, len(WIDTHS) - 1) else cell.rjust(width)
