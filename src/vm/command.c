#include "vm/command.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "compile/compile.h"
#include "import/import.h"
#include "objects/bytes.h"
#include "objects/list.h"
#include "objects/misc.h"
#include "syntax/parse.h"
#include "vm/runtime.h"
#include "vm/vm.h"

typedef struct {
  const char *command, *module, *file;
  int argc;
  char **argv; /* from the first that is sys.argv's */
  int orig_argc;
  char **orig_argv;
  const char *warn[64], *x[64];
  int nwarn, nx;
} command;
static command cmd;

static const char usage[] = "usage: krait [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
                            "Try 'krait -h' for more information.\n";
static const char help[] = "usage: krait [option] ... [-c cmd | -m mod | file | -] [arg] ...\n"
                           "Options:\n"
                           "-B     : do not write .pyc files on import\n"
                           "-c cmd : program passed in as string (terminates option list)\n"
                           "-E     : ignore PYTHON* environment variables\n"
                           "-h     : print this help message and exit\n"
                           "-i     : inspect interactively after running the program\n"
                           "-I     : isolate from the user's environment (implies -E and -s)\n"
                           "-m mod : run library module as a script (terminates option list)\n"
                           "-O     : remove assert and __debug__-dependent statements\n"
                           "-OO    : do -O changes and also discard docstrings\n"
                           "-P     : do not prepend a potentially unsafe path to sys.path\n"
                           "-q     : do not print version and copyright on interactive startup\n"
                           "-s     : do not add the user site directory to sys.path\n"
                           "-S     : do not imply 'import site' on initialization\n"
                           "-u     : force the stdout and stderr streams to be unbuffered\n"
                           "-v     : trace import statements\n"
                           "-V     : print the version number and exit\n"
                           "-W arg : warning control\n"
                           "-X opt : set an implementation-specific option\n";

#define VERSION_TEXT "Python 3.14.2 (Krait)\n"

static int int_env(const char *name) {
  const char *s = getenv(name);
  if (!s || !*s) return 0;
  int n = atoi(s);
  return n > 0 ? n : 1;
}

int kr_command_parse(int argc, char **argv, int *status) {
  cmd.orig_argc = argc;
  cmd.orig_argv = argv;
  int i = 1;
  *status = 0;
  for (; i < argc; i++) {
    const char *a = argv[i];
    if (a[0] != '-' || a[1] == 0) break;
    if (!strcmp(a, "--")) {
      i++;
      break;
    }
    if (!strcmp(a, "--version")) {
      fputs(VERSION_TEXT, stdout);
      fflush(stdout);
      return 1;
    }
    if (!strcmp(a, "--help")) goto print_help;
    if (!strncmp(a, "--", 2)) {
      fprintf(stderr, "unknown option %s\n%s", a, usage);
      *status = 2;
      return 1;
    }
    for (const char *p = a + 1; *p; p++) {
      const char *value = NULL;
      if (strchr("cmWX", *p)) {
        value = p[1] ? p + 1 : ++i < argc ? argv[i] : NULL;
        if (!value) {
          fprintf(stderr, "Argument expected for the -%c option\n%s", *p, usage);
          *status = 2;
          return 1;
        }
      }
      switch (*p) {
        case 'b': kr_flags.bytes_warning++; break;
        case 'B': kr_flags.dont_write_bytecode++; break;
        case 'd': kr_flags.debug++; break;
        case 'E': kr_flags.ignore_environment++; break;
        case 'i':
          kr_flags.inspect++;
          kr_flags.interactive++;
          break;
        case 'I':
          kr_flags.isolated++;
          kr_flags.ignore_environment++;
          kr_flags.no_user_site++;
          kr_flags.safe_path = true;
          break;
        case 'O': kr_flags.optimize++; break;
        case 'P': kr_flags.safe_path = true; break;
        case 'q': kr_flags.quiet++; break;
        case 's': kr_flags.no_user_site++; break;
        case 'S': kr_flags.no_site++; break;
        case 'u': kr_flags.unbuffered = true; break;
        case 'v': kr_flags.verbose++; break;
        case 'R':
        case 'x': break;
        case 'V':
          fputs(VERSION_TEXT, stdout);
          fflush(stdout);
          return 1;
        case 'h':
        case '?': goto print_help;
        case 'W':
          if (cmd.nwarn < 64) cmd.warn[cmd.nwarn++] = value;
          goto next_arg;
        case 'X':
          if (cmd.nx < 64) cmd.x[cmd.nx++] = value;
          if (!strcmp(value, "dev")) kr_flags.dev_mode = true;
          goto next_arg;
        case 'c':
          cmd.command = value;
          i++;
          goto done;
        case 'm':
          cmd.module = value;
          i++;
          goto done;
        default:
          fprintf(stderr, "Unknown option: -%c\n%s", *p, usage);
          *status = 2;
          return 1;
      }
    }
  next_arg:;
  }
done:
  if (!cmd.command && !cmd.module && i < argc && strcmp(argv[i], "-")) cmd.file = argv[i];
  cmd.argc = argc - i;
  cmd.argv = argv + i;
  if (!kr_flags.ignore_environment) {
    if (!kr_flags.optimize) kr_flags.optimize = int_env("PYTHONOPTIMIZE");
    if (!kr_flags.dont_write_bytecode) kr_flags.dont_write_bytecode = int_env("PYTHONDONTWRITEBYTECODE");
    if (!kr_flags.inspect) kr_flags.inspect = int_env("PYTHONINSPECT");
    if (!kr_flags.verbose) kr_flags.verbose = int_env("PYTHONVERBOSE");
    if (!kr_flags.no_user_site) kr_flags.no_user_site = int_env("PYTHONNOUSERSITE");
    if (int_env("PYTHONUNBUFFERED")) kr_flags.unbuffered = true;
    if (int_env("PYTHONSAFEPATH")) kr_flags.safe_path = true;
    if (int_env("PYTHONDEVMODE")) kr_flags.dev_mode = true;
  }
  return 0;
print_help:
  fputs(help, stdout);
  fflush(stdout);
  return 1;
}

