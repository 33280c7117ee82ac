# Where a string meets a t-string whose field is wrong, the place where the expression begins decides which of the
# two errors is told.
SECOND = '''
t"{,}"   t"{ , "   t"{a b}"   t"{a!x}"   t"{}"   t"{a!}"   t"{lambda x:1}"   t"{"
t"}"     t"{a=b}"  t"{!r}"    t"{a:{}}"  t"b"    f"{,}"    f"{a b}"
'''.split('  ')
FIRST = ['"a" ', 'f"x" ', 't"x" ', '', 'b"x" ', 'a ', '1 ', '"a" "b" ', '"a" f"c" ']
PLACES = '''
*|(*)|(1, *)|[*]|f(*)|{*}|(*, 1)|x = *|x = 1, *|x = [1, *]|for x in (1, *): pass|for x in *: pass|if *: pass|x[*]
{1: *}|f(1, *)|f(a=*)|return *|return not *|return a if *|lambda: *|print *|a + *|def f(a=*): pass|@*
'''.strip().replace('\n', '|').split('|')

for second in filter(None, map(str.strip, SECOND)):
    for first in FIRST:
        for place in PLACES:
            source = place.replace('*', first + second)
            try:
                compile(source, '<s>', 'exec')
            except SyntaxError as e:
                print(source, '->', e.msg, e.lineno, e.offset, e.end_lineno, e.end_offset)
            else:
                print(source, 'compiles')
