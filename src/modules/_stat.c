/* _stat: the constants and questions about file modes, with the values that Linux has. */
#include "modules/modules.h"
#include "objects/abstract.h"
#include "objects/errors.h"
#include "objects/int.h"
#include "objects/str.h"

#define FN(name) static kr_value name(kr_value self, const kr_value *args, size_t nargs, kr_tuple *kwnames)

enum {
  IFMT = 0170000,
  IFIFO = 0010000,
  IFCHR = 0020000,
  IFDIR = 0040000,
  IFBLK = 0060000,
  IFREG = 0100000,
  IFLNK = 0120000,
  IFSOCK = 0140000
};

/* The mode an argument gives. 0, -1. */
static int mode_of(kr_value v, uint32_t *mode) {
  kr_value n = kr_index(v);
  if (n == KR_NULL) return -1;
  int sign = kr_int_sign(n);
  uint64_t bits = kr_int_bit_length(n);
  *mode = (uint32_t)kr_int_as_u64_mask(n);
  kr_decref(n);
  if (sign < 0) return KR_RAISE_INT(&kr_exc_OverflowError, "can't convert negative value to unsigned int");
  if (bits > 32)
    return KR_RAISE_INT(&kr_exc_OverflowError, "Python int too large to convert to C unsigned long");
  return 0;
}

#define IS_KIND(name, kind)                                                               \
  FN(name) {                                                                              \
    uint32_t mode;                                                                        \
    return mode_of(args[0], &mode) < 0 ? KR_NULL : kr_from_bool((mode & IFMT) == (kind)); \
  }
IS_KIND(is_dir, IFDIR)
IS_KIND(is_chr, IFCHR)
IS_KIND(is_blk, IFBLK)
IS_KIND(is_reg, IFREG)
IS_KIND(is_fifo, IFIFO)
IS_KIND(is_lnk, IFLNK)
IS_KIND(is_sock, IFSOCK)
/* Kinds of file that Linux does not have. */
FN(is_never) {
  uint32_t mode;
  return mode_of(args[0], &mode) < 0 ? KR_NULL : KR_FALSE;
}
FN(format_part) {
  uint32_t mode;
  return mode_of(args[0], &mode) < 0 ? KR_NULL : kr_from_small_int(mode & IFMT);
}
FN(mode_part) {
  uint32_t mode;
  return mode_of(args[0], &mode) < 0 ? KR_NULL : kr_from_small_int(mode & 07777);
}
FN(filemode) {
  uint32_t mode;
  if (mode_of(args[0], &mode) < 0) return KR_NULL;
  char text[10];
  switch (mode & IFMT) {
    case IFREG: text[0] = '-'; break;
    case IFDIR: text[0] = 'd'; break;
    case IFLNK: text[0] = 'l'; break;
    case IFBLK: text[0] = 'b'; break;
    case IFCHR: text[0] = 'c'; break;
    case IFIFO: text[0] = 'p'; break;
    case IFSOCK: text[0] = 's'; break;
    default: text[0] = '?';
  }
  for (int i = 0; i < 9; i++) text[i + 1] = mode & (0400u >> i) ? "rwx"[i % 3] : '-';
  static const char special[] = "sst"; /* setuid, setgid, sticky: in the place of an x */
  for (int i = 0; i < 3; i++) {
    if (!(mode & (04000u >> i))) continue;
    char *x = &text[3 + 3 * i];
    *x = *x == 'x' ? special[i] : (char)(special[i] - 32);
  }
  return kr_str_from_ascii(text, sizeof text);
}

#define ONE "($self, object, /)"
static const kr_method_def methods[] = {
    {"S_ISDIR", is_dir, 0, ONE, "Is it a directory's mode?"},
    {"S_ISCHR", is_chr, 0, ONE, "Is it a character device's mode?"},
    {"S_ISBLK", is_blk, 0, ONE, "Is it a block device's mode?"},
    {"S_ISREG", is_reg, 0, ONE, "Is it a regular file's mode?"},
    {"S_ISFIFO", is_fifo, 0, ONE, "Is it a named pipe's mode?"},
    {"S_ISLNK", is_lnk, 0, ONE, "Is it a symbolic link's mode?"},
    {"S_ISSOCK", is_sock, 0, ONE, "Is it a socket's mode?"},
    {"S_ISDOOR", is_never, 0, ONE, "Is it a door's mode?"},
    {"S_ISPORT", is_never, 0, ONE, "Is it an event port's mode?"},
    {"S_ISWHT", is_never, 0, ONE, "Is it a whiteout's mode?"},
    {"S_IMODE", mode_part, 0, ONE, "The bits that chmod sets."},
    {"S_IFMT", format_part, 0, ONE, "The bits that say what kind of file it is."},
    {"filemode", filemode, 0, ONE, "The mode as ls shows it."},
    {0},
};

static const struct {
  const char *name;
  int64_t value;
} constants[] = {
    {"S_IFDIR", IFDIR},
    {"S_IFCHR", IFCHR},
    {"S_IFBLK", IFBLK},
    {"S_IFREG", IFREG},
    {"S_IFIFO", IFIFO},
    {"S_IFLNK", IFLNK},
    {"S_IFSOCK", IFSOCK},
    {"S_IFDOOR", 0},
    {"S_IFPORT", 0},
    {"S_IFWHT", 0},
    {"S_ISUID", 04000},
    {"S_ISGID", 02000},
    {"S_ISVTX", 01000},
    {"S_ENFMT", 02000},
    {"S_IREAD", 0400},
    {"S_IWRITE", 0200},
    {"S_IEXEC", 0100},
    {"S_IRWXU", 0700},
    {"S_IRUSR", 0400},
    {"S_IWUSR", 0200},
    {"S_IXUSR", 0100},
    {"S_IRWXG", 070},
    {"S_IRGRP", 040},
    {"S_IWGRP", 020},
    {"S_IXGRP", 010},
    {"S_IRWXO", 07},
    {"S_IROTH", 04},
    {"S_IWOTH", 02},
    {"S_IXOTH", 01},
    {"UF_SETTABLE", 0xFFFF},
    {"UF_NODUMP", 1},
    {"UF_IMMUTABLE", 2},
    {"UF_APPEND", 4},
    {"UF_OPAQUE", 8},
    {"UF_NOUNLINK", 16},
    {"UF_COMPRESSED", 32},
    {"UF_TRACKED", 64},
    {"UF_DATAVAULT", 128},
    {"UF_HIDDEN", 0x8000},
    {"SF_SETTABLE", -65536},
    {"SF_ARCHIVED", 0x10000},
    {"SF_IMMUTABLE", 0x20000},
    {"SF_APPEND", 0x40000},
    {"SF_NOUNLINK", 0x100000},
    {"SF_SNAPSHOT", 0x200000},
    {"SF_FIRMLINK", 0x800000},
    {"SF_DATALESS", 0x40000000},
    {"ST_MODE", 0},
    {"ST_INO", 1},
    {"ST_DEV", 2},
    {"ST_NLINK", 3},
    {"ST_UID", 4},
    {"ST_GID", 5},
    {"ST_SIZE", 6},
    {"ST_ATIME", 7},
    {"ST_MTIME", 8},
    {"ST_CTIME", 9},
};
static int exec(kr_module *m) {
  for (size_t i = 0; i < sizeof constants / sizeof *constants; i++) {
    if (kr_module_add_int(m, constants[i].name, constants[i].value) < 0) return -1;
  }
  return 0;
}
const kr_module_def kr_module_def__stat = {
    .name = "_stat",
    .doc = "What the bits of st_mode mean.",
    .methods = methods,
    .exec = exec,
};
