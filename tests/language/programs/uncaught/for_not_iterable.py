def numbers():
    pass

print("go")
for n in numbers():
    print(n)
