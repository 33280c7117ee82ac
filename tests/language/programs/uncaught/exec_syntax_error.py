good = "print('compiled')"
exec(good)
bad = "x = = 1"
exec(bad)
