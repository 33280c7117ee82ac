# How the functions of time take wrong arguments.
import time


def show(source):
    try:
        print(source, '->', eval(source))
    except Exception as error:
        print(source, '!!', type(error).__name__, error)


clocks = {'time', 'monotonic', 'perf_counter', 'process_time', 'thread_time', 'clock_gettime'}
for name in sorted(dir(time)):
    if not callable(getattr(time, name)) or name in ('sleep', 'struct_time', 'tzset', 'pthread_getcpuclockid', 'clock_settime', 'clock_settime_ns'):
        continue
    if name.removesuffix('_ns') in clocks:
        continue
    for arguments in '', '1', '1, 2', '1, 2, 3', 'a=1', "'x'", '0, "x"', '0, 1.5', '99, 1':
        if arguments not in ('', '1') or name not in ('ctime', 'gmtime', 'localtime', 'asctime'):
            show(f'time.{name}({arguments})')
for source in '''\
time.mktime((2**40,) * 9)
time.strftime('%Y', (2**40, 1, 1, 0, 0, 0, 0, 0, 0))
time.get_clock_info('time')
time.get_clock_info('monotonic')
time.get_clock_info('x')'''.splitlines():
    show(source)
