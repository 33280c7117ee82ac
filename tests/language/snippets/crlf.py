# snippets: carriage returns
# ---
x = 1
y = 2
# ---
if x:
    y
else:
    z
# ---
x = '''a
b'''
# ---
x = 1 \
 + 2
# ---
f(a,
  b)
# ---
x = 1y = 2if z:  w# ---
x = 'a' # c


y
# ---
f'''{
x}
'''
