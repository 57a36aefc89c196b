"""The information pack: everybody reads a published one; its officers put it together until the closing time (S10)."""

from tests.matrix.words import read

SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:pack-detail
    everybody           absent    page      page      page      page      page
eoi:pack-edition
    everybody           absent    page      page      page      page      page
eoi:pack-pdf
    everybody           absent    page      page      page      page      page
eoi:pack-zip
    everybody           absent    page      page      page      page      page
eoi:pack-document
    everybody           absent    page      page      page      page      page
    officers            page
    approver            page
eoi:pack-manage
    officers            page
    approver            page
eoi:pack-preview
    officers            page      onward    onward    onward    onward    onward
    approver            page      onward    onward    onward    onward    onward
""",
    shown=True,
)

FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:pack-document-create
    its-officers        form      form      not-now   not-now   not-now   not-now
eoi:pack-document-edit
    its-officers        form      form      not-now   not-now   not-now   not-now
eoi:pack-document-remove
    its-officers        form      form      not-now   not-now   not-now   not-now
""",
    shown=False,
)
