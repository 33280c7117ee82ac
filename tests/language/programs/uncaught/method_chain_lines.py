text = "  Hello World  "
print(text
      .strip()
      .lower())
result = (
    text
    .strip()
    .lower()
    .splitt("o")
    .pop()
)