void kr_command_set_argv(int argc, char **argv) {
  cmd.argc = argc;
  cmd.argv = argv;
}

/* Frozen modules that were imported before the library's place was known: what FrozenImporter would have
 * told them of it. Packages find there the modules that are not frozen. */
static int locate_packages(kr_value library) {
  uint32_t pos = 0;
  kr_value name, module;
  while (kr_dict_next(kr.modules, &pos, &name, &module)) {
    if (!kr_is_str(name) || !kr_is_exact(module, &kr_module_type)) continue;
    kr_dict *dict = KR_AS(kr_module, module)->dict;
    kr_value spec = kr_dict_get_str(dict, KR_ID(__spec__)), state, file, origin;
    if (spec == KR_NULL || spec == KR_NONE) continue;
    int found = kr_getattr_optional(spec, KR_ID(loader_state), &state);
    if (found < 0) return -1;
    if (!found || !kr_is_exact(state, &kr_namespace_type)) {
      if (found) kr_decref(state);
      continue;
    }
    file = kr_getattr(state, KR_ID(filename));
    origin = file == KR_NONE ? kr_getattr(state, KR_ID(origname)) : KR_NULL;
    int r = file == KR_NULL ? -1 : 0;
    if (r == 0 && origin != KR_NULL && kr_is_str(origin) && kr_dict_get_str(dict, KR_ID(__file__)) == KR_NULL) {
      kr_value package = kr_dict_get_str(dict, KR_ID(__path__));
      bool is_package = package != KR_NULL && kr_is_exact_list(package);
      kr_value dot = kr_str_from_char('.'), slash = kr_str_from_char('/'), args[2] = {dot, slash};
      kr_value relative = kr_call_method(origin, KR_ID(replace), args, 2);
      kr_decref(file);
      file = relative == KR_NULL ? KR_NULL
                                 : kr_str_format(is_package ? "%U/%U/__init__.py" : "%U/%U.py", library, relative);
      r = file == KR_NULL || kr_setattr(state, KR_ID(filename), file) || kr_dict_set(dict, KR_ID(__file__), file) ? -1 : 0;
      if (r == 0 && is_package && KR_LIST(package)->size == 0)
        r = kr_list_append_steal(KR_LIST(package), kr_str_format("%U/%U", library, relative));
      kr_decref(relative);
      kr_decref(dot);
      kr_decref(slash);
    }
    kr_decref(file);
    kr_decref(origin);
    kr_decref(state);
    if (r) return -1;
  }
  return 0;
}

static int set_list(const char *name, char **items, int n, const char *first) {
  kr_list *l = kr_list_new(0);
  if (!l) return -1;
  if (first) {
    kr_value s = kr_fs_decode(first);
    if (s == KR_NULL || kr_list_append_steal(l, s)) return -1;
  }
  for (int i = 0; i < n; i++) {
    kr_value s = kr_fs_decode(items[i]);
    if (s == KR_NULL || kr_list_append_steal(l, s)) return -1;
  }
  int r = kr_sys_set(name, kr_from_object(l));
  kr_decref_object(l);
  return r;
}

