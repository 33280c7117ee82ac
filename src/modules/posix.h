/* What the parts of module posix share, and path arguments for other modules. */
#ifndef KR_POSIX_H
#define KR_POSIX_H

#include "objects/misc.h"

struct stat;

/* A path argument: str, bytes, os.PathLike, or (if allowed) a descriptor. */
typedef struct {
  int fd;           /* -1: a path */
  kr_value bytes;   /* owned */
  const char *text; /* in bytes */
  kr_value object;  /* owned: what errors and audit events name: str, bytes or the descriptor as given */
  bool is_bytes;
} kr_path;
/* What else than a path may be given. */
enum { KR_PATH_ONLY = 0, KR_PATH_FD = 1, KR_PATH_NONE = 2 /* the working directory */ };
/* False: raised. `fn` and `arg` are for messages; fn NULL: the words of a plain path converter. */
bool kr_path_get(kr_value v, const char *fn, const char *arg, int also, kr_path *p);
void kr_path_free(kr_path *p);
int kr_get_descriptor(kr_value v);                          /* an int, or what has fileno(); -1: raised */
bool kr_get_id(kr_value v, const char *what, uint32_t *id); /* a user or a group; -1: leave it */
kr_value kr_fspath(kr_value path);                          /* os.fspath; new */
kr_value kr_stat_result(const struct stat *st);             /* os.stat_result; new */

/* Fills posix.environ, if it is there, with the environment as it is now. 0, -1. */
int kr_posix_update_environ(void);

/* posix_dir.c */
kr_value kr_posix_listdir(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
kr_value kr_posix_scandir(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames);
int kr_posix_add_dir_types(kr_module *m);

/* posix_process.c */
int kr_posix_add_methods(kr_module *m, const kr_method_def *methods);
int kr_posix_add_process(kr_module *m);

/* posix_names.c: the numbers that have names. */
int kr_posix_add_names(kr_module *m);
int kr_posix_fill_names(void); /* at every start */

#endif
