# There are no other processes, users and terminals: what says so, and how.
import os
import posix
from shown import show

fd = os.open('file', os.O_RDWR | os.O_CREAT)
for source in '''\
os.waitid('a',0,0)
os.waitid(0,'a',0)
os.waitid(0,0,'a')
os.waitid(9,0,0)
os.wait3('a')
os.wait4('a',0)
os.wait4(0,'a')
os.wait4(pid=0,options=0)
os.wait3(options=0)
os.waitpid(0,2**40)
os.fork(1)
os.setgid('a')
os.setuid(2**40)
os.setuid(-2)
os.setgid(-2)
os.getpgid('a')
os.getpgid(-1)
os.getsid('a')
os.getsid(-1)
os.setpgid('a',0)
os.setpgid(1,0)
os.setpgid(99,3)
os.killpg('a',0)
os.killpg(1,9)
os.ttyname(1)
os.register_at_fork(1)
os.register_at_fork(after_in_child=3)
os.register_at_fork(after_in_parent=3)
os.register_at_fork(before=None)
os.register_at_fork(before=print, after_in_child=None)
os.waitstatus_to_exitcode(0xffff)
os.waitstatus_to_exitcode(0x17f)
os.waitstatus_to_exitcode(0xff)
os.waitstatus_to_exitcode(-1)
os.waitstatus_to_exitcode(0x80)
os.waitstatus_to_exitcode(0x81)
os.system('x\\0')
os.system(3)
os.sched_yield()
os.forkpty
'''.splitlines():
    show(source, globals())
print(os.getpgid(0) == os.getpgid(os.getpid()) == os.getsid(0) == os.getpgrp())
print(os.waitid_result(range(5)))
for status in 0, 1, 0x7F, 0x80, 0xFF, 0x100, 0x17F, 0x1FF, 0xFFFF, 0x10000, 0xFF7F, -1, 0x1007F:
    print(hex(status), [f(status) for f in (
        os.WIFEXITED, os.WIFSIGNALED, os.WIFSTOPPED, os.WIFCONTINUED,
        os.WEXITSTATUS, os.WTERMSIG, os.WSTOPSIG, os.WCOREDUMP)])
    show(f'os.waitstatus_to_exitcode({status})', globals())
print([(n, getattr(os, n)) for n in dir(os) if n.startswith(
    ('P_A', 'P_P', 'WN', 'WE', 'WS', 'WU', 'WC')) and isinstance(getattr(os, n), int)])
