// A file system in memory: what Python sees in a page, and in Node.js unless host files are passed in.
//
// Paths are absolute and "binary": one char a byte, so that any name a program makes is kept. Times are
// nanoseconds (BigInt), modes and flags those of Linux.
import { FileError } from './errno.mjs';

export const S_IFMT = 0o170000;
export const S_IFDIR = 0o040000;
export const S_IFCHR = 0o020000;
export const S_IFREG = 0o100000;
export const S_IFLNK = 0o120000;
export const S_IFIFO = 0o010000;

export const O_ACCMODE = 3;
export const O_WRONLY = 1;
export const O_RDWR = 2;
export const O_CREAT = 0o100;
export const O_EXCL = 0o200;
export const O_TRUNC = 0o1000;
export const O_APPEND = 0o2000;
export const O_NONBLOCK = 0o4000;
export const O_DIRECTORY = 0o200000;
export const O_NOFOLLOW = 0o400000;
export const O_CLOEXEC = 0o2000000;

const now = () => BigInt(Math.round((performance.timeOrigin + performance.now()) * 1e6));
const maxLinks = 40;
const nothing = new Uint8Array(0);

/**
 * @typedef {{ dev: number, ino: number, mode: number, nlink: number, uid: number, gid: number,
 *   rdev: number, size: number, blksize: number, blocks: number,
 *   atime: bigint, mtime: bigint, ctime: bigint }} Stat
 */

let nextInode = 1;

class Inode {
  /** @param {number} mode */
  constructor(mode) {
    this.ino = nextInode++;
    this.mode = mode;
    this.nlink = 1;
    this.uid = 0;
    this.gid = 0;
    this.atime = this.mtime = this.ctime = now();
    /** @type {Map<string, Inode>} of a directory */
    this.children = (mode & S_IFMT) === S_IFDIR ? new Map() : /** @type {any} */ (undefined);
    /** @type {Uint8Array} */
    this.data = nothing; // of a file; longer than `size`
    this.size = 0;
    this.target = ''; // of a symbolic link
  }
  get isDirectory() {
    return (this.mode & S_IFMT) === S_IFDIR;
  }
  get isLink() {
    return (this.mode & S_IFMT) === S_IFLNK;
  }
  changed() {
    this.mtime = this.ctime = now();
  }
  /** @returns {Stat} */
  stat() {
    const size = this.isLink ? this.target.length : this.isDirectory ? 4096 : this.size;
    const { ino, mode, uid, gid, atime, mtime, ctime } = this;
    const nlink = this.isDirectory ? this.nlink + 1 : this.nlink;
    const blocks = Math.ceil(size / 512);
    return {
      dev: 1,
      ino,
      mode,
      nlink,
      uid,
      gid,
      rdev: 0,
      size,
      blksize: 4096,
      blocks,
      atime,
      mtime,
      ctime,
    };
  }
  /** @param {number} size */
  resize(size) {
    if (size > this.data.length) {
      if (size > 0x7fffffff) throw new FileError('EFBIG');
      const data = new Uint8Array(
        Math.max(size, Math.min(this.data.length * 2, this.data.length + (1 << 24)), 64),
      );
      data.set(this.data.subarray(0, this.size));
      this.data = data;
    } else if (size < this.size) this.data.fill(0, size, this.size);
    this.size = size;
  }
}

/** An open file of MemoryFiles. Every kind of open file has these methods (see system.mjs). */
class MemoryFile {
  /** @param {Inode} inode */
  constructor(inode) {
    this.inode = inode;
    this.seekable = true;
  }
  /** @param {Uint8Array} into @param {number} position */
  read(into, position) {
    const { inode } = this;
    if (inode.isDirectory) throw new FileError('EISDIR');
    const part = inode.data.subarray(position, Math.min(position + into.length, inode.size));
    into.set(part);
    return part.length;
  }
  /** @param {Uint8Array} from @param {number} position */
  write(from, position) {
    const { inode } = this;
    const end = position + from.length;
    if (end > inode.size) inode.resize(end);
    inode.data.set(from, position);
    inode.changed();
    return from.length;
  }
  stat() {
    return this.inode.stat();
  }
  /** @param {number} size */
  truncate(size) {
    this.inode.resize(size);
    this.inode.changed();
  }
  /** @param {number} mode */
  chmod(mode) {
    setMode(this.inode, mode);
  }
  /** @param {number} uid @param {number} gid */
  chown(uid, gid) {
    setOwner(this.inode, uid, gid);
  }
  /** @param {bigint} atime @param {bigint} mtime */
  utimes(atime, mtime) {
    setTimes(this.inode, atime, mtime);
  }
  entries() {
    if (!this.inode.isDirectory) throw new FileError('ENOTDIR');
    return Array.from(this.inode.children, ([name, { ino, mode }]) => ({ name, ino, mode }));
  }
  sync() {}
  close() {}
}

