# File modes and the locale functions.
import _stat,_locale
for m in (_stat,_locale):
    for n,v in sorted(vars(m).items()):
        if n.startswith('__'): continue
        print(m.__name__,n,v if isinstance(v,(int,str)) else type(v), getattr(v,'__text_signature__',None))
for c in range(-1,10):
    for l in (None,'','C','en_US.UTF-8','xx',):
        try: print(c,l,_locale.setlocale(c,l))
        except Exception as e: print(c,l,type(e),e)
print(_locale.localeconv(), _locale.getencoding())
for m in (0,0o100644,0o40755,0o120777,0o104755,0o102755,0o41777,0o10600,0o20600,0o60600,0o140600,0o170000,2**32,-1): 
    try: print(m,_stat.filemode(m),[getattr(_stat,f)(m) for f in dir(_stat) if f.startswith('S_IS') and callable(getattr(_stat,f))],_stat.S_IFMT(m),_stat.S_IMODE(m))
    except Exception as e: print(type(e),e)
print(locale.getlocale(),locale.str(1.5),locale.format_string('%d',1234567,grouping=True),locale.atof('1.5'))
try: print(locale.setlocale(locale.LC_ALL,'de_DE'))
except Exception as e: print(repr(e))
print(_locale.strcoll('a','b'),_locale.strxfrm('a'))
for i in range(0,131090):
    try: v=_locale.nl_langinfo(i)
    except ValueError as e: continue
    if v: print(i,repr(v))
try: _locale.nl_langinfo(5)
except Exception as e: print(e)
try: _locale.gettext('a')
except Exception as e: print(repr(e))
for n in ('C.UTF-8;C;C;C;C;C','C;C','a/b','.x','x'*23,'x'*24,'x'*30,'POSIX','C.UTF-8','a;b;c;d;e;f','de_DE'):
    for c in (0,1,6):
        try: print(n,c,_locale.setlocale(c,n), _locale.setlocale(6,None))
        except Exception as e: print(n,c,repr(e))
for a in [(1,2),('a',),(0,1),(6,'a\0b'),()]:
    try: print(_locale.setlocale(*a))
    except Exception as e: print(repr(e))
    try: print(f,a,repr(getattr(_locale,f)(*a)))
    except Exception as e: print(f,a,repr(e))
import stat; print(stat.filemode is _stat.filemode)
