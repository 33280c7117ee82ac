from typing import *
import typing
print(List[int], Dict[str, Any], Optional[int], Union[int, str], Callable[[int], str], Callable[..., Any], Tuple[int, ...], Type[int], Literal[1, "a"], ClassVar[int], Final[int], Annotated[int, "meta"], Annotated[int, 1].__metadata__)
print(Union[int, int], Union[int, Union[str, None]], Optional[None], Literal[1, 1] == Literal[1], get_origin(List[int]), get_args(Dict[str, int]), get_args(Callable[[int], str]), list[int] == List[int], list[int].__origin__, list[int] | None, dict[str, list[int]])
T = TypeVar("T"); K = TypeVar("K", bound=int); N = TypeVar("N", int, str, covariant=False)
class Stack(Generic[T]):
    def push(self, x: T) -> None: ...
print(T, K.__bound__, N.__constraints__, Stack[int], Stack.__parameters__, Stack[T][str], list[T][int], dict[K, T][int, str])
class Movie(TypedDict, total=False):
    name: Required[str]
    year: int
class Emp(NamedTuple):
    name: str
    id: int = 3
@runtime_checkable
class Closer(Protocol):
    def close(self) -> None: ...
class F:
    def close(self): pass
print(Movie(name="x"), Movie.__required_keys__, Movie.__optional_keys__, Emp("a"), Emp.__annotations__, isinstance(F(), Closer), isinstance(5, Closer), NewType("UserId", int)(5))
@overload
def o(x: int) -> int: ...
@overload
def o(x: str) -> str: ...
def o(x): return x
print(o(1), cast(int, "x"), len(get_overloads(o)), get_type_hints(Emp), assert_type(5, int), reveal_type.__name__, no_type_check(F) is F, final(F) is F)
for bad in (lambda: List[int, str], lambda: Optional[int, str], lambda: Union[()], lambda: TypeVar("T", int), lambda: Stack[int, str], lambda: Any(), lambda: isinstance(1, List[int]), lambda: Literal(), lambda: ClassVar[int, str], lambda: Movie(1), lambda: Generic[int], lambda: Callable[int], lambda: type("X", (Protocol,), {})() and 0, lambda: issubclass(int, Union[int, str])):
    try: print(bad())
    except TypeError as e: print(e)
def self_returner() -> Self: ...
print(self_returner.__annotations__, Never, NoReturn, TypeGuard[int], Unpack[tuple[int]], Concatenate[int, ...], ParamSpec("P").args, TypeVarTuple("Ts"), is_typeddict(Movie), is_protocol(Closer), ForwardRef("x"), get_protocol_members(Closer))
