class D:
    def __init__(s, n): s.n = n
    def __del__(s): print('del', s.n)
    def __str__(s): return 'D%d' % s.n
    def m(s, *a): pass
def run():
    for i in range(4):
        print(D(1), D(2), D(3))
        print(D(1), D(2), end=D(3) and '\n')
        hasattr(D(4), 'x'); isinstance(D(5), (D,))
        max(D(6), D(7), key=lambda d: d.n)
        dict(a=D(8), b=D(9)); 
        D(10).__eq__(D(11))
        getattr(D(12), 'q', D(13))
        D(14) == D(15)
        D(16).m(D(17), D(18))
        f = D(19).m
        D(20) in [D(21)]
        D(22) is D(23)
        print(*[D(24), D(25)])
        d = {}
        d[D(26)] = D(27)
        del d
        try: D(28)[D(29)]
        except TypeError: pass
        try: D(30)[D(31)] = D(32)
        except TypeError: pass
        try: D(33) + D(34)
        except TypeError: pass
        try: D(35) < D(36)
        except TypeError: pass
        try: del D(37)[D(38)]
        except TypeError: pass
        D(39).attr = D(40)
        (lambda *a: None)(D(41), D(42))
        type(D(43)); str(D(44)); len([D(45), D(46)])
        {D(49): D(50)}; (D(51), D(52)); slice(D(53), D(54), D(55))
        f'{D(56)}{D(57)}'
        try: max(D(60), D(61))
        except TypeError: pass
        try: print(D(62), D(63), q=D(64))
        except TypeError: pass
        try: (lambda a: a)(D(65), D(66))
        except TypeError: pass
        try: (lambda a: a)(D(65), c=D(66))
        except TypeError: pass
        try: object.__eq__(D(67), D(68), D(69))
        except TypeError: pass
run()
