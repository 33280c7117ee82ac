# listdir, scandir and fwalk of a descriptor.
import os

os.makedirs('top/sub/deep')
open('top/a', 'w').close()
os.symlink('a', 'top/link')
top = os.open('top', os.O_RDONLY)
file = os.open('top/a', os.O_RDONLY)
print(sorted(os.listdir(top)))
print(sorted(os.listdir(top)), 'again')
open('top/b', 'w').close()
print(sorted(os.listdir(top)), 'with b')
for call in os.listdir, os.scandir:
    for wrong in file, 999, -5, 3.5, True:
        try:
            call(wrong)
        except (OSError, TypeError) as error:
            print(type(error).__name__, str(error).replace(f': {file}', ': file'))
with os.scandir(top) as entries:
    for e in sorted(entries, key=os.fspath):
        print(e, e.name, e.path, os.fspath(e), e.is_dir(), e.is_file(), e.is_symlink(),
              e.is_file(follow_symlinks=False), e.stat().st_mode & 0o170000,
              e.stat(follow_symlinks=False).st_mode & 0o170000)
for options in {}, {'topdown': False}, {'follow_symlinks': True}:
    for path, dirs, files, fd in os.fwalk('top', **options):
        print(path, dirs, sorted(files), os.stat('.', dir_fd=fd).st_mode & 0o170000)
for path, dirs, files, fd in os.fwalk('sub', dir_fd=top):
    print(path, dirs, files)
print([(path, dirs, sorted(files)) for path, dirs, files, fd in os.fwalk(b'top')])
print(sorted(f.__name__ for f in os.supports_fd if f.__name__ != 'execve'))
print({os.listdir, os.scandir} <= os.supports_fd, os.supports_follow_symlinks == {os.stat, os.chown})
# Numbers of files, and locks, which a program that is alone gets.
for entry in sorted(os.scandir("."), key=lambda e: e.name):
    print(entry.name, entry.inode() == os.lstat(entry.name).st_ino == entry.stat(follow_symlinks=False).st_ino)
with open("locked", "w") as file:
    for command in os.F_LOCK, os.F_TLOCK, os.F_TEST, os.F_ULOCK:
        print(os.lockf(file.fileno(), command, 4))
    try:
        os.lockf(file.fileno(), 9, 0)
    except OSError as e:
        print(type(e).__name__)
