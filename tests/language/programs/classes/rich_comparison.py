# Comparison dispatch, reflection, defaults, subclass priority, total_ordering.
import functools
class A:
    def __init__(self, n): self.n = n
    def __lt__(self, o): print("A.lt", end=" "); return self.n < o.n
    def __eq__(self, o): print("A.eq", end=" "); return NotImplemented
class B(A):
    def __gt__(self, o): print("B.gt", end=" "); return self.n > o.n
    def __eq__(self, o): print("B.eq", end=" "); return self.n == o.n
print(A(1) < A(2), A(1) > A(2), A(1) < B(2), A(1) == B(1), B(1) == A(1), A(1) != B(1))
a = A(1)
print(a == a, a == A(1), a != a, a is a)
try:
    a <= a
except TypeError as e:
    print(e)
@functools.total_ordering
class T:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(T(1) <= T(1), T(2) >= T(3), T(5) > T(4), sorted([T(3), T(1)], key=lambda t: t)[0].n, max(T(1), T(9)).n)
class R:
    def __eq__(self, o): return "not a bool"
    def __ne__(self, o): return ["ne"]
    def __lt__(self, o): return 0
print(R() == 1, R() != 1, R() < 1, not R() < 1, R() in [1], [R()] == [1], (R(),) != (1,))
class NoHash:
    def __eq__(self, o): return True
try:
    {NoHash()}
except TypeError as e:
    print(e)
class H(NoHash):
    __hash__ = object.__hash__
print(len({H()}), H() == 5, 5 == H(), H() != 5, [1, 2].index(H()), [1, 2].count(H()))
print(object() == object(), (o := object()) == o, object().__eq__(1), object().__lt__(1), object().__ne__(2))
for code in ["1 < 'a'", "[] < ()", "{} < {}", "1j < 2j", "None >= 0", "object() < object()", "range(1) < range(2)", "{1} < [1]", "b'a' < 'a'", "int < str", "len < print"]:
    try:
        print(code, eval(code))
    except TypeError as e:
        print(code, "->", e)
print(1 == "1", b"a" == "a", [] == (), {} == set(), 1 == 1.0 == 1 + 0j, (1, 2) < (1, 2, 0), [1, [2]] > [1, [1, 9]])
nan = float("nan")
print(nan == nan, [nan] == [nan], nan in [nan], (nan,) == (nan,), {nan: 1} == {nan: 1}, [nan].count(nan), nan < 1, nan > 1, nan != nan)
