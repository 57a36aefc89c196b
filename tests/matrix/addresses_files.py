"""The addresses of supporting files: the submission holds one, which the draft still has."""

from tests.matrix.stage import NOWHERE, Stage


def _expression(stage: Stage) -> tuple[str]:
    return (stage.submission.expression.reference if stage.submission else NOWHERE,)


def _file(stage: Stage) -> tuple[str, str]:
    return (*_expression(stage), stage.file.reference if stage.file else NOWHERE)


ARGUMENTS = {
    "eoi:file-list": _expression,
    **dict.fromkeys(("eoi:file-edit", "eoi:file-remove", "eoi:file-put-back", "eoi:file-download"), _file),
    "eoi:submission-own-file": lambda stage: (*_expression(stage), 1, 1),
    "eoi:submission-file": lambda stage: (stage.submission.reference if stage.submission else NOWHERE, 1),
}
