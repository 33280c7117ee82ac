# del of a name where the namespace is no dict: whatever it raises, the name is not defined.
class Refuses(dict):
    def __delitem__(self, key):
        raise {'m': MemoryError, 'k': KeyError, 'v': ValueError('no')}[key]


class NoDelete:
    def __getitem__(self, key):
        raise KeyError(key)

    def __setitem__(self, key, value):
        raise ValueError(key)


for source, namespace in (
    ('del m', Refuses(m=1)),
    ('del k', Refuses(k=1)),
    ('del v', Refuses(v=1)),
    ('del n', NoDelete()),
    ('n = 1', NoDelete()),
    ('n', NoDelete()),
):
    try:
        exec(source, {}, namespace)
    except Exception as e:
        print(source, repr(e), e.__context__, getattr(e, 'name', None))


class Meta(type):
    def __prepare__(name, bases):
        return Refuses()


try:

    class C(metaclass=Meta):
        m = 1
        del m

except NameError as e:
    print(e)
