/* Directories for module posix: listdir, scandir and its entries. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "objects/audit.h"
#include "memory/gc.h"
#include "modules/posix.h"
#include "objects/abstract.h"
#include "objects/bytes.h"
#include "objects/int.h"
#include "objects/str.h"
#include "objects/type_impl.h"

static bool dots(const char *s) { return s[0] == '.' && (!s[1] || (s[1] == '.' && !s[2])); }

static kr_value name_of(const char *s, bool bytes) {
  return bytes ? kr_bytes_from(s, strlen(s)) : kr_fs_decode(s);
}

#ifdef __wasi__ /* has no other way to a directory than its path */
enum { ALSO = KR_PATH_NONE };
static DIR *open_fd(int fd) { return NULL; }
#else
enum { ALSO = KR_PATH_NONE | KR_PATH_FD };
static DIR *open_fd(int fd) {
  int copy = fcntl(fd, F_DUPFD_CLOEXEC, 0);
  DIR *d = copy < 0 ? NULL : fdopendir(copy);
  if (!d && copy >= 0) {
    int e = errno;
    close(copy);
    errno = e;
  }
  return d;
}
#endif
/* fd: what it was opened from, which then stands at its beginning again; or -1. */
static void close_dir(DIR *d, int fd) {
  if (fd >= 0) rewinddir(d);
  closedir(d);
}

/* The directory v (KR_NULL: the working directory) for function fn, and its path, to be freed. NULL: raised. */
static DIR *open_dir(kr_value v, const char *fn, const char *event, kr_path *p) {
  if (!kr_path_get(v, fn, "path", ALSO, p)) return NULL;
  if (!KR_AUDIT(event, p->object == KR_NULL ? KR_NONE : p->object)) {
    DIR *d = p->text ? opendir(p->text) : open_fd(p->fd);
    if (d) return d;
    kr_raise_errno(errno, !p->text && errno == EBADF ? KR_NULL : p->object);
  }
  kr_path_free(p);
  return NULL;
}

kr_value kr_posix_listdir(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_path p;
  DIR *d = open_dir(args[0], "listdir", "os.listdir", &p);
  if (!d) return KR_NULL;
  kr_list *l = kr_list_new(0);
  struct dirent *e;
  while (l && (e = readdir(d))) {
    if (dots(e->d_name)) continue;
    kr_value name = name_of(e->d_name, p.is_bytes);
    if (name == KR_NULL || kr_list_append_steal(l, name)) {
      kr_decref_object(l);
      l = NULL;
    }
  }
  close_dir(d, p.fd);
  kr_path_free(&p);
  return kr_from_object_or_null(l);
}

/* ---- entries ------------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  uint8_t type; /* DT_*, 0 unknown */
  int dir_fd;   /* that its path is looked up in, AT_FDCWD among them */
  kr_value name, path;
  uint64_t inode;
  kr_value stat, lstat; /* cached */
} entry;

static kr_type entry_type, iterator_type;

static void entry_dealloc(kr_object *o) {
  entry *e = (entry *)o;
  KR_CLEAR(e->name);
  KR_CLEAR(e->path);
  KR_CLEAR(e->stat);
  KR_CLEAR(e->lstat);
  kr_object_free(o);
}

#define ENTRY KR_AS(entry, self)
#define METHOD(name) \
  static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

/* 0, or errno. */
static int entry_do_stat(entry *e, bool follow, struct stat *st) {
  kr_path p;
  if (!kr_path_get(e->path, "stat", "path", KR_PATH_ONLY, &p)) return -1;
#ifdef __wasi__
  int r = follow ? stat(p.text, st) : lstat(p.text, st);
#else
  int r = fstatat(e->dir_fd, p.text, st, follow ? 0 : AT_SYMLINK_NOFOLLOW);
#endif
  int err = r ? errno : 0;
  kr_path_free(&p);
  return err;
}

static bool follow_arg(kr_value v, bool *follow) {
  int t = v == KR_NULL ? 1 : kr_truth(v);
  *follow = t > 0;
  return t >= 0;
}

