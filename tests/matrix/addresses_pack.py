"""The addresses of an advert's information pack in one stage: it has one document."""

from tests.matrix.stage import Stage


def document(stage: Stage) -> tuple[str, str]:
    return (stage.world.advert.reference, stage.document.reference)


ABOUT_ADVERT = "pack-detail pack-pdf pack-zip pack-manage pack-preview pack-document-create"
ARGUMENTS = {
    **{f"eoi:{name}": (lambda stage: (stage.world.advert.reference,)) for name in ABOUT_ADVERT.split()},
    "eoi:pack-edition": lambda stage: (stage.world.advert.reference, 1),
    **{f"eoi:pack-document{name}": document for name in ("", "-edit", "-remove")},
}
