print a + b
