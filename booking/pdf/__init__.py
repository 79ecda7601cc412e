"""The only door to typst: papers as PDF, set from a template in `templates/print/` and from plain values.

Typst finds Japanese type among the system's fonts, or in the package that carries one (`fonts.in`).
"""

import json
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

PAPERS = Path(settings.BASE_DIR) / "templates" / "print"


def paper(name: str, told: Mapping[str, Any]) -> bytes:
    """The PDF of `templates/print/<name>.typ`, which is given `told` (texts, numbers, lists, mappings)."""
    text = json.dumps(told, ensure_ascii=False)
    return typst.compile(
        str(PAPERS / f"{name}.typ"), root=str(PAPERS), font_paths=_carried(), sys_inputs={"told": text}
    )


def _carried() -> list[str]:
    """The folder of the font from PyPI, if it is installed."""
    package = find_spec("matplotlib_fontja")
    return [str(Path(package.origin).parent / "fonts")] if package and package.origin else []
