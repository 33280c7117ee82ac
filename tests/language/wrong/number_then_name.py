5 foo
