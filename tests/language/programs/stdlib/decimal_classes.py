# The classes of decimal: conversion, formatting, contexts, errors.
from decimal import *
import math, pickle, copy, numbers, fractions, statistics
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
D=Decimal
for v in ['  1.5  ','1_000','1__0','_1','٣.١٤','', ' ', '1e', 'e5','1.2.3','.5','5.','+.5e-3','inf','-iNf','infinity','infi','nan','-sNaN12','nan1x','1e99999999999','1e-99999999999','0e99999999999999999999','1 2','\u30001\u3000','1\n', '0x10', 1.5, 0.1, float('inf'), float('-nan'), -0.0, 1e300, 5e-324, 10**50, -7, True, (0,(1,2,3),-2),(1,(0,0,1),3),[0,[1],0],(0,(1,)),(2,(1,),0),(0,(10,),0),(0,1,0),(0,(1,),'F'),(0,(1,2),'n'),(1,(),'N'),(0,(1,),'x'),(0,(1,),1.0),(0,(),5), None, 1j, b'1', D('1.50'), fractions.Fraction(1,2), '1'*40, 'NaN'+'1'*40]:
    t(lambda: D(v)); t(lambda: getcontext().create_decimal(v)); t(lambda: D.from_float(v)); t(lambda: D.from_number(v)); 
