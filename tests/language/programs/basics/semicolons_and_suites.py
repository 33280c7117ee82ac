# One-line suites, semicolons, odd but legal layout.
if 1: print("one line"); print("same suite")
for i in range(2): print(i); continue
while True: break
def f(): return 1; print("dead")
class C: a = 1; b = 2
print(f(), C.a + C.b); print("after");
try: raise ValueError
except ValueError: print("caught")
else: print("no")
finally: print("fin")
with __import__("contextlib").nullcontext(3) as x: print(x)
if True:
        print("eight spaces")
        if True:
         print("nine spaces")
else:
 print("one space")

def g(
    a,
    b=2,
    *,
    c=3,
):
    return (a,
b,
   c)

print(g(1,))
l = [1,

     2,  # comment inside
     # only comment

     3]
print(l)
if (1 +
    1) == 2: print("continued")
lam = lambda x, y=2, *z, k=5, **m: (x, y, z, k, m)
print(lam(1), lam(1, 3, 4, k=0, q=1))
pass; pass
...
"docstring-like expression"
print(...)
x = 5;
print(x) ;
