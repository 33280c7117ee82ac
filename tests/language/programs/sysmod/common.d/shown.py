# Shows what expressions give, or how they fail.
def show(source, space):
    try:
        print(source, '->', eval(source, space))
    except Exception as error:
        print(source, '!!', type(error).__name__, error)
