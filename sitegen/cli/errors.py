"""What to say of a fault that is not the content's: templates, folders, the disk, ourselves."""

from __future__ import annotations

import tempfile
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from sitegen.output.admin.program import ProgramAltered
from sitegen.output.faults import TemplateFault
from sitegen.output.lock import Busy
from sitegen.output.write import ForeignFolder


def explained(fault: Exception) -> str:
    """Explain what went wrong, and below it what to do; a fault of ours is a line with its log."""
    if cure := _cure(fault):
        return f"The site could not be made: {_description(fault)}\n{cure}"
    words = (
        "The site could not be made. Internal error (your content is fine): "
        f"{_description(fault)} Please send {_logged(fault)} to whoever looks after it."
    )
    return " ".join(words.split())


def _description(fault: Exception) -> str:
    if isinstance(fault, TemplateFault | ForeignFolder | Busy | ProgramAltered):
        return f"{str(fault).rstrip('.')}."
    if isinstance(fault, OSError) and fault.filename:
        return f"{fault.filename}: {fault.strerror}."
    frames = traceback.extract_tb(fault.__traceback__)
    place = f"{Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else "nowhere"
    return f"{type(fault).__name__} at {place}: {fault}."


_CURES: Final[Mapping[type[Exception], str]] = {
    ForeignFolder: "Choose an empty folder with --output, or empty that one yourself.",
    Busy: "Wait until it has ended, then run the command again; nothing is lost.",
    TemplateFault: "Correct the template; the content is not at fault.",
    OSError: "Check that the folder exists, that there is room, and that you may read and write.",
}


def _cure(fault: Exception) -> str:
    if isinstance(fault, ProgramAltered):
        return fault.cure
    return next((cure for kind, cure in _CURES.items() if isinstance(fault, kind)), "")


def _logged(fault: Exception) -> str:
    """Keep in a file what happened, and give the file's name."""
    with tempfile.NamedTemporaryFile(
        "w", prefix="sitegen-", suffix=".log", delete=False, encoding="utf-8", errors="replace"
    ) as log:
        log.writelines(traceback.format_exception(fault))
    return log.name
