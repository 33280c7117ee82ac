class D:
    def __init__(self, n): self.n = n
    def __del__(self):
        try:
            open; print("open is there", __name__)
        except NameError as e: print(e)
a = D("plain")
c = D("cycle"); c.c = c
def f(): pass
