if x:\
    y
  z
