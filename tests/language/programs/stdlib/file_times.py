# Times of files: they are what they were set to, in whole milliseconds at least, and a copy has those of the original.
import os, shutil, tempfile
with tempfile.TemporaryDirectory() as d:
    a, b = os.path.join(d, 'a'), os.path.join(d, 'b')
    open(a, 'w').close()
    shutil.copy2(a, b)
    print(os.stat(a).st_mtime == os.stat(b).st_mtime, os.stat(a).st_mtime_ns == os.stat(b).st_mtime_ns)
    wrong = 0
    for i in range(2000):
        ns = 1_700_000_000_000_000_000 + i * 123_456_000_000
        os.utime(a, ns=(ns, ns + 1_000_000))
        s = os.stat(a)
        wrong += (s.st_atime_ns, s.st_mtime_ns) != (ns, ns + 1_000_000)
    print(wrong)
    os.utime(a, (1e9, 5.5)); print(os.stat(a).st_atime, os.stat(a).st_mtime, os.stat(a).st_mtime_ns)
    os.utime(a, ns=(0, -1_000_000_000)); print(os.stat(a).st_atime_ns, os.stat(a).st_mtime_ns, os.stat(a).st_mtime)
