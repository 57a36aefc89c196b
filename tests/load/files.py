"""Supporting files of a wanted size, each with content of its own, so that nothing is stored once for many."""

import io
import random
from collections.abc import Iterable

import pikepdf

from tests.load.partner import Partner

A4 = [0, 0, 595, 842]


def pdf(chance: random.Random, *, size: int) -> bytes:
    """A page with one grey picture of noise: about `size` bytes, which no compression makes smaller."""
    side = int(size**0.5)
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(A4[2], A4[3]))
    picture = document.make_stream(chance.randbytes(side * side))
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width = picture.Height = side
    picture.ColorSpace, picture.BitsPerComponent = pikepdf.Name.DeviceGray, 8
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Noise=picture))
    page.Contents = document.make_stream(b"q 595 0 0 595 0 0 cm /Noise Do Q")
    target = io.BytesIO()
    document.save(target, deterministic_id=True)
    return target.getvalue()


def stage_for(partners: Iterable[Partner], chance: random.Random, *, files: int, size: int) -> None:
    """Each signs in for it, earlier, and has to sign in again for the last minute."""
    for partner in partners:
        partner.sign_in(then=partner.check_address)
        for number in range(files):
            partner.stage(f"annex-{number + 1}.pdf", pdf(chance, size=size))
        partner.cookies.clear()
        partner.taken.clear()