/** @param {Inode} inode @param {number} mode */
function setMode(inode, mode) {
  inode.mode = (inode.mode & S_IFMT) | (mode & 0o7777);
  inode.ctime = now();
}
/** @param {Inode} inode @param {number} uid @param {number} gid */
function setOwner(inode, uid, gid) {
  if (uid >= 0) inode.uid = uid;
  if (gid >= 0) inode.gid = gid;
  inode.ctime = now();
}
/** @param {Inode} inode @param {bigint} atime @param {bigint} mtime */
function setTimes(inode, atime, mtime) {
  inode.atime = atime;
  inode.mtime = mtime;
  inode.ctime = now();
}

export class MemoryFiles {
  constructor() {
    this.root = new Inode(S_IFDIR | 0o755);
  }

  /**
   * The place a path names: the directory, the last name and what is there (if anything).
   * @param {string} path @param {boolean} follow whether a link at the end is followed
   * @returns {{ parent: Inode, name: string, node: Inode | undefined, path: string[] }}
   */
  #find(path, follow) {
    if (path === '') throw new FileError('ENOENT');
    let names = path.split('/').filter((n) => n !== '' && n !== '.');
    const mustBeDirectory = path.endsWith('/') || path.endsWith('/.');
    const parents = [this.root]; // from the root to where we are
    /** @type {string[]} */
    const trail = [];
    let links = 0;
    for (;;) {
      const name = names.shift();
      if (name === undefined) {
        const node = parents[parents.length - 1];
        return {
          parent: parents[parents.length - 2] ?? node,
          name: trail[trail.length - 1] ?? '',
          node,
          path: trail,
        };
      }
      const here = parents[parents.length - 1];
      if (name === '..') {
        if (parents.length > 1) (parents.pop(), trail.pop());
        continue;
      }
      if (name.length > 255) throw new FileError('ENAMETOOLONG');
      const node = here.children.get(name);
      const last = names.length === 0;
      if (node?.isLink && (!last || follow || mustBeDirectory)) {
        if (++links > maxLinks) throw new FileError('ELOOP');
        if (node.target.startsWith('/')) {
          parents.length = 1;
          trail.length = 0;
        }
        names = [...node.target.split('/').filter((n) => n !== '' && n !== '.'), ...names];
        continue;
      }
      if (last && (!node || !node.isDirectory)) {
        if (node && mustBeDirectory) throw new FileError('ENOTDIR');
        return { parent: here, name, node, path: [...trail, name] };
      }
      if (!node) throw new FileError('ENOENT');
      if (!node.isDirectory) throw new FileError('ENOTDIR');
      parents.push(node);
      trail.push(name);
    }
  }
  /** @param {string} path @param {boolean} [follow] */
  #get(path, follow = true) {
    const { node } = this.#find(path, follow);
    if (!node) throw new FileError('ENOENT');
    return node;
  }
  /** A new entry. @param {string} path @param {number} mode */
  #make(path, mode) {
    const { parent, name, node } = this.#find(path.replace(/\/+$/, ''), false);
    if (node) throw new FileError('EEXIST');
    return this.#add(parent, name, new Inode(mode));
  }
  /** @param {Inode} parent @param {string} name @param {Inode} node */
  #add(parent, name, node) {
    parent.children.set(name, node);
    if (node.isDirectory) parent.nlink++;
    parent.changed();
    return node;
  }
  /** @param {Inode} parent @param {string} name @param {Inode} node */
  #remove(parent, name, node) {
    parent.children.delete(name);
    node.nlink--;
    node.ctime = now();
    if (node.isDirectory) parent.nlink--;
    parent.changed();
  }

  /** @param {string} path @param {number} flags @param {number} mode */
  open(path, flags, mode) {
    const found = this.#find(path, !(flags & O_NOFOLLOW) && !(flags & O_CREAT && flags & O_EXCL));
    let { node } = found;
    if (node) {
      if (flags & O_CREAT && flags & O_EXCL) throw new FileError('EEXIST');
      if (node.isLink) throw new FileError('ELOOP');
      if (node.isDirectory) {
        if (flags & (O_ACCMODE | O_CREAT)) throw new FileError('EISDIR');
      } else if (flags & O_DIRECTORY) throw new FileError('ENOTDIR');
      if (flags & O_TRUNC && flags & O_ACCMODE && node.size) new MemoryFile(node).truncate(0);
    } else {
      if (!(flags & O_CREAT)) throw new FileError('ENOENT');
      if (path.endsWith('/')) throw new FileError('EISDIR');
      node = this.#add(found.parent, found.name, new Inode(S_IFREG | (mode & 0o7777)));
    }
    return new MemoryFile(node);
  }
  /** @param {string} path @param {boolean} follow */
  stat(path, follow) {
    return this.#get(path, follow).stat();
  }
  /** Everything is allowed here, but for running what is no program. @param {string} path @param {number} mode */
  access(path, mode) {
    const node = this.#get(path);
    if (mode & 1 && !node.isDirectory && !(node.mode & 0o111)) throw new FileError('EACCES');
  }
  /** @param {string} path @param {number} mode */
  mkdir(path, mode) {
    this.#make(path, S_IFDIR | (mode & 0o7777));
  }
  /** @param {string} path */
  rmdir(path) {
    const { parent, name, node } = this.#find(path, false);
    if (!node) throw new FileError('ENOENT');
    if (!node.isDirectory) throw new FileError('ENOTDIR');
    if (node.children.size) throw new FileError('ENOTEMPTY');
    if (node === this.root) throw new FileError('EBUSY');
    this.#remove(parent, name, node);
  }
  /** @param {string} path */
  unlink(path) {
    const { parent, name, node } = this.#find(path, false);
    if (!node) throw new FileError('ENOENT');
    if (node.isDirectory) throw new FileError('EISDIR');
    this.#remove(parent, name, node);
  }
  /** @param {string} from @param {string} to */
  rename(from, to) {
    const a = this.#find(from, false);
    const b = this.#find(to.replace(/\/+$/, '') || '/', false);
    if (!a.node) throw new FileError('ENOENT');
    if (a.node === b.node) return;
    if (
      a.node.isDirectory &&
      b.path.length > a.path.length &&
      a.path.every((n, i) => n === b.path[i])
    ) {
      throw new FileError('EINVAL');
    }
    if (b.node) {
      if (b.node.isDirectory) {
        if (!a.node.isDirectory) throw new FileError('EISDIR');
        if (b.node.children.size) throw new FileError('ENOTEMPTY');
      } else if (a.node.isDirectory) throw new FileError('ENOTDIR');
      this.#remove(b.parent, b.name, b.node);
    }
    this.#remove(a.parent, a.name, a.node);
    a.node.nlink++;
    this.#add(b.parent, b.name, a.node);
  }
  /** @param {string} from @param {string} to @param {boolean} follow */
  link(from, to, follow) {
    const node = this.#get(from, follow);
    if (node.isDirectory) throw new FileError('EPERM');
    const { parent, name, node: there } = this.#find(to, false);
    if (there) throw new FileError('EEXIST');
    node.nlink++;
    node.ctime = now();
    this.#add(parent, name, node);
  }
  /** @param {string} target @param {string} path */
  symlink(target, path) {
    if (target === '') throw new FileError('ENOENT');
    this.#make(path, S_IFLNK | 0o777).target = target;
  }
  /** @param {string} path */
  readlink(path) {
    const node = this.#get(path, false);
    if (!node.isLink) throw new FileError('EINVAL');
    return node.target;
  }
  /** @param {string} path @param {number} mode */
  chmod(path, mode) {
    setMode(this.#get(path), mode);
  }
  /** @param {string} path @param {number} uid @param {number} gid @param {boolean} follow */
  chown(path, uid, gid, follow) {
    setOwner(this.#get(path, follow), uid, gid);
  }
  /** @param {string} path @param {bigint} atime @param {bigint} mtime @param {boolean} follow */
  utimes(path, atime, mtime, follow) {
    setTimes(this.#get(path, follow), atime, mtime);
  }
  /** @param {string} path @param {number} size */
  truncate(path, size) {
    const node = this.#get(path);
    if (node.isDirectory) throw new FileError('EISDIR');
    new MemoryFile(node).truncate(size);
  }
  /** @param {string} path */
  realpath(path) {
    const { node, path: names } = this.#find(path, true);
    if (!node) throw new FileError('ENOENT');
    return '/' + names.join('/');
  }

  /** For the host: a directory and all above it. @param {string} path */
  makeDirectory(path) {
    const names = path.split('/').filter(Boolean);
    for (let i = 1; i <= names.length; i++) {
      const dir = '/' + names.slice(0, i).join('/');
      if (!this.#find(dir, true).node) this.mkdir(dir, 0o755);
    }
  }
  /** For the host: a file, with the directories above it; `data` becomes its own. @param {string} path @param {Uint8Array} data */
  addFile(path, data) {
    this.makeDirectory(path.slice(0, path.lastIndexOf('/')));
    const { inode } = this.open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644);
    inode.data = data;
    inode.size = data.length;
  }
}
