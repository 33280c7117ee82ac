from .. import VERSION as V
from ..tools import area
from ..round import Circle
WHERE = __name__
def up(): return V, area(Circle(2))
def sibling():
    from .. import round
    return round
