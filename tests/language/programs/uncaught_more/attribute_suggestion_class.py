class Shape:
    def perimeter(self): return 4
    AREA_UNITS = "cm"
print(Shape.AREA_UNITS)
print(Shape.AREA_UNIT)
