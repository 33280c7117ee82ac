class Model:
    fields = ["a"]
    table = [fields[0] for _ in range(1)]
print(Model.table)
class Broken:
    size = 3
    cells = [[size] for _ in range(size)]
    more = Fields
