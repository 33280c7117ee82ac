"""Shapes."""
from .square import Square
from . import round as _round
from .tools import area, _private
VERSION = "1." + str(len(__name__))
hidden = "not in __all__"
exported = "in __all__"
__all__ = ["Square", "exported"]