int kr_command_init_sys(void) {
  int r;
  if (cmd.command) r = set_list("argv", cmd.argv, cmd.argc, "-c");
  else if (cmd.module) r = set_list("argv", cmd.argv, cmd.argc, "-m");
  else if (cmd.argc) r = set_list("argv", cmd.argv, cmd.argc, NULL);
  else r = set_list("argv", NULL, 0, "");
  r = r || set_list("orig_argv", cmd.orig_argv, cmd.orig_argc, NULL);
  r = r || set_list("warnoptions", (char **)cmd.warn, cmd.nwarn, NULL);
  kr_dict *x = kr_dict_new();
  if (!x) return -1;
  for (int i = 0; i < cmd.nx && !r; i++) {
    const char *eq = strchr(cmd.x[i], '=');
    kr_value k = eq ? kr_str_from_utf8(cmd.x[i], (size_t)(eq - cmd.x[i])) : kr_fs_decode(cmd.x[i]);
    kr_value v = eq ? kr_fs_decode(eq + 1) : KR_TRUE;
    r = k == KR_NULL || v == KR_NULL || kr_dict_set(x, k, v);
    kr_decref(k);
    kr_decref(v);
  }
  r = r || kr_sys_set("_xoptions", kr_from_object(x));
  kr_decref_object(x);
  /* sys.path: PYTHONPATH, then the library; the script's own directory comes in front when it runs */
  kr_list *path = kr_list_new(0);
  if (!path) return -1;
  const char *env = kr_flags.ignore_environment ? NULL : getenv("PYTHONPATH");
  if (env && *env) {
    for (const char *p = env;;) {
      const char *colon = strchr(p, ':');
      size_t n = colon ? (size_t)(colon - p) : strlen(p);
      kr_value s = kr_decode_utf8((const uint8_t *)p, n, "surrogateescape");
      if (s == KR_NULL || kr_list_append_steal(path, s)) return -1;
      if (!colon) break;
      p = colon + 1;
    }
  }
  const char *library = kr_host_library();
  if (library && *library) {
    kr_value s = kr_fs_decode(library);
    /* Where frozen packages (encodings) have the rest of their modules. */
    if (s == KR_NULL || kr_sys_set("_stdlib_dir", s) || locate_packages(s) || kr_list_append_steal(path, s)) return -1;
  }
  r = r || kr_sys_set("path", kr_from_object(path));
  kr_decref_object(path);
  kr_value exe = kr_fs_decode(kr_host_executable());
  r = r || exe == KR_NULL || kr_sys_set("executable", exe) || kr_sys_set("_base_executable", exe);
  kr_decref(exe);
  return r ? -1 : 0;
}

static int prepend_path(const char *dir, size_t n) {
  kr_value path = kr_dict_get_new(kr.sys_dict, KR_ID(path));
  if (path == KR_NULL || !kr_is_list(path)) return -1;
  kr_value s = kr_decode_utf8((const uint8_t *)dir, n, "surrogateescape");
  int r = s == KR_NULL ? -1 : kr_list_insert(KR_LIST(path), 0, s);
  kr_decref(s);
  kr_decref(path);
  return r;
}

/* All of a descriptor, in a kr_buf. errno on failure. */
static bool read_all(int fd, kr_buf *b) {
  for (;;) {
    if (!kr_buf_reserve(b, 65536)) return false;
    ssize_t n = read(fd, b->data + b->size, 65536);
    if (n < 0) {
      if (errno == EINTR) continue;
      return false;
    }
    if (n == 0) return true;
    b->size += (size_t)n;
  }
}

/* Tells the program its own name. */
static int set_main_file(const char *name) {
  kr_value file = kr_fs_decode(name);
  kr_dict *main = kr_main_dict();
  int r = file == KR_NULL || !main || kr_dict_set(main, KR_ID(__file__), file) ||
          kr_dict_set(main, KR_ID(__cached__), KR_NONE);
  kr_decref(file);
  return r ? -1 : 0;
}

static bool prompt_is_possible(void) { return kr_flags.interactive || isatty(0); }

bool kr_command_at_prompt(void) { return !cmd.command && !cmd.module && !cmd.file && prompt_is_possible(); }

bool kr_command_inspects(void) {
  if (!kr_flags.inspect && !kr_flags.ignore_environment) kr_flags.inspect = int_env("PYTHONINSPECT");
  return kr_flags.inspect && prompt_is_possible();
}

static void banner(void) {
  kr_value version = kr_dict_get_new(kr.sys_dict, KR_ID(version));
  kr_value platform = kr_dict_get_new(kr.sys_dict, KR_ID(platform));
  size_t n;
  const char *v = version != KR_NULL && kr_is_str(version) ? kr_str_utf8(KR_STR(version), &n) : NULL;
  const char *p = platform != KR_NULL && kr_is_str(platform) ? kr_str_utf8(KR_STR(platform), &n) : NULL;
  kr_clear_exception();
  kr_buf b = {0};
  kr_buf_printf(&b, "Python %s on %s\n", v ? v : "", p ? p : "");
  if (!kr_flags.no_site)
    kr_buf_put_cstr(&b, "Type \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n");
  kr_write_error(b.data, b.size);
  kr_buf_free(&b);
  kr_decref(version);
  kr_decref(platform);
}

