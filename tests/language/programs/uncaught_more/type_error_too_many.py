class Point:
    def __init__(self, x, y=0):
        self.x, self.y = x, y
print(Point(1).y)
Point(1, 2, 3, 4)
