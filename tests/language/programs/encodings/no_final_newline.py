# The last line has no newline and a comment follows code.
x = [1,
     2]
print(x)
def f():
    return sum(x)
if True:
    print(f())  # trailing comment without newline