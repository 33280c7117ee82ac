// A volume (memory-files.mjs, node-files.mjs) that cannot be changed through this view.
import { FileError } from './errno.mjs';
import { O_ACCMODE, O_CREAT, O_TRUNC } from './memory-files.mjs';

const refuse = () => {
  throw new FileError('EROFS');
};

/** @param {any} volume */
export function readOnly(volume) {
  const view = {
    open(/** @type {string} */ path, /** @type {number} */ flags, /** @type {number} */ mode) {
      if (flags & (O_ACCMODE | O_TRUNC)) refuse();
      if (flags & O_CREAT) volume.stat(path, true);
      const file = volume.open(path, flags & ~O_CREAT, mode);
      return Object.assign(Object.create(file), {
        read: (/** @type {any} */ into, /** @type {number} */ at) => file.read(into, at),
        stat: () => file.stat(),
        entries: () => file.entries(),
        close: () => file.close(),
        write: refuse,
        truncate: refuse,
        chmod: refuse,
        chown: refuse,
        utimes: refuse,
        sync() {},
      });
    },
    access(/** @type {string} */ path, /** @type {number} */ mode) {
      if (mode & 2) refuse();
      volume.access(path, mode);
    },
    stat: volume.stat.bind(volume),
    readlink: volume.readlink.bind(volume),
    realpath: volume.realpath.bind(volume),
  };
  for (const name of 'mkdir rmdir unlink rename link symlink chmod chown utimes truncate'.split(
    ' ',
  )) {
    // @ts-ignore: filled in by name
    view[name] = refuse;
  }
  return view;
}
