# timezone.
from datetime import *
from samples import *

show(r'''
timezone()
timezone(5)
timezone(timedelta(1))
timezone(timedelta(-1))
timezone(timedelta(2))
timezone(timedelta(hours=1),5)
timezone(timedelta(hours=1),None)
timezone(timedelta(hours=1),name='x')
timezone(offset=timedelta(hours=1),name='x')
timezone(timedelta(hours=1),'x','y')
timezone(timedelta(hours=1),nam='x')
timezone(timedelta(0)) is u
timezone(timedelta(0),'UTC') is u, timezone(timedelta(0),'UTC')
u.utcoffset(5)
u.utcoffset(None)
u.utcoffset()
u.dst(5)
u.tzname(5)
u.tzname('x')
u.fromutc(5)
u.fromutc(dt)
u<u
u==u, u==timezone(timedelta(0),'x'), u==5, u!=timezone.min
dt.astimezone(5)
dt.astimezone(1,2)
dt.astimezone(foo=2)
dt.astimezone(u)
dt.astimezone(tz=u)
date.min,date.max,date.resolution,time.min,time.max,time.resolution,datetime.min,datetime.max,datetime.resolution,timedelta.min,timedelta.max,timedelta.resolution,timezone.min,timezone.max,timezone.utc
mk(None,5,None).astimezone(u)
mk(5,5,None).astimezone(u)
mk(H,H,None).astimezone(TZ(None,None,None))
mk(H,H,None).astimezone(TZ(H,None,None))
mk(H,H,None).astimezone(TZ(2*H,5,None))
mk(H,H,None).astimezone(tzinfo())
type('X',(timezone,),{})
hash(time(0,tzinfo=timezone(timedelta(hours=23))))
timezone(H,'\ud800')
timezone(timedelta(0),None)
timezone(H)==timezone(H,'x'), hash(timezone(H,'x'))==hash(H), timezone(H)!=timezone(H), timezone(H)==H
''', globals())