for v in ['0','1','-2.5','1.1','Infinity','NaN','sNaN','123456789012345678901234567890.5','1E+10','1E-10','3','0.5','-0']:
    x=D(v)
    for f in (int,float,complex,math.floor,math.ceil,round,lambda x:round(x,1),lambda x:round(x,-1),lambda x:round(x,None),math.trunc,hash,bool,str,repr,lambda x:x.as_integer_ratio(),copy.copy,copy.deepcopy,lambda x:pickle.loads(pickle.dumps(x)),lambda x:x.__reduce__(),lambda x:x+1,lambda x:1-x,lambda x:x+1.0,lambda x:x*'a',lambda x:x==1,lambda x:x==1.0,lambda x:x<2.5,lambda x:x==fractions.Fraction(11,10),lambda x:x<fractions.Fraction(11,10),lambda x:x==1j,lambda x:x<1j,lambda x:x==complex(1),lambda x:x=='1',lambda x:x<None,lambda x:pow(x,2,7),lambda x:pow(2,x),lambda x:divmod(x,3),lambda x:divmod(7,x),lambda x:x//0,lambda x:x%0,lambda x:x/0,lambda x:-x,lambda x:x.real,lambda x:x.imag,lambda x:x.conjugate(), lambda x:isinstance(x,numbers.Number), lambda x:x.quantize(D('.01')), lambda x:x.quantize(D('.01'),rounding=ROUND_UP), lambda x:x.quantize(D('.01'),'x'),lambda x:x.quantize(1,context=3), lambda x:x.fma(2,3),lambda x:x.compare('a'),lambda x:x.sqrt(ExtendedContext), lambda x:max(x,D(1)), lambda x:sum([x,x]), lambda x:math.sqrt(x), lambda x:'%s %r %d %f'%(x,x,x,x), lambda x:x.to_integral_value(ROUND_CEILING)):
        if f is hash and v=='NaN': continue
        t(lambda: f(x))
specs=['','5','<8','>8','^9','=8','08','+','+08','.2f','.0f','10.3f','-^12.2f',',',',.2f','012,.1f','e','.3e','E','.0e','g','.3g','G','.10g','%','.1%','n','10','é>9','.2','.0','20,','f','F','<','=+9','-08.1f','*^+20,.3f','.30f','015,', ',e', '.5','.1e','2000']
for v in ['0','1','-1','1234567.891','-0.00001','1E+10','1E-10','0E+3','0E-3','-0','NaN','-Infinity','sNaN12','0.5','1.5','999.999','-0.04','123456789012345678901234567890123456789']:
    for s in specs: t(lambda: format(D(v),s))
    t(lambda: f'{D(v):>{20}}')
t(lambda: format(D(1),1)); t(lambda: D(1).__format__())
c=getcontext(); print(c); t(lambda:c.flags); t(lambda:c.traps); print(DefaultContext,BasicContext,ExtendedContext)
for k,v in [('prec',0),('prec',10**9),('prec','a'),('prec',1.5),('prec',2**70),('Emin',1),('Emin',-10**9),('Emax',-1),('Emax',10**9),('capitals',2),('clamp',-1),('rounding','x'),('rounding',1),('traps',1),('traps',{}),('traps',[1]),('flags',[Inexact]),('prec',True)]:
    t(lambda: setattr(c,k,v)); t(lambda: Context(**{k:v}))
t(lambda: delattr(c,'prec')); t(lambda: delattr(c,'traps')); t(lambda: delattr(c,'x'))
setcontext(Context(prec=5)); c=getcontext(); print(c)
t(lambda: D(1)/3); print(c.flags[Inexact], c.flags); t(lambda: c.flags[1]); t(lambda:c.flags.__delitem__(Inexact)); t(lambda:len(c.flags)); t(lambda:list(c.flags)); t(lambda:c.flags.copy()); t(lambda: c.flags==c.flags.copy()); t(lambda: c.flags==1); t(lambda: dict(c.flags)); t(lambda: hash(c.flags)); t(lambda: c.flags<c.flags); t(lambda:type(c.flags)); t(lambda: c.flags.get(Inexact)); t(lambda: c.flags.update({Clamped:True})); print(c); c.clear_flags(); print(c); 
t(lambda: c.__reduce__()); t(lambda: pickle.loads(pickle.dumps(c))); t(lambda: copy.copy(c)); t(lambda: c.copy()); t(lambda: c.Etiny()); t(lambda:c.Etop()); t(lambda:hash(c)==id(c)); t(lambda: c==c.copy())
with localcontext() as k: k.prec=3; print(D(1)/7)
print(D(1)/7)
with localcontext(prec=2, rounding=ROUND_UP) as k: print(D(1)/7, k)
with localcontext(BasicContext) as k: print(k); t(lambda:D(1)/3)
t(lambda: localcontext(1)); t(lambda: setcontext(1)); t(lambda: localcontext(None,prec='a'))
for b in (32,64,96,128,256,512,0,33,'a'): t(lambda: IEEEContext(b))
for m in ('add','divide','compare','fma','plus','is_zero','to_sci_string','number_class','copy_sign','quantize','divmod','radix','logical_invert','next_toward','canonical','copy_decimal','create_decimal_from_float','to_integral','abs','_apply'):
    f=getattr(c,m)
    t(f)
    for a in [(1,),(1,2),('1',2),(D('1.23456789'),),(D('1.23456789'),D('2.5')),(1.5,),(1,2,3),(2,10,7),(None,)]: t(lambda: f(*a))
t(lambda: c.power(2,10,modulo=7)); t(lambda: c.power(a=2,b=3)); t(lambda: D('1').sqrt(context=1)); t(lambda: D.from_float(1,2)); t(lambda: D(1,2)); t(lambda:D(value=3)); t(lambda:D(1,context=None)); pass
class S(D):
    def __new__(cls,*a): return super().__new__(cls,*a)
    def __repr__(self): return 'S'+super().__repr__()
s=S('1.5'); s.x=3; t(lambda:s); t(lambda:s+1); t(lambda:S.from_float(2.5)); t(lambda:pickle.loads(pickle.dumps(s)) if 0 else s.__reduce__()); t(lambda:D(s)); t(lambda:S(s)); t(lambda:+s); t(lambda:abs(s)); t(lambda:s.copy_abs()); t(lambda: s.conjugate()); t(lambda:hash(s)==hash(D('1.5'))); t(lambda:s.as_tuple()); t(lambda: copy.copy(s))
t(lambda: setattr(D(1),'x',1)); t(lambda: D(1).real); t(lambda: D.__doc__ is not None); t(lambda: D(1).__sizeof__()>0)
c.traps[FloatOperation]=True
t(lambda:D(1.5)); t(lambda:D(1)<1.5); t(lambda:D(1)==1.5); t(lambda:D.from_float(1.5)); t(lambda:c.create_decimal(1.5))
c.traps[FloatOperation]=False; c.traps[Inexact]=True; c.traps[Rounded]=True; t(lambda:D(1)/3); t(lambda:D('1e999999')*10)
for e in (Inexact,Overflow,DivisionByZero,FloatOperation,ConversionSyntax): print(e.__mro__, e.__doc__)
c=Context(prec=28); setcontext(c)
t(lambda: statistics.mean([D(1),D(2)])); t(lambda:statistics.stdev([D('1.5'),D('2.5'),D('4')])); t(lambda: fractions.Fraction(D('1.25'))); t(lambda: fractions.Fraction('1/3')+1)
c=Context(prec=50,traps=[]); setcontext(c); t(lambda: D(2).sqrt()); t(lambda: D(1).exp()); t(lambda: D(10).ln()); t(lambda:D(2).log10()); t(lambda:D(2)**D('0.5')); t(lambda:D('1.1')**1000); t(lambda:D(3)**-5); t(lambda:D(22)/7)
for p in (1,2,5,9,16,40,100,300):
    c.prec=p
    for v in ('2','3','10','0.1','123.456','1e-50','1e50','0.9999','1.0001','99999','7.5'):
        for f in ('sqrt','exp','ln','log10'): print(p,v,f,getattr(D(v),f)())
        print(D(v)**D('1.7'), D(v)**7, D(v)**-3, D(1)/D(v), D(v)*D(v))
c.prec=2000; x=D(2).sqrt(); print(x, x*x, 1/x, x**3)
c.prec=20000; x=D(3).sqrt(); y=x*x-3; print(y); z=D(1)/x; print(hash(z), str(z)[-50:])
