# What is asked for by a name, and what belongs to paths only.
import os
import posix


def show(source):
    try:
        print(source, '->', eval(source))
    except Exception as error:
        print(source, '!!', type(error).__name__, error)


fd = os.open('file', os.O_RDWR | os.O_CREAT)
for source in '''\
os.lockf('a',0,0)
os.lockf(fd,'a',0)
os.lockf(fd,0,'a')
os.lockf(fd,0,2**70)
os.posix_fadvise('a',0,0,0)
os.posix_fadvise(fd,'a',0,0)
os.posix_fadvise(fd,0,2**70,0)
os.get_terminal_size(1,2)
os.get_terminal_size(fd=1)
os.confstr(3.5)
os.confstr(0)
os.confstr(99)
os.confstr(-1)
os.confstr(1)
os.confstr(2**40)
os.pathconf(fd,'PC_NAME_MAX')
os.pathconf(999,'PC_NAME_MAX')
os.pathconf('/tmp',2**40)
os.pathconf('/tmp',-1)
os.pathconf('/tmp',None)
os.fpathconf('/tmp','PC_NAME_MAX')
os.fpathconf(-1,'PC_NAME_MAX')
os.sysconf('SC_XX')
os.sysconf(2**40)
os.sysconf(1000)
os.sysconf('SC_2_VERSION')
os.stat(fd,dir_fd=3)
os.stat(fd,dir_fd=-1)
os.stat(fd,follow_symlinks=False)
os.utime(fd,dir_fd=3)
os.utime(fd,follow_symlinks=False)
os.utime('/tmp/_k_f',follow_symlinks=False)
os.chown(fd,0,0,dir_fd=3)
os.chown(fd,0,0,follow_symlinks=False)
os.major(-1)
os.major(2**70)
os.major(2**32)
os.major(2**31)
os.major('a')
os.minor(-1)
os.minor(2**32)
os.makedev(-1,0)
os.makedev(0,-1)
os.makedev(2**32,0)
os.makedev(2**12,2**20)
os.makedev(1,2)
os.putenv('','c')
os.putenv('a\\0','c')
os.putenv('a','c\\0')
os.putenv('=a','c')
os.unsetenv('a=b')
os.unsetenv('')
os.unsetenv('a\\0')
os.putenv(1,'c')
os.putenv('a',1)
os.access('/tmp',0,dir_fd='a')
os.access('/tmp', 0, dir_fd=5)
os.symlink('a', 'b', dir_fd='a')
os.fstatvfs('/')
os.fsync(None)
os.fdatasync('a')
os.fchdir(-1)
os.fsync(open('file'))
{n: v for n, v in os.sysconf_names.items() if n[3:] in ('PAGESIZE', 'OPEN_MAX', 'NPROCESSORS_ONLN', 'CLK_TCK')}
os.pathconf_names
os.confstr_names
[os.confstr(n) for n in os.confstr_names]
[os.pathconf('/', n) for n in os.pathconf_names]
[(n, getattr(os, n)) for n in dir(os) if n.startswith(('F_', 'POSIX_', 'O_')) and n not in ('O_ASYNC', 'O_NDELAY')]
'''.splitlines():
    show(source)
