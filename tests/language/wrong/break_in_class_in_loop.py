while x:
    class C:
        break
