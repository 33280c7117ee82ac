foo(  # start
    1,
    # the end never comes
