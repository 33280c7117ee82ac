import itertools, functools, operator, collections
class It:
    def __init__(self, v=42): self.v=v
    def __iter__(self): return self
    def __next__(self): raise StopIteration(self.v)
def show(name, f):
    try:
        r = f()
        print(name, 'result', r)
    except BaseException as e:
        print(name, type(e).__name__, e.args, getattr(e,'value',None))
W = {
 'map': lambda it: map(str, it),
 'map2': lambda it: map(lambda a,b:1, [1], it),
 'filter': lambda it: filter(None, it),
 'filterf': lambda it: filter(lambda x: x, it),
 'zip': lambda it: zip(it),
 'zip2': lambda it: zip([1],it),
 'zips': lambda it: zip(it,[1],strict=True),
 'zips2': lambda it: zip([1],it,strict=True),
 'zips3': lambda it: zip(it,it,strict=True),
 'enumerate': lambda it: enumerate(it),
 'accumulate': lambda it: itertools.accumulate(it),
 'accumulatei': lambda it: itertools.accumulate(it, initial=None),
 'batched': lambda it: itertools.batched(it,2),
 'chain': lambda it: itertools.chain(it),
 'chain2': lambda it: itertools.chain(it,it),
 'chainfi': lambda it: itertools.chain.from_iterable(it),
 'chainfi2': lambda it: itertools.chain.from_iterable([it]),
 'compress': lambda it: itertools.compress(it,[1]),
 'compress2': lambda it: itertools.compress([1],it),
 'cycle': lambda it: itertools.cycle(it),
 'dropwhile': lambda it: itertools.dropwhile(bool,it),
 'takewhile': lambda it: itertools.takewhile(bool,it),
 'filterfalse': lambda it: itertools.filterfalse(bool,it),
 'filterfalseN': lambda it: itertools.filterfalse(None,it),
 'groupby': lambda it: itertools.groupby(it),
 'islice': lambda it: itertools.islice(it,5),
 'islice1': lambda it: itertools.islice(it,1,5),
 'pairwise': lambda it: itertools.pairwise(it),
 'starmap': lambda it: itertools.starmap(max,it),
 'tee': lambda it: itertools.tee(it)[0],
 'zip_longest': lambda it: itertools.zip_longest(it),
 'zip_longest2': lambda it: itertools.zip_longest(it,[]),
 'iter': lambda it: iter(it),
 'product': lambda it: itertools.product(it),
 'combinations': lambda it: itertools.combinations(it,2),
 'calliter': lambda it: iter(it.__next__, 5),
 'reversedseq': lambda it: reversed(S()),
 'seqiter': lambda it: iter(S()),
 'genexp': lambda it: (x for x in it),
 'mapfn': lambda it: map(it.__next__.__func__, [it]),
 'filterfn': lambda it: filter(lambda x: next(it), [1]),
 'takefn': lambda it: itertools.takewhile(lambda x: next(it), [1]),
 'dropfn': lambda it: itertools.dropwhile(lambda x: next(it), [1]),
 'starfn': lambda it: itertools.starmap(lambda x: next(it), [(1,)]),
 'ffn': lambda it: itertools.filterfalse(lambda x: next(it), [1]),
 'accfn': lambda it: itertools.accumulate([1,2],lambda a,b: next(it)),
 'grpfn': lambda it: itertools.groupby([1],lambda x: next(it)),
 'repeat': lambda it: itertools.repeat(1,0),
 'count': lambda it: itertools.islice(itertools.count(),0),
}
class S:
    def __len__(self): return 3
    def __getitem__(self,i): raise StopIteration(7)
for n,f in W.items():
    for k in range(3):
        show(f'{n} next{k}', lambda: (lambda w: [next(w) for _ in range(2)] )(f(It(42))))
        break
    show(n+' next', lambda: next(f(It(42))))
    show(n+' nextd', lambda: next(f(It(42)), 'dflt'))
    show(n+' dunder', lambda: f(It(43)).__next__())
    show(n+' type', lambda: type(w:=f(It(43))).__next__(w))
    show(n+' opcall', lambda: operator.call(next, f(It(43))))
    show(n+' list', lambda: list(f(It(43))))
    show(n+' tuple', lambda: tuple(f(It(43))))
    show(n+' sum', lambda: sum(f(It(43))))
    show(n+' for', lambda: [x for x in f(It(43))])
    show(n+' nested', lambda: next(map(str,f(It(43)))))
    def g(): 
        return (yield from f(It(43)))
    show(n+' yf', lambda: next(g()))
    show(n+' mapnext', lambda: list(map(next,[f(It(43))])))
# NULL: a subclass of StopIteration
class SI(StopIteration): pass
class It2(It):
    def __next__(self): raise SI(1,2)
for n,f in W.items():
    show(n+' sub', lambda: next(f(It2())))
    show(n+' sub dunder', lambda: f(It2()).__next__())
def gen():
    return 5
    yield
for n,f in W.items():
    if 'fn' in n or n=='calliter': continue
    show(n+' gen', lambda: next(f(gen())))
    show(n+' gen dunder', lambda: f(gen()).__next__())
