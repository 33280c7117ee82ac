// The host's own files, through node:fs, at their own paths (or below `root`). Same interface as
// MemoryFiles; the errors are Node's, whose `code` is what the caller looks at.
import fs from 'node:fs';
import { FileError } from './errno.mjs';
import * as M from './memory-files.mjs';

const C = fs.constants;

/** Names that are not ASCII go to the host as the bytes they are. @param {string} path */
const host = (path) => (/^[\0-\x7f]*$/.test(path) ? path : Buffer.from(path, 'latin1'));

/** Linux's open flags in the host's own numbers. @param {number} flags */
function hostFlags(flags) {
  if (process.platform === 'linux') return flags & ~M.O_CLOEXEC;
  let out = flags & M.O_ACCMODE;
  for (const name of [
    'O_CREAT',
    'O_EXCL',
    'O_TRUNC',
    'O_APPEND',
    'O_NONBLOCK',
    'O_DIRECTORY',
    'O_NOFOLLOW',
  ]) {
    // @ts-ignore: looked up by name on purpose
    if (flags & M[name]) out |= C[name] ?? 0;
  }
  return out;
}

// Node.js sets times in whole microseconds only. They are read so too: a file is to have the times it was given,
// and a copy those of the original.
/** @param {bigint} ns */
const whole = (ns) => ns - (((ns % 1000n) + 1000n) % 1000n);

/** @param {fs.BigIntStats} s @returns {M.Stat} */
const toStat = (s) => ({
  dev: Number(s.dev),
  ino: Number(s.ino),
  mode: Number(s.mode),
  nlink: Number(s.nlink),
  uid: Number(s.uid),
  gid: Number(s.gid),
  rdev: Number(s.rdev),
  size: Number(s.size),
  blksize: Number(s.blksize ?? 4096n),
  blocks: Number(s.blocks ?? 0n),
  atime: whole(s.atimeNs),
  mtime: whole(s.mtimeNs),
  ctime: whole(s.ctimeNs),
});
const big = /** @type {const} */ ({ bigint: true });
/** What Node.js, which truncates, makes the right microsecond of; it takes times before 1970 as a Date only.
 * @param {bigint} ns */
const seconds = (ns) =>
  ns < 0n ? new Date(Number(ns / 1_000_000n)) : (Number(whole(ns) / 1000n) + 0.5) / 1e6;

let sleepCell;
/** Blocks this thread. @param {number} ms */
export function sleepSync(ms) {
  sleepCell ??= new Int32Array(new SharedArrayBuffer(4));
  Atomics.wait(sleepCell, 0, 0, ms);
}

/** An open descriptor of the host. */
export class NodeFile {
  /** @param {number} fd @param {string} path '' for an inherited descriptor */
  constructor(fd, path = '') {
    this.fd = fd;
    this.path = path;
    const stat = fs.fstatSync(fd);
    const mode = stat.mode & M.S_IFMT;
    /** /dev/null and its like can be sought in, and every position is the first. */
    this.endless = mode === M.S_IFCHR && stat.rdev >> 8 === 1;
    this.seekable =
      mode === M.S_IFREG || mode === M.S_IFDIR || (mode & 0o060000) === 0o060000 || this.endless;
    // Inherited descriptors share their position with other processes: the host keeps it.
    this.hostPosition = path === '';
  }
  /** @param {Uint8Array} into @param {number} position */
  read(into, position) {
    for (;;) {
      try {
        return fs.readSync(
          this.fd,
          into,
          0,
          into.length,
          this.seekable && !this.hostPosition ? position : null,
        );
      } catch (error) {
        if (error.code === 'EOF') return 0;
        if (error.code !== 'EAGAIN' || this.path) throw error;
        sleepSync(10); // a non-blocking standard input
      }
    }
  }
  /** @param {Uint8Array} from @param {number} position */
  write(from, position) {
    for (;;) {
      try {
        return fs.writeSync(
          this.fd,
          from,
          0,
          from.length,
          this.seekable && !this.hostPosition ? position : null,
        );
      } catch (error) {
        if (error.code !== 'EAGAIN' || this.path) throw error;
        sleepSync(2);
      }
    }
  }
  stat() {
    return toStat(fs.fstatSync(this.fd, big));
  }
  /** @param {number} size */
  truncate(size) {
    fs.ftruncateSync(this.fd, size);
  }
  /** @param {number} mode */
  chmod(mode) {
    fs.fchmodSync(this.fd, mode);
  }
  /** @param {number} uid @param {number} gid */
  chown(uid, gid) {
    const s = fs.fstatSync(this.fd);
    fs.fchownSync(this.fd, uid < 0 ? s.uid : uid, gid < 0 ? s.gid : gid);
  }
  /** @param {bigint} atime @param {bigint} mtime */
  utimes(atime, mtime) {
    fs.futimesSync(this.fd, seconds(atime), seconds(mtime));
  }
  entries() {
    return fs
      .readdirSync(host(this.path), {
        withFileTypes: true,
        encoding: /** @type {any} */ ('latin1'),
      })
      .map((e) => ({
        name: String(e.name),
        ino: 1,
        mode: e.isDirectory()
          ? M.S_IFDIR
          : e.isSymbolicLink()
            ? M.S_IFLNK
            : e.isFile()
              ? M.S_IFREG
              : 0,
      }));
  }
  sync() {
    fs.fsyncSync(this.fd);
  }
  close() {
    fs.closeSync(this.fd);
  }
}

