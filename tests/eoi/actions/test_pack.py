"""Documents of a pack: kept as they came, changed freely in a draft, with an announcement once published (S10, P20)."""

import pytest
from django.core.files.storage import default_storage
from post_office.models import Email

from eoi import file_store
from eoi.actions import pack as actions
from eoi.actions.pack import add_pack_document, change_pack_document, remove_pack_document
from eoi.clock import database_now
from eoi.file_store import WholeFileStorage
from eoi.identity import acting_as, perform
from eoi.models import AdvertChange, PackDocument, PackEdition
from eoi.pack.composition import pack_of
from eoi.policies import pack as policies
from eoi.problems import ActionRefused
from tests.factories.amendments import withdraw
from tests.factories.files import pdf, upload
from tests.factories.issues import make_issue, release
from tests.factories.notices import leave_out
from tests.factories.packs import add_document
from tests.factories.people import make_officer, make_partner
from tests.factories.world import close, make_asked, make_draft, make_open, start

pytestmark = pytest.mark.django_db
SENTENCE = {"announcement": "The list is newer."}


@pytest.fixture
def draft(clock):
    return make_draft(clock, ready=False)


@pytest.fixture
def world(clock):
    return make_open(clock)


def kept_files():
    return default_storage.listdir(actions.FOLDER)[1]


def test_the_file_is_kept_under_a_random_key_and_its_name_in_a_column_only(draft):
    document = add_document(draft, file=upload("Geheim.pdf", pdf()))

    assert document.name == "Geheim.pdf"
    assert "eheim" not in document.stored_as
    assert b"".join(file_store.pieces_of(document.stored_as)) == pdf()
    assert (document.extension, document.size, document.version) == ("pdf", len(pdf()), 1)


def test_a_draft_changes_with_its_documents_so_a_decision_is_asked_for_again(clock):
    world = make_asked(clock)
    before = world.advert.draft_version
    add_document(world)

    assert world.refresh().draft_version == before + 1


def test_in_a_draft_it_changes_where_it_stands(draft, django_capture_on_commit_callbacks):
    document = add_document(draft)
    first = document.stored_as
    with django_capture_on_commit_callbacks(execute=True):
        changed = perform(
            change_pack_document,
            by=draft.officer,
            document=document,
            version=1,
            title="Other",
            description="",
            file=upload("other.pdf", pdf(Lang="en")),
        )

    assert (changed.pk, changed.title, changed.version, changed.name) == (document.pk, "Other", 2, "other.pdf")
    assert first.rpartition("/")[2] not in kept_files()
    assert changed.stored_as.rpartition("/")[2] in kept_files()


def test_a_colleagues_later_change_is_not_written_over(draft):
    document = add_document(draft)
    words = {"title": "Other", "description": ""}
    perform(change_pack_document, by=draft.officer, document=document, version=1, **words)

    with pytest.raises(ActionRefused, match="Somebody else changed"):
        perform(change_pack_document, by=draft.second_officer, document=document, version=1, **words)
    with pytest.raises(ActionRefused, match="Somebody else changed"):
        perform(remove_pack_document, by=draft.second_officer, document=document, version=1)


def test_removed_from_a_draft_it_is_gone_with_its_file(draft, django_capture_on_commit_callbacks):
    document = add_document(draft)
    with django_capture_on_commit_callbacks(execute=True):
        perform(remove_pack_document, by=draft.officer, document=document, version=1)

    assert not PackDocument.objects.exists()
    assert document.stored_as.rpartition("/")[2] not in kept_files()


def test_once_published_a_change_is_announced_and_makes_an_edition(world, mail_queue):
    partner = make_partner()
    start(world, partner)
    document = add_document(world, announcement="There is a property list now.")
    perform(
        change_pack_document, by=world.officer, document=document, version=1, title="Other", description="", **SENTENCE
    )

    assert [change.summary for change in AdvertChange.objects.all()] == [
        "There is a property list now.",
        "The list is newer.",
    ]
    assert [(each.number, each.change and each.change.number) for each in PackEdition.objects.all()] == [
        (1, None),
        (2, 1),
        (3, 2),
    ]
    assert Email.objects.filter(subject__startswith="Change to advert").count() == 2
    first, second = PackDocument.objects.all()
    assert first.taken_out_by == world.officer
    assert (first.title, second.title) == (document.title, "Other")
    assert first.stored_as == second.stored_as


def test_a_document_taken_out_no_longer_changes(world):
    document = add_document(world)
    perform(remove_pack_document, by=world.officer, document=document, version=1, **SENTENCE)

    with pytest.raises(ActionRefused, match="replaced or removed"):
        perform(remove_pack_document, by=world.officer, document=document, version=1, **SENTENCE)


def test_after_the_closing_time_nothing_changes(world):
    document = add_document(world)
    close(world)

    for act, facts in (
        (add_pack_document, {"advert": world.advert, "title": "T", "description": "", "file": upload("a.pdf", pdf())}),
        (remove_pack_document, {"document": document, "version": 1}),
    ):
        with pytest.raises(ActionRefused, match="has closed"):
            perform(act, by=world.officer, **facts, **SENTENCE)


def test_once_withdrawn_nothing_changes(world):
    withdraw(world)

    with pytest.raises(ActionRefused, match="has been withdrawn"):
        add_document(world)


def test_a_service_left_out_stands_in_the_pack_with_the_reason(clock):
    draft = leave_out(make_draft(clock, ready=False), "finance", reason="It was let last year.")
    with acting_as(draft.officer):
        sections = pack_of(draft.advert, at=database_now()).as_data()["sections"]

    [scope] = [section for section in sections if section["key"] == "services"]
    assert {"kind": "facts", "rows": [["Finance", "It was let last year."]]} in scope["blocks"]


def test_a_pack_has_so_many_documents_and_no_more(draft, monkeypatch):
    monkeypatch.setattr(policies, "MOST_DOCUMENTS", 1)
    add_document(draft)

    with pytest.raises(ActionRefused, match="the most it may have"):
        add_document(draft)


def test_a_refused_row_leaves_no_file(draft):
    before = set(kept_files()) if default_storage.exists(actions.FOLDER) else set()

    with pytest.raises(ActionRefused, match="Only an officer who runs the advert"):
        perform(
            add_pack_document,
            by=make_officer(),
            advert=draft.advert,
            title="T",
            description="",
            file=upload("a.pdf", pdf()),
        )
    assert set(kept_files()) == before


def test_the_pack_says_nothing_that_is_not_public(clock):
    draft = make_draft(clock)
    secret = make_issue(title="Internal trouble", matter="Matter of secrecy")
    public = make_issue(title="Live title", matter="Live matter")
    release(public, title="Released title", text="Released text")
    with acting_as(draft.officer):
        said = str(pack_of(draft.advert, at=database_now()).as_data())

    for words in (secret.title, secret.matter, public.title, public.matter, "Released title"):
        assert words not in said  # released, but not chosen for this advert


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    storage = WholeFileStorage(location=tmp_path)
    name = storage.save("a/b", upload("x", b"abc"))

    assert (tmp_path / name).read_bytes() == b"abc"
    assert (tmp_path / name).stat().st_mode & 0o777 == 0o600

    class Failing:
        def seek(self, place):
            pass

        def chunks(self):
            yield b"half"
            raise OSError("The disk is full.")

    with pytest.raises(OSError, match="full"):
        storage._save("a/c", Failing())
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
