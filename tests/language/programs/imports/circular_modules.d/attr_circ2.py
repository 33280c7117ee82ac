import attr_circ
copy = attr_circ.value