export class NodeFiles {
  /** @param {string} root a directory of the host that is this volume's "/" */
  constructor(root = '/') {
    this.root = root.replace(/\/+$/, '');
    /** @type {string | undefined} */
    this.realRoot = undefined;
  }
  /**
   * The host's path. Below a root of its own no path leads out: ".." ends at the root, and a symbolic link
   * to elsewhere is refused.
   * @param {string} path @param {boolean} [follow] whether the operation follows a link at the end
   */
  #host(path, follow = false) {
    if (!this.root) return host(path);
    const names = [];
    for (const name of path.split('/')) {
      if (name === '..') names.pop();
      else if (name !== '' && name !== '.') names.push(name);
    }
    const inside = `${this.root}/${names.join('/')}`;
    const parent = `${this.root}/${names.slice(0, -1).join('/')}`;
    this.#verify(host(parent));
    if (follow && fs.lstatSync(host(inside), { throwIfNoEntry: false })?.isSymbolicLink()) {
      this.#verify(host(inside));
    }
    return host(path.endsWith('/') && names.length ? `${inside}/` : inside);
  }
  /** @param {string | Buffer} path */
  #verify(path) {
    this.realRoot ??= fs.realpathSync.native(host(this.root), 'latin1');
    let real;
    try {
      real = fs.realpathSync.native(path, 'latin1');
    } catch (error) {
      // A link to nothing would be created through: refuse that as well.
      if (error.code === 'ENOENT' && fs.lstatSync(path, { throwIfNoEntry: false }))
        throw new FileError('EACCES');
      throw error;
    }
    if (real !== this.realRoot && !real.startsWith(`${this.realRoot}/`))
      throw new FileError('EACCES');
  }
  /** @param {string} path @param {number} flags @param {number} mode */
  open(path, flags, mode) {
    const p = this.#host(path, !(flags & M.O_NOFOLLOW));
    return new NodeFile(fs.openSync(p, hostFlags(flags), mode), p.toString('latin1'));
  }
  /** @param {string} path @param {boolean} follow */
  stat(path, follow) {
    const p = this.#host(path, follow);
    return toStat(follow ? fs.statSync(p, big) : fs.lstatSync(p, big));
  }
  /** @param {string} path @param {number} mode */
  access(path, mode) {
    fs.accessSync(this.#host(path, true), mode);
  }
  /** @param {string} path @param {number} mode */
  mkdir(path, mode) {
    fs.mkdirSync(this.#host(path), mode);
  }
  /** @param {string} path */
  rmdir(path) {
    fs.rmdirSync(this.#host(path));
  }
  /** @param {string} path */
  unlink(path) {
    fs.unlinkSync(this.#host(path));
  }
  /** @param {string} from @param {string} to */
  rename(from, to) {
    fs.renameSync(this.#host(from), this.#host(to));
  }
  /** @param {string} from @param {string} to */
  link(from, to) {
    fs.linkSync(this.#host(from), this.#host(to));
  }
  /** @param {string} target @param {string} path */
  symlink(target, path) {
    fs.symlinkSync(host(target), this.#host(path));
  }
  /** @param {string} path */
  readlink(path) {
    return fs.readlinkSync(this.#host(path), 'latin1');
  }
  /** @param {string} path @param {number} mode */
  chmod(path, mode) {
    fs.chmodSync(this.#host(path, true), mode);
  }
  /** @param {string} path @param {number} uid @param {number} gid @param {boolean} follow */
  chown(path, uid, gid, follow) {
    const s = this.stat(path, follow);
    const change = follow ? fs.chownSync : fs.lchownSync;
    change(this.#host(path, follow), uid < 0 ? s.uid : uid, gid < 0 ? s.gid : gid);
  }
  /** @param {string} path @param {bigint} atime @param {bigint} mtime @param {boolean} follow */
  utimes(path, atime, mtime, follow) {
    const change = follow ? fs.utimesSync : fs.lutimesSync;
    change(this.#host(path, follow), seconds(atime), seconds(mtime));
  }
  /** @param {string} path @param {number} size */
  truncate(path, size) {
    fs.truncateSync(this.#host(path, true), size);
  }
  /** @param {string} path */
  realpath(path) {
    const real = fs.realpathSync.native(this.#host(path, true), 'latin1');
    return (this.root ? real.slice(/** @type {string} */ (this.realRoot).length) : real) || '/';
  }
}
