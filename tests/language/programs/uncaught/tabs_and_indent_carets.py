def f(d):
	if d:
		for k in d:
			x = d[k]; y = d[k]["inner"]
	return x

print(f({}) if False else "tabs")
f({"a": 1})
