@deco def f(): pass
