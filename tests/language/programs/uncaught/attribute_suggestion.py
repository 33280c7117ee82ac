class Point:
    def __init__(self):
        self.coordinate = (1, 2)

p = Point()
print(p.coordinate)
print(p.cordinate)
