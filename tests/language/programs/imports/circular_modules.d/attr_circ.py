import attr_circ2
value = 1
