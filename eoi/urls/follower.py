"""Following an advert by mail."""

from django.urls import path

from eoi.views import follower

urlpatterns = [
    path("adverts/<slug:reference>/follow/", follower.advert_follow, name="advert-follow"),
    path("adverts/<slug:reference>/follow/asked/", follower.advert_follow_asked, name="advert-follow-asked"),
    path("follow/<str:token>/confirm/", follower.follow_confirm, name="follow-confirm"),
    path("follow/<str:token>/end/", follower.follow_end, name="follow-end"),
]
