# Every operation of decimal on awkward operands: results and the signals they leave.
from decimal import *
D=Decimal
vals=['0', '-0', '-1', '0.1', '123456789.123456789', '-9.99E+20', '7', 'Infinity', '-Infinity', 'NaN', 'sNaN',
        '-sNaN45', '9.999999999999999999999999999E+999999', '5E-1000027', '0E+7',
        '1.2345678901234567890123456789012345', '100.00', '-2.5', '1.0000', '12E3']
ops=['+','-','*','/','//','%','**']
c=getcontext(); 
for trap in (False,True):
    for s in c.traps: c.traps[s]=False
    if trap: c.traps[InvalidOperation]=c.traps[DivisionByZero]=c.traps[Overflow]=True
    for a in vals:
        for b in vals:
            for op in ops:
                c.clear_flags()
                try: r=eval('x'+op+'y',{'x':D(a),'y':D(b)})
                except Exception as e: r=type(e).__name__+str(e)
                print(a,op,b,r,[s.__name__[:4] for s,v in c.flags.items() if v])
for s in c.traps: c.traps[s]=False
un=['exp','ln','log10','logb','next_minus','next_plus','normalize','sqrt','to_integral_exact','to_integral_value','number_class','to_eng_string','is_normal','is_subnormal','adjusted','as_tuple','copy_negate','copy_abs','logical_invert','__abs__','__neg__','__pos__','is_zero','is_signed']
for a in vals+['1E+20','1E-20','0.99999999999999999999','1.0000000000000001','2.718281828459045','1000000','1E-400','50','-50','1101','0.001','3E+300', '2302585.1','4','16','1.44','1E+1','1E+2']:
    for u in un:
        c.clear_flags()
        try: r=getattr(D(a),u)()
        except Exception as e: r=type(e).__name__+str(e)
        print(a,u,r,[s.__name__[:4] for s,v in c.flags.items() if v])
bi=['compare','compare_signal','compare_total','compare_total_mag','max','max_mag','min','min_mag','next_toward','remainder_near','rotate','scaleb','shift','copy_sign','same_quantum','quantize','logical_and','logical_or','logical_xor','__eq__','__lt__','__ge__','__divmod__']
for a in vals+['11001','101']:
    for b in vals+['1011','4','-3','28']:
        for u in bi:
            c.clear_flags()
            try: r=getattr(D(a),u)(D(b))
            except Exception as e: r=type(e).__name__+str(e)
            print(a,u,b,r,[s.__name__[:4] for s,v in c.flags.items() if v])
