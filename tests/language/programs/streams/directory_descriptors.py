# Paths relative to a directory's descriptor; what the platform cannot do; times that are none.
import os

os.mkdir('d')
d = os.open('d', os.O_RDONLY)
os.mkdir('inner', dir_fd=d)
f = os.open('f', os.O_CREAT | os.O_WRONLY, dir_fd=d)
os.write(f, b'text')
os.close(f)
print(sorted(os.listdir('d')))
print(os.stat('f', dir_fd=d).st_size, os.lstat('f', dir_fd=d).st_size)
os.rename('f', 'g', src_dir_fd=d, dst_dir_fd=d)
os.rename('g', 'h', src_dir_fd=d)
os.rename('h', 'k', dst_dir_fd=d)
os.chmod('k', 0o600, dir_fd=d)
os.utime('k', (1, 2.5), dir_fd=d)
print(oct(os.stat('d/k').st_mode), os.stat('d/k').st_mtime)
os.symlink('nowhere', 'd/link')
print(os.readlink('link', dir_fd=d), os.chmod('d/link', 0o600, follow_symlinks=False))
os.unlink('link', dir_fd=d)
os.rmdir('inner', dir_fd=d)
print(os.listdir('d'))

CALLS = '''
os.mkdir('x', dir_fd=99)|os.open('x', 0, dir_fd=99)|os.stat('x', dir_fd=99)|os.unlink('x', dir_fd=99)|os.rmdir('x', dir_fd=99)
os.rename('x', 'y', src_dir_fd=99)|os.chmod('x', 0, dir_fd=99)|os.readlink('x', dir_fd=99)|os.utime('x', dir_fd=99)
os.mkdir('x', dir_fd='a')|os.stat('x', dir_fd=1.5)|os.stat('x', dir_fd=None)|os.symlink('x', 'y', dir_fd=3)
os.access('x', 0, dir_fd=3)|os.access('d', 0, follow_symlinks=False)|os.access('d', 0, effective_ids=True)|os.access('d', os.R_OK)
os.utime('d', follow_symlinks=False)|os.utime('d', ('a', 1))|os.utime('d', (float('nan'), 1))|os.utime('d', (1e300, 1))
os.utime('d', (2**70, 1))|os.utime('d', ns=(2**100, 1))|os.utime('d', (1,))|os.utime('d', ns=None)|os.utime('d', (1, 2), ns=(1, 2))
open(99)|open(98, closefd=False)|os.fdopen(97)
'''
for line in CALLS.strip().splitlines():
    for call in line.split('|'):
        try:
            print(call, '->', eval(call))
        except OSError as e:
            print(call, '->', type(e).__name__, e.strerror, e.filename, e.filename2)
        except Exception as e:
            print(call, '->', type(e).__name__, e)


# A descriptor stays the caller's when the file object could not be made.
import io


class Refuses(io.FileIO):
    def __setattr__(self, name, value):
        if name == 'name':
            raise RuntimeError(name)
        super().__setattr__(name, value)


f = os.open('d/k', os.O_RDONLY)
try:
    Refuses(f)
except RuntimeError as e:
    print(e, os.close(f), os.close(d))
try:
    os.stat('k', dir_fd=d)
except OSError as e:
    print(e.strerror)
