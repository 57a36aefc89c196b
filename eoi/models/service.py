from django.db import models


class Service(models.Model):
    """A service area of the council (S7): all are in scope of an advert unless one is left out."""

    key = models.SlugField(max_length=40, unique=True)
    number = models.PositiveSmallIntegerField(unique=True)
    name = models.CharField(max_length=80)
    description = models.CharField(max_length=300)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.name
