def process(row):
    try:
        return int(row["n"])
    except ValueError as e:
        e.add_note(f"while processing row {row!r}")
        e.add_note("second note\nof two lines")
        raise

print(process({"n": "5"}))
process({"n": "five"})
