f("a" b)
