import sys, cProfile
def show(*a): print(*a)
L=[]
def pf(f,e,a):
    L.append((f.f_code.co_name,e,getattr(a,'__name__',None) if e.startswith('c_') else None))
# setprofile while cProfile is active
def go(first):
    L.clear()
    p=cProfile.Profile()
    try:
        if first: p.enable()
        sys.setprofile(pf)
        len([])
        sys.setprofile(None)
        if first: p.disable()
    except Exception as e: print(type(e), e); sys.setprofile(None)
    print(first, L)
go(False); go(True)
# settrace then setprofile
def tr(f,e,a): return None
for mk in ('settrace','monitor'):
    L.clear()
    if mk=='settrace': sys.settrace(tr)
    else:
        M=sys.monitoring; M.use_tool_id(3,'z'); M.register_callback(3,M.events.CALL,lambda *a: None); M.register_callback(3,M.events.PY_START,lambda *a:None); M.set_events(3,M.events.CALL|M.events.PY_START)
    sys.setprofile(pf); len([]); sys.setprofile(None)
    sys.settrace(None)
    if mk!='settrace': M.set_events(3,0); M.free_tool_id(3)
    print(mk, L)
# replacing
L.clear(); sys.setprofile(pf); sys.setprofile(pf); sys.setprofile(None); print(L)
def other(f,e,a): pass
L.clear(); sys.setprofile(other); sys.setprofile(pf); sys.setprofile(other); sys.setprofile(None); print(L)
L.clear(); sys.setprofile(other); sys.setprofile(pf); len([]); sys.setprofile(None); print(L)
L.clear(); sys.setprofile(other); sys.setprofile(None); sys.setprofile(pf); len([]); sys.setprofile(None); print(L)
def f():
    L.clear(); sys.setprofile(pf); return 1
f(); sys.setprofile(None); print(L)
def g():
    sys.setprofile(None)
L.clear(); sys.setprofile(pf); g(); print(L)
# C-level: cProfile while setprofile is active
L.clear(); sys.setprofile(pf); p=cProfile.Profile()
try: p.enable(); len([]); p.disable()
except Exception as e: print(type(e),e)
sys.setprofile(None); print(L)
p1=cProfile.Profile(); p2=cProfile.Profile(); p1.enable()
try: p2.enable()
except Exception as e: print(type(e),e)
p1.disable(); print(sorted((str(k.code) if isinstance(k.code,str) else k.code.co_name,k.callcount) for k in p1.getstats()))
p=cProfile.Profile(); p.enable(); len([]); max(1,2); p.disable(); print(sorted((str(k.code) if isinstance(k.code,str) else k.code.co_name,k.callcount) for k in p.getstats()))
def h(): return len([])
p=cProfile.Profile(); p.runcall(h); print(sorted((str(k.code) if isinstance(k.code,str) else k.code.co_name,k.callcount) for k in p.getstats()))
