"""Every action of eoi, ready to be done; one file a noun, all read here."""

from importlib import import_module
from pkgutil import iter_modules

for module in iter_modules(__path__):
    import_module(f"{__name__}.{module.name}")
