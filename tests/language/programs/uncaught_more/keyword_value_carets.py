def paint(*, color, size): return color, size
print(paint(color="red", size=1))
paint(color="red",
      size=1 / 0,
      )
