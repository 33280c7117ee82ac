# A realistic report program in comprehensions.
orders = [
    {"id": 1, "who": "ann", "items": [("tea", 2, 3.5), ("mug", 1, 8.0)], "paid": True},
    {"id": 2, "who": "bob", "items": [("tea", 1, 3.5)], "paid": False},
    {"id": 3, "who": "ann", "items": [], "paid": True},
    {"id": 4, "who": "cid", "items": [("pot", 1, 20.0), ("tea", 4, 3.5), ("mug", 2, 8.0)], "paid": True},
]
totals = {o["id"]: sum(q * p for _, q, p in o["items"]) for o in orders}
print(totals)
by_who = {w: [o["id"] for o in orders if o["who"] == w] for w in dict.fromkeys(o["who"] for o in orders)}
print(by_who)
units = {}
for name, q in ((n, q) for o in orders for n, q, _ in o["items"]):
    units[name] = units.get(name, 0) + q
print(units, max(units, key=units.get), sorted(units.items(), key=lambda kv: (-kv[1], kv[0])))
unpaid = [f"{o['who']}#{o['id']}: {totals[o['id']]:.2f}" for o in orders if not o["paid"]]
print(unpaid)
matrix = [[next((q for n, q, _ in o["items"] if n == item), 0) for item in sorted(units)] for o in orders]
for o, row in zip(orders, matrix):
    print(f"{o['who']:<5}", *(f"{q:>3}" for q in row))
print("col sums", *(f"{sum(col):>3}" for col in zip(*matrix)))
index = {}
[index.setdefault(n, set()).add(o["who"]) for o in orders for n, *_ in o["items"]]
print({k: sorted(v) for k, v in sorted(index.items())})
pairs = {(a, b) for o in orders for ns in [{n for n, *_ in o["items"]}] for a in ns for b in ns if a < b}
print(sorted(pairs))
flat = [(o["id"], *item) for o in orders for item in o["items"] or [(None,) * 3]]
print(flat)
print({True: "yes", False: "no"}[any(not o["items"] for o in orders)], all(o["id"] for o in orders))
groups = {k: {o["id"] for o in orders if o["paid"] is k} for k in (True, False)}
print({k: sorted(v) for k, v in groups.items()})
