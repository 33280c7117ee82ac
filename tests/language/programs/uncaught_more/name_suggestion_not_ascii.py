# Names are compared as UTF-8.
class A:
    αα = 1
    é_x = 2


def f(größe): pass


for source in ('A().αβ', 'A().e_x', 'A().éx', 'f(grosse=1)', 'f(gröse=1)', 'f(größE=1)', 'α = 1; β', '日本 = 1; 日木',
               'Éx = 1; éx', 'f(größe_und_vieles_andere_was_sehr_viel_laenger_ist_als_vierzig=1)'):
    try:
        exec(source)
    except Exception:
        import traceback
        print(source, '|', traceback.format_exc().splitlines()[-1])
β = 1
α
