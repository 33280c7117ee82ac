def build(**options):
    return options

print(build(a=1))
build(
    alpha=1,
    beta=build(x=2)["y"],
    gamma=3,
)
