def area(width, height):
    return widht * height

print(area.__name__)
area(2, 3)
