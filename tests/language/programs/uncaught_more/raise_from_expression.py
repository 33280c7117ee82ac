def convert(v):
    try:
        return float(v)
    except (TypeError, ValueError) as e:
        raise (TypeError if v is None else ValueError)(f"cannot convert {v!r}") from e
print(convert("1.5"))
convert(None)
