Counter = 5
def show():
    print(Counter)
show()
print(counter)