METHOD(entry_stat) {
  bool follow;
  if (!follow_arg(args[0], &follow)) return KR_NULL;
  kr_value *cache = follow ? &ENTRY->stat : &ENTRY->lstat;
  if (*cache == KR_NULL) {
    struct stat st;
    int err = entry_do_stat(ENTRY, follow, &st);
    if (err) return err < 0 ? KR_NULL : kr_raise_errno(err, ENTRY->path);
    *cache = kr_stat_result(&st);
    if (*cache == KR_NULL) return KR_NULL;
  }
  return kr_ref(*cache);
}

static kr_value entry_is(kr_value self, bool follow, int mode, uint8_t dt) {
  entry *e = ENTRY;
  if (e->type && (e->type != DT_LNK || !follow)) return kr_from_bool(e->type == dt);
  struct stat st;
  int err = entry_do_stat(e, follow, &st);
  if (err == ENOENT) return KR_FALSE;
  if (err) return err < 0 ? KR_NULL : kr_raise_errno(err, e->path);
  return kr_from_bool((st.st_mode & S_IFMT) == (mode_t)mode);
}
METHOD(entry_is_dir) {
  bool follow;
  return follow_arg(args[0], &follow) ? entry_is(self, follow, S_IFDIR, DT_DIR) : KR_NULL;
}
METHOD(entry_is_file) {
  bool follow;
  return follow_arg(args[0], &follow) ? entry_is(self, follow, S_IFREG, DT_REG) : KR_NULL;
}
METHOD(entry_is_symlink) { return entry_is(self, false, S_IFLNK, DT_LNK); }
METHOD(entry_is_junction) { return KR_FALSE; }
METHOD(entry_inode) {
#ifdef __EMSCRIPTEN__ /* the host's listings tell of names and types only */
  struct stat st;
  int err = entry_do_stat(ENTRY, false, &st);
  if (err) return err < 0 ? KR_NULL : kr_raise_errno(err, ENTRY->path);
  return kr_int_from_u64(st.st_ino);
#else
  return kr_int_from_u64(ENTRY->inode);
#endif
}
METHOD(entry_fspath) { return kr_ref(ENTRY->path); }

static kr_value entry_repr(kr_value self) { return kr_str_format("<DirEntry %R>", ENTRY->name); }

static kr_value entry_class_getitem(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  return kr_class_getitem(self, args[0]);
}
static const kr_method_def entry_methods[] = {
    {"is_dir", entry_is_dir, 0, "($self, /, *, follow_symlinks=True)", NULL},
    {"is_file", entry_is_file, 0, "($self, /, *, follow_symlinks=True)", NULL},
    {"is_symlink", entry_is_symlink, 0, "($self, /)", NULL},
    {"is_junction", entry_is_junction, 0, "($self, /)", NULL},
    {"stat", entry_stat, 0, "($self, /, *, follow_symlinks=True)", NULL},
    {"inode", entry_inode, 0, "($self, /)", NULL},
    {"__class_getitem__", entry_class_getitem, KR_FN_CLASS, "($type, object, /)", NULL},
    {"__fspath__", entry_fspath, 0, "($self, /)", NULL},
    {0}};
static const kr_member_def entry_members[] = {{"name", KR_MEMBER_VALUE, offsetof(entry, name), true, NULL},
                                              {"path", KR_MEMBER_VALUE, offsetof(entry, path), true, NULL},
                                              {0}};
static kr_type entry_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                             .name = "posix.DirEntry",
                             .tf = KR_TF_NO_NEW | KR_TF_MUTABLE,
                             .basic_size = sizeof(entry),
                             .dealloc = entry_dealloc,
                             .repr = entry_repr,
                             .methods = entry_methods,
                             .members = entry_members};

/* ---- scandir ------------------------------------------------------------------------------------------- */

typedef struct {
  KR_OBJECT_HEAD
  bool bytes;
  int fd;        /* what it was opened from; or -1 */
  DIR *dir;      /* NULL: closed */
  kr_value path; /* as given; KR_NULL: "." */
} iterator;
#define ITER KR_AS(iterator, self)

