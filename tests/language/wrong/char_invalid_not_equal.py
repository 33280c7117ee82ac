a ≠ b
