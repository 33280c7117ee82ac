data = "10"
if (n := len(data)) > 1:
    print(n)
if (m := data + n) and n:
    print(m)
