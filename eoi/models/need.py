from django.db import models


class Need(models.Model):
    """One of the bigger issues a partner might help with (S8)."""

    key = models.SlugField(max_length=40, unique=True)
    number = models.PositiveSmallIntegerField(unique=True)
    title = models.CharField(max_length=120)
    description = models.TextField(max_length=600)

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return self.title
