"""`/availability/`: whether the service could be reached."""

from django.urls import path

from eoi.views import availability

urlpatterns = [
    path("availability/", availability.availability_list, name="availability-list"),
    path("availability/days/<slug:day>/", availability.availability_day, name="availability-day"),
    path("availability/days/<slug:day>.csv", availability.availability_day_file, name="availability-day-file"),
    path("availability/adverts/<slug:reference>/", availability.availability_advert, name="availability-advert"),
    path(
        "availability/adverts/<slug:reference>.csv",
        availability.availability_advert_file,
        name="availability-advert-file",
    ),
]
