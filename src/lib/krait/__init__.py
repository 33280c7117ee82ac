"""What Krait has that CPython has not."""
