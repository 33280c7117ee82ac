def validate(order):
    assert (
        order["qty"] > 0
        and order["price"] >= 0
    ), "bad order: %r" % (
        order,
    )
print(validate({"qty": 1, "price": 2}))
validate({"qty": 0, "price": 2})