kr_value kr_command_push_startup(kr_push_source push_source) {
  if (!kr_flags.quiet) banner();
  if (!kr_flags.safe_path && prepend_path("", 0)) return KR_NULL;
  const char *name = kr_flags.ignore_environment ? NULL : getenv("PYTHONSTARTUP");
  if (!name || !*name) return KR_NONE;
  kr_buf b = {0};
  int fd = open(name, O_RDONLY);
  bool ok = fd >= 0 && read_all(fd, &b);
  int e = errno;
  if (fd >= 0) close(fd);
  kr_value r = KR_NULL;
  if (ok) {
    if (set_main_file(name) == 0) r = push_source(b.data ? b.data : "", b.size, name, KR_PARSE_FILE);
  } else if (!kr_failed()) {
    static const char text[] = "Could not open PYTHONSTARTUP\n";
    kr_write_error(text, sizeof text - 1);
    kr_value path = kr_fs_decode(name);
    if (path != KR_NULL) kr_raise_errno(e, path);
    kr_decref(path);
  }
  kr_buf_free(&b);
  return r;
}

static kr_value push_module(const char *name, bool set_argv0) {
  kr_value runpy = kr_import_module("runpy");
  if (runpy == KR_NULL) return KR_NULL;
  kr_value f = kr_getattr(runpy, KR_ID(_run_module_as_main));
  kr_value n = kr_fs_decode(name);
  kr_value args[2] = {n, kr_from_bool(set_argv0)};
  kr_value r = f == KR_NULL || n == KR_NULL ? KR_NULL : kr_call_push(f, args, 2, NULL);
  kr_frame *top = kr.pushed;
  kr.pushed = NULL;
  kr_decref(n);
  kr_decref(f);
  kr_decref(runpy);
  kr.pushed = top;
  return r;
}

kr_value kr_command_push_program(kr_push_source push_source) {
  if (cmd.command) {
    if (!kr_flags.safe_path && prepend_path("", 0)) return KR_NULL;
    kr_buf b = {0};
    kr_buf_put_cstr(&b, cmd.command);
    kr_buf_put(&b, "\n", 2);
    if (b.failed) return KR_NULL;
    kr_value r = push_source(b.data, b.size - 1, "<string>", KR_FLAG_IGNORE_COOKIE);
    kr_buf_free(&b);
    return r;
  }
  if (cmd.module) {
    if (!kr_flags.safe_path) {
      char cwd[4096];
      if (!getcwd(cwd, sizeof cwd)) cwd[0] = 0;
      if (prepend_path(cwd, strlen(cwd))) return KR_NULL;
    }
    return push_module(cmd.module, true);
  }
  kr_buf b = {0};
  const char *filename = "<stdin>";
  if (cmd.file) {
    filename = cmd.file;
    struct stat st;
    int fd = open(cmd.file, O_RDONLY);
    if (fd < 0 || fstat(fd, &st)) {
      fprintf(stderr, "%s: can't open file '%s': [Errno %d] %s\n", kr_host_executable(), cmd.file, errno,
              strerror(errno));
      return kr_raise_value(&kr_exc_SystemExit, kr_from_small_int(2));
    }
    const char *slash = strrchr(cmd.file, '/');
    size_t n = strlen(cmd.file);
    bool zip = n > 4 && (!strcmp(cmd.file + n - 4, ".zip") || !strcmp(cmd.file + n - 4, ".pyz"));
    if (S_ISDIR(st.st_mode) || zip) {
      close(fd);
      if (prepend_path(cmd.file, n)) return KR_NULL;
      return push_module("__main__", false);
    }
    if (!kr_flags.safe_path) {
      char real[4096];
      if (realpath(cmd.file, real) && (slash = strrchr(real, '/'))) {
        if (prepend_path(real, slash == real ? 1 : (size_t)(slash - real))) return KR_NULL;
      } else if (prepend_path("", 0)) {
        return KR_NULL;
      }
    }
    bool ok = read_all(fd, &b);
    int e = errno;
    close(fd);
    if (!ok) {
      kr_buf_free(&b);
      return kr_failed() ? KR_NULL : kr_raise_errno(e, KR_NULL);
    }
    if (set_main_file(cmd.file)) {
      kr_buf_free(&b);
      return KR_NULL;
    }
  } else {
    if (!kr_flags.safe_path && prepend_path("", 0)) return KR_NULL;
    if (!read_all(0, &b)) {
      int e = errno;
      kr_buf_free(&b);
      return kr_failed() ? KR_NULL : kr_raise_errno(e, KR_NULL);
    }
  }
  kr_value r = push_source(b.data ? b.data : "", b.size, filename, KR_PARSE_FILE);
  kr_buf_free(&b);
  return r;
}
