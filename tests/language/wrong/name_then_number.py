foo 5
