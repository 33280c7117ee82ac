def fail(kind):
    raise kind

print("go")
fail("just a string")
