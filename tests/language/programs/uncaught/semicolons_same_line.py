x = 1; y = 0; print("one line"); z = x / y; print("never")
def f(): return None; 
f()
print("unreachable", z)
f().x
