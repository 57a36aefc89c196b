"""`/partner/<expression>/files/`: supporting files."""

from django.urls import path

from eoi.views.partner import file

EXPRESSION = "partner/<slug:reference>/"
FILE = f"{EXPRESSION}files/<slug:file>/"

urlpatterns = [
    path(f"{EXPRESSION}files/", file.file_list, name="file-list"),
    path(FILE, file.file_edit, name="file-edit"),
    path(f"{FILE}remove/", file.file_remove, name="file-remove"),
    path(f"{FILE}put-back/", file.file_put_back, name="file-put-back"),
    path(f"{FILE}download/", file.file_download, name="file-download"),
    path(
        f"{EXPRESSION}submissions/<int:number>/files/<int:place>/", file.submission_own_file, name="submission-own-file"
    ),
]