static void iterator_close(iterator *i) {
  DIR *d = i->dir;
  i->dir = NULL;
  if (d) close_dir(d, i->fd);
}
static void iterator_finalize(kr_value self) {
  if (!ITER->dir) return;
  kr_value saved = kr_fetch_exception();
  if (kr_warn_leaked(self, "unclosed scandir iterator %R", self)) {
    if (kr_failed_with(&kr_exc_Warning)) kr_unraisable(self, NULL);
    else kr_clear_exception();
  }
  iterator_close(ITER);
  if (saved != KR_NULL) kr_restore_exception_steal(saved);
}
static void iterator_dealloc(kr_object *o) {
  if (kr_finalize_from_dealloc(o)) return;
  iterator_close((iterator *)o);
  KR_CLEAR(((iterator *)o)->path);
  kr_object_free(o);
}

/* path + "/" + name, with the directory as it was given. */
static kr_value joined(iterator *i, kr_value name) {
  if (i->fd >= 0) return kr_ref(name);
  if (i->path == KR_NULL) return kr_str_format("./%U", name);
  kr_value path = i->path;
  if (kr_is_bytes(path)) {
    kr_buf b = {0};
    kr_bytes *p = KR_BYTES(path);
    kr_buf_put(&b, p->data, p->size);
    if (p->size && p->data[p->size - 1] != '/') kr_buf_put_char(&b, '/');
    kr_buf_put(&b, KR_BYTES(name)->data, KR_BYTES(name)->size);
    return kr_bytes_from_buf(&b);
  }
  kr_str *s = KR_STR(path);
  bool slash = s->length && kr_str_read(s, s->length - 1) == '/';
  return kr_str_format(slash || !s->length ? "%U%U" : "%U/%U", path, name);
}

static kr_value iterator_next(kr_value self) {
  iterator *i = ITER;
  while (i->dir) {
    errno = 0;
    struct dirent *d = readdir(i->dir);
    if (!d) {
      int e = errno;
      iterator_close(i);
      return e ? kr_raise_errno(e, i->path) : KR_NULL;
    }
    if (dots(d->d_name)) continue;
    entry *e = kr_object_alloc(&entry_type, sizeof *e);
    if (!e) return KR_NULL;
    e->name = e->path = e->stat = e->lstat = KR_NULL;
    e->type = d->d_type;
    e->inode = d->d_ino;
    e->dir_fd = i->fd >= 0 ? i->fd : AT_FDCWD;
    e->name = name_of(d->d_name, i->bytes);
    if (e->name != KR_NULL) e->path = joined(i, e->name);
    if (e->path == KR_NULL) {
      kr_decref_object(e);
      return KR_NULL;
    }
    return kr_from_object(e);
  }
  return KR_NULL;
}
METHOD(iterator_close_method) {
  iterator_close(ITER);
  return KR_NONE;
}
METHOD(iterator_enter) { return kr_ref(self); }

static const kr_method_def iterator_methods[] = {{"close", iterator_close_method, 0, "($self, /)", NULL},
                                                 {"__enter__", iterator_enter, 0, "($self, /)", NULL},
                                                 {"__exit__", iterator_close_method, KR_FN_RAW, NULL, NULL},
                                                 {0}};
static kr_type iterator_type = {.head = KR_STATIC_HEAD(&kr_type_type),
                                .name = "posix.ScandirIterator",
                                .tf = KR_TF_NO_NEW,
                                .basic_size = sizeof(iterator),
                                .dealloc = iterator_dealloc,
                                .finalize = iterator_finalize,
                                .iter = kr_iter_self,
                                .iternext = iterator_next,
                                .methods = iterator_methods};

kr_value kr_posix_scandir(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames) {
  kr_path p;
  DIR *d = open_dir(args[0], "scandir", "os.scandir", &p);
  if (!d) return KR_NULL;
  iterator *i = kr_object_alloc(&iterator_type, sizeof *i);
  if (!i) {
    closedir(d);
    kr_path_free(&p);
    return KR_NULL;
  }
  i->bytes = p.is_bytes;
  i->fd = p.fd;
  i->dir = d;
  i->path = KR_NULL;
  if (args[0] != KR_NULL && args[0] != KR_NONE && p.fd < 0)
    i->path = p.is_bytes ? kr_ref(p.bytes) : kr_fs_decode(p.text);
  kr_path_free(&p);
  return kr_from_object(i);
}

int kr_posix_add_dir_types(kr_module *m) {
  return kr_type_ready(&iterator_type) || kr_module_add_type(m, &entry_type) ? -1 : 0;
}
