# Mixed: LF, CR LF, CR.
x = 1
y = 2z = 3
if x:
    print(x)
    print(y)    print(z)
print(repr('''a
bc
d'''))
