"""Documents of the information pack."""

from eoi.actions import pack
from tests.eoi.scenarios.registry import doing, scenario
from tests.factories.files import pdf, upload
from tests.factories.packs import add_document
from tests.factories.world import make_draft, make_open


@scenario("pack-document.add")
def _(clock):
    world = make_draft(clock, ready=False)
    facts = {"title": "Property list", "description": "", "file": upload("list.pdf", pdf())}
    return doing(pack.add_pack_document, world.officer, advert=world.advert, **facts)


@scenario("pack-document.change")
def _(clock):
    world = make_open(clock)
    document = add_document(world)
    facts = {"title": "Another title", "description": "", "version": 1, "announcement": "The title is clearer."}
    return doing(pack.change_pack_document, world.officer, document=document, **facts)


@scenario("pack-document.remove")
def _(clock):
    world = make_draft(clock, ready=False)
    return doing(pack.remove_pack_document, world.officer, document=add_document(world), version=1)
