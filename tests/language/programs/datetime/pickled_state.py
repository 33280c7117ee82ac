# Moments from the bytes they pickle as, and back.
from datetime import *
import pickle
import copy
from samples import *


class TZ2(tzinfo):
    def __init__(self, *args):
        pass

    def __getinitargs__(self):
        return (1, 2)

    def __getstate__(self):
        return 5


class TDSub(timedelta): pass


show(r'''
date(b'')
date(b'\x07\xe4\x01\x02')
date(b'\x07\xe4\x00\x02')
date(b'\x07\xe4\x0d\x02')
date(b'\x07\xe4\x0c\xff')
date('\x07\xe4\x01\x02')
date('\u1234\xe4\x01\x02')
date('abcd')
date(b'\x07\xe4\x01\x02',1)
date('\x07\xe4\x01\x02\x03')
time(b'\x01\x02\x03\x04\x05\x06')
time(b'\x81\x02\x03\x04\x05\x06')
time(b'\x98\x02\x03\x04\x05\x06')
time(b'\x18\x02\x03\x04\x05\x06')
time(b'\x01\x7f\x7f\xff\xff\xff')
time('\x01\x02\x03\x04\x05\x06')
time('\x01\x02\x03\x04\x05\x06', u)
time(b'\x01\x02\x03\x04\x05\x06', u)
time(b'\x01\x02\x03\x04\x05\x06', 5)
time('\x01\x02\x03\x04\x05\x06', 5)
time('\x01\x02\x03\x04\x05\u1006')
time('\u1001\x02\x03\x04\x05\u1006')
time(b'\x01\x02\x03\x04\x05\x06', u, 3)
time(b'\x01\x02\x03\x04\x05')
datetime(b'\x07\xe4\x01\x02\x03\x04\x05\x06\x07\x08')
datetime(b'\x07\xe4\x81\x02\x03\x04\x05\x06\x07\x08')
datetime(b'\x07\xe4\x81\x02\x03\x04\x05\x06\x07\x08',u)
datetime(b'\x07\xe4\x81\x02\x03\x04\x05\x06\x07\x08',5)
datetime('\x07\xe4\x81\x02\x03\x04\x05\x06\x07\x08',u)
datetime('\x07\xe4\x01\x02\x03\x04\x05\x06\x07\x08',5)
datetime('\u1207\xe4\x01\x02\x03\x04\x05\x06\x07\x08',5)
datetime('\x07\xe4\x8d\x02\x03\x04\x05\x06\x07\x08',u)
time('ab')
time('')
timedelta(microseconds=1).__reduce__()
d.isocalendar().__reduce__()
d.__reduce__()
d.__reduce_ex__(2)
d.__reduce_ex__(4)
t.__reduce__()
t.__reduce_ex__(2)
t.replace(fold=1).__reduce_ex__(4)
t.replace(fold=1).__reduce_ex__(3)
t.replace(tzinfo=u).__reduce__()
t.__reduce_ex__()
t.__reduce_ex__('x')
t.__reduce_ex__(2**40)
t.__reduce_ex__(1,2)
dt.__reduce__()
dt.__reduce_ex__(2)
dt.replace(fold=1).__reduce_ex__(4)
dt.replace(fold=1,tzinfo=u).__reduce_ex__(4)
u.__reduce__()
u.__reduce_ex__(4)
u.__getinitargs__()
timezone(timedelta(hours=1),'x').__getinitargs__()
timezone(timedelta(hours=1),'x').__reduce__()
tzinfo().__reduce__()
TZ().__reduce__()
dt.isoformat('\u1234','hours')
date(2020,1,2).strftime('')
type(TDSub(1)), type(TDSub(1)+TDSub(1)), type(TDSub(1)*2), type(-TDSub(1)), type(abs(TDSub(1))), type(+TDSub(1)), repr(TDSub(1)), str(TDSub(1)), TDSub(1).__reduce__()
date.__reduce__(datetime(2020,1,2,3,4))
TZ(1,2,3).__reduce__(), TZ2(7).__reduce__()
pickle.loads(pickle.dumps(u)) is u, copy.copy(u) is u, copy.deepcopy(u) is u
[pickle.loads(pickle.dumps(x,p))==x for p in range(6) for x in (date(1,2,3),time(1,2,3,4,u),datetime(1,2,3,tzinfo=u),timedelta(1,2,3),timezone(H,'q'))]
[pickle.dumps(x,p) for p in range(6) for x in (date(1,2,3),time(1,2,3,4,u,fold=1),datetime(1,2,3,tzinfo=u,fold=1),timedelta(1,2,3),timezone(H,'q'))]
''', globals())
