"""How the words of our pages are read. Only words with one reading wherever they may stand."""

_LINES = """
予約 よやく
"""

READINGS = dict(line.split() for line in _LINES.strip().splitlines())
