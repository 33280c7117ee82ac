type A += int
