global 5
