foo "bar"
