f"""{a
b
