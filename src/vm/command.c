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
  int int_max_str_digits;
  bool has_int_max;
  const char *check_pycs; /* _imp.check_hash_based_pycs, if given */
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

#define KR_VERSION "3.14.2 (Krait)"

static const char help_environment[] =
    "Environment variables, each as the option of its kind; -E and -I ignore them all:\n"
    "PYTHON_CPU_COUNT        : -X cpu_count\n"
    "PYTHON_FROZEN_MODULES   : -X frozen_modules\n"
    "PYTHONDEBUG             : -d\n"
    "PYTHONDEVMODE           : -X dev\n"
    "PYTHONDONTWRITEBYTECODE : -B\n"
    "PYTHONHASHSEED          : \"random\", or the seed of the hashes of str and bytes\n"
    "PYTHONINSPECT           : -i\n"
    "PYTHONINTMAXSTRDIGITS   : -X int_max_str_digits\n"
    "PYTHONIOENCODING        : encoding[:errors] of standard input, output and error\n"
    "PYTHONMALLOCSTATS       : show the allocator's figures at the end\n"
    "PYTHONNODEBUGRANGES     : -X no_debug_ranges\n"
    "PYTHONNOUSERSITE        : -s\n"
    "PYTHONOPTIMIZE          : -O\n"
    "PYTHONPATH              : directories to find modules in, separated by ':'\n"
    "PYTHONPROFILEIMPORTTIME : -X importtime\n"
    "PYTHONPYCACHEPREFIX     : -X pycache_prefix\n"
    "PYTHONSAFEPATH          : -P\n"
    "PYTHONSTARTUP           : a file to run before the first prompt\n"
    "PYTHONTRACEMALLOC       : -X tracemalloc\n"
    "PYTHONUNBUFFERED        : -u\n"
    "PYTHONUTF8              : -X utf8\n"
    "PYTHONVERBOSE           : -v\n"
    "PYTHONWARNDEFAULTENCODING: -X warn_default_encoding\n"
    "PYTHONWARNINGS          : options of -W, separated by ','\n";
static const char help_x[] =
    "-X context_aware_warnings=0|1 : warning filters belong to contexts\n"
    "-X cpu_count=N           : what os.cpu_count() says\n"
    "-X dev                   : show warnings that are hidden by default\n"
    "-X faulthandler          : show tracebacks on fatal errors\n"
    "-X frozen_modules=on|off : whether frozen modules go before the library's files\n"
    "-X importtime[=2]        : show how long each import takes; 2: cached ones too\n"
    "-X int_max_str_digits=N  : most digits of an int in text; 0: any number\n"
    "-X no_debug_ranges       : tracebacks without columns\n"
    "-X pycache_prefix=PATH   : write .pyc files there\n"
    "-X showrefcount          : debug builds: tell the references at the end\n"
    "-X thread_inherit_context=0|1 : threads start with the context of their maker\n"
    "-X tracemalloc[=N]       : trace memory from the start, N frames deep\n"
    "-X utf8[=0|1]            : UTF-8 mode\n"
    "-X warn_default_encoding : warn where the default encoding is used\n";

/* A flag in the environment: its number, or 1 for other text. */
static int int_env(const char *name) {
  const char *s = getenv(name);
  if (!s || !*s) return 0;
  char *end;
  long n = strtol(s, &end, 10);
  return *end || n < 0 || n > INT32_MAX ? 1 : (int)n;
}
/* The larger of the two counts. */
static void env_flag(int32_t *flag, const char *name) {
  int n = int_env(name);
  if (*flag < n) *flag = n;
}

const char *kr_x_option(const char *name) {
  size_t n = strlen(name);
  for (int i = cmd.nx; i-- > 0;) {
    if (strncmp(cmd.x[i], name, n)) continue;
    if (cmd.x[i][n] == 0) return "";
    if (cmd.x[i][n] == '=') return cmd.x[i] + n + 1;
  }
  return NULL;
}
const char *kr_env_option(const char *name) {
  const char *s = kr_flags.ignore_environment ? NULL : getenv(name);
  return s && *s ? s : NULL;
}

static bool fatal(const char *where, const char *what, const char *state) {
  fprintf(stderr, "Fatal Python error: %s: %s\nPython runtime state: %s\n\n", where, what, state);
  return false;
}

/* "-X utf8" and PYTHONUTF8; "-X int_max_str_digits" and PYTHONINTMAXSTRDIGITS. False: a wrong value; told. */
static bool read_limits(void) {
  const char *utf8 = kr_x_option("utf8");
  if (utf8) {
    if (strcmp(utf8, "") && strcmp(utf8, "0") && strcmp(utf8, "1"))
      return fatal("preconfig_init_utf8_mode", "invalid -X utf8 option value", "preinitializing");
    kr_flags.utf8_mode = strcmp(utf8, "0") != 0;
  } else if ((utf8 = kr_env_option("PYTHONUTF8"))) {
    if (strcmp(utf8, "0") && strcmp(utf8, "1"))
      return fatal("preconfig_init_utf8_mode", "invalid PYTHONUTF8 environment variable value",
                   "preinitializing");
    kr_flags.utf8_mode = strcmp(utf8, "0") != 0;
  }
  const char *given[2] = {kr_x_option("int_max_str_digits"), kr_env_option("PYTHONINTMAXSTRDIGITS")};
  for (int i = 0; i < 2; i++) {
    if (!given[i]) continue;
    char *end;
    long n = strtol(given[i], &end, 10);
    if (!*given[i] || *end || (n && n < 640) || n > INT32_MAX)
      return fatal("config_init_int_max_str_digits",
                   i ? "PYTHONINTMAXSTRDIGITS: invalid limit; must be >= 640 or 0 for unlimited."
                     : "-X int_max_str_digits: invalid limit; must be >= 640 or 0 for unlimited.",
                   "preinitialized");
    cmd.int_max_str_digits = (int)n;
    cmd.has_int_max = true;
    break;
  }
  const char *where, *wrong = kr_read_options(&where);
  return !wrong || fatal(where, wrong, "preinitialized");
}

/* The path of the program, from the root. */
static const char *absolute(const char *path) {
  static char buffer[8192];
  if (path[0] == '/' || !getcwd(buffer, 4096)) return path;
  if (!strcmp(path, ".")) return buffer;
  size_t n = strlen(buffer);
  if (n + 1 + strlen(path) >= sizeof buffer) return path;
  if (n && buffer[n - 1] != '/') buffer[n++] = '/';
  strcpy(buffer + n, path);
  return buffer;
}

/* The command line while its options are read: argv[i] is the one at hand. */
typedef struct {
  int argc;
  char **argv;
  int i, versions, status; /* versions: so often -V; status: what to exit with */
} options;
/* After an option: others follow, none does, or the process ends. */
typedef enum { MORE, LAST, QUIT } after;

static after print(const char *text) {
  fputs(text, stdout);
  fflush(stdout);
  return QUIT;
}
/* Says what is wrong (fmt of `what`), and the usage. No vfprintf(): it would bring what prints floats with it. */
static after misused(options *o, const char *fmt, const char *what) {
  fprintf(stderr, fmt, what);
  fprintf(stderr, "\n%s", usage);
  o->status = 2;
  return QUIT;
}

/* --word */
static after long_option(options *o, const char *a) {
  if (!strcmp(a, "--version")) {
    o->versions++;
    return MORE;
  }
  if (!strcmp(a, "--help") || !strcmp(a, "--help-all")) return print(help);
  if (!strcmp(a, "--help-env")) return print(help_environment);
  if (!strcmp(a, "--help-xoptions")) return print(help_x);
  if (strcmp(a, "--check-hash-based-pycs")) return misused(o, "unknown option %s", a);
  const char *mode = ++o->i < o->argc ? o->argv[o->i] : NULL;
  if (!mode) return misused(o, "Argument expected for the %s option", a);
  if (strcmp(mode, "always") && strcmp(mode, "never") && strcmp(mode, "default"))
    return misused(o, "%s must be one of 'default', 'always', or 'never'", a);
  cmd.check_pycs = mode;
  return MORE;
}

/* A letter that only sets flags; false: it is another. */
static bool flag_option(char c) {
  switch (c) {
    case 'b': kr_flags.bytes_warning++; break;
    case 'B': kr_flags.dont_write_bytecode = 1; break;
    case 'd': kr_flags.debug++; break;
    case 'E': kr_flags.ignore_environment = 1; break;
    case 'i':
      kr_flags.inspect++;
      kr_flags.interactive++;
      break;
    case 'I':
      kr_flags.isolated++;
      kr_flags.ignore_environment = 1;
      kr_flags.no_user_site++;
      kr_flags.safe_path = true;
      break;
    case 'O': kr_flags.optimize++; break;
    case 'P': kr_flags.safe_path = true; break;
    case 'q': kr_flags.quiet = 1; break;
    case 's': kr_flags.no_user_site++; break;
    case 'S': kr_flags.no_site++; break;
    case 'u': kr_flags.unbuffered = true; break;
    case 'v': kr_flags.verbose++; break;
    case 'R':
    case 't': break; /* of old versions */
    case 'x': kr_flags.skip_first_line = true; break;
    default: return false;
  }
  return true;
}
/* -letters; the last may have a value behind it, or as the next argument. */
static after short_options(options *o, const char *letters) {
  for (const char *p = letters; *p; p++) {
    if (flag_option(*p)) continue;
    if (*p == 'V') {
      o->versions++;
      continue;
    }
    if (*p == 'h' || *p == '?') return print(help);
    const char letter[] = {*p, 0};
    if (!strchr("cmWX", *p)) return misused(o, "Unknown option: -%s", letter);
    const char *value = p[1] ? p + 1 : ++o->i < o->argc ? o->argv[o->i] : NULL;
    if (!value) return misused(o, "Argument expected for the -%s option", letter);
    if (*p == 'c' || *p == 'm') {
      *(*p == 'c' ? &cmd.command : &cmd.module) = value;
      o->i++;
      return LAST;
    }
    if (*p == 'W') {
      if (cmd.nwarn < 64) cmd.warn[cmd.nwarn++] = value;
    } else {
      if (cmd.nx < 64) cmd.x[cmd.nx++] = value;
      if (!strcmp(value, "dev")) kr_flags.dev_mode = true;
    }
    return MORE;
  }
  return MORE;
}

static void read_environment(void) {
  env_flag(&kr_flags.optimize, "PYTHONOPTIMIZE");
  env_flag(&kr_flags.debug, "PYTHONDEBUG");
  env_flag(&kr_flags.dont_write_bytecode, "PYTHONDONTWRITEBYTECODE");
  env_flag(&kr_flags.inspect, "PYTHONINSPECT");
  env_flag(&kr_flags.verbose, "PYTHONVERBOSE");
  env_flag(&kr_flags.no_user_site, "PYTHONNOUSERSITE");
  env_flag(&kr_flags.warn_default_encoding, "PYTHONWARNDEFAULTENCODING");
  if (int_env("PYTHONUNBUFFERED")) kr_flags.unbuffered = true;
  if (kr_env_option("PYTHONSAFEPATH")) kr_flags.safe_path = true;
  if (kr_env_option("PYTHONDEVMODE")) kr_flags.dev_mode = true;
}

int kr_command_parse(int argc, char **argv, int *status) {
  cmd.orig_argc = argc;
  cmd.orig_argv = argv;
  options o = {argc, argv, 1};
  after then = MORE;
  for (; then == MORE && o.i < argc; o.i += then == MORE) {
    const char *a = argv[o.i];
    if (a[0] != '-' || a[1] == 0) break;
    if (!strcmp(a, "--")) {
      o.i++;
      break;
    }
    then = a[1] == '-' ? long_option(&o, a) : short_options(&o, a + 1);
  }
  *status = o.status;
  if (then == QUIT) return 1;
  int i = o.i;
  if (!cmd.command && !cmd.module && i < argc && strcmp(argv[i], "-")) cmd.file = absolute(argv[i]);
  cmd.argc = argc - i;
  cmd.argv = argv + i;
  if (o.versions) {
    print(o.versions > 1 ? "Python " KR_VERSION " [" __VERSION__ "]\n" : "Python 3.14.2 (Krait)\n");
    return 1;
  }
  if (!kr_flags.ignore_environment) read_environment();
  if (kr_x_option("warn_default_encoding")) kr_flags.warn_default_encoding = 1;
  *status = !read_limits();
  return *status;
}

void kr_command_set_argv(int argc, char **argv) {
  cmd.argc = argc;
  cmd.argv = argv;
}

/* Frozen modules that were imported before the library's place was known: what FrozenImporter would have
 * told them of it. Packages find there the modules that are not frozen. */
int kr_command_locate_modules(void) {
  kr_value library = kr_dict_get_str(kr.sys_dict, KR_ID(_stdlib_dir));
  if (library == KR_NULL || !kr_is_str(library)) return 0;
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
    if (r == 0 && origin != KR_NULL && kr_is_str(origin) &&
        kr_dict_get_str(dict, KR_ID(__file__)) == KR_NULL) {
      kr_value package = kr_dict_get_str(dict, KR_ID(__path__));
      bool is_package = package != KR_NULL && kr_is_exact_list(package);
      kr_value dot = kr_str_from_char('.'), slash = kr_str_from_char('/'), args[2] = {dot, slash};
      kr_value relative = kr_call_method(origin, KR_ID(replace), args, 2);
      kr_decref(file);
      file = relative == KR_NULL
                 ? KR_NULL
                 : kr_str_format(is_package ? "%U/%U/__init__.py" : "%U/%U.py", library, relative);
      r = file == KR_NULL || kr_setattr(state, KR_ID(filename), file) ||
                  kr_dict_set(dict, KR_ID(__file__), file)
              ? -1
              : 0;
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

/* sys.warnoptions: from the weakest to the strongest. */
static int set_warnoptions(void) {
  kr_list *l = kr_list_new(0);
  if (!l) return -1;
  int r = 0;
  if (kr_flags.dev_mode) r = kr_list_append_steal(l, kr_str_from_cstr("default"));
  for (const char *p = kr_env_option("PYTHONWARNINGS"); p && !r;) {
    const char *comma = strchr(p, ',');
    kr_value s =
        kr_decode_utf8((const uint8_t *)p, comma ? (size_t)(comma - p) : strlen(p), "surrogateescape");
    r = s == KR_NULL ? -1 : KR_STR(s)->length ? kr_list_append_steal(l, s) : 0;
    p = comma ? comma + 1 : NULL;
  }
  for (int i = 0; i < cmd.nwarn && !r; i++) {
    kr_value s = kr_fs_decode(cmd.warn[i]);
    r = s == KR_NULL ? -1 : kr_list_append_steal(l, s);
  }
  if (kr_flags.bytes_warning && !r)
    r = kr_list_append_steal(
        l, kr_str_from_cstr(kr_flags.bytes_warning > 1 ? "error::BytesWarning" : "default::BytesWarning"));
  r = r || kr_sys_set("warnoptions", kr_from_object(l));
  kr_decref_object(l);
  return r ? -1 : 0;
}

/* sys.prefix and its kin: the directory of the installation, where the library is lib/python3.14. */
static int set_prefixes(const char *library) {
  static const char tail[] = "/lib/python3.14";
  size_t n = strlen(library), m = sizeof tail - 1;
  kr_value s = n > m && !strcmp(library + n - m, tail)
                   ? kr_decode_utf8((const uint8_t *)library, n - m, "surrogateescape")
                   : kr_str_intern_cstr("/");
  static const char *const names[] = {"prefix", "exec_prefix", "base_prefix", "base_exec_prefix"};
  int r = s == KR_NULL ? -1 : 0;
  for (size_t i = 0; i < 4 && !r; i++) r = kr_sys_set(names[i], s);
  kr_decref(s);
  return r;
}

int kr_command_init_sys(void) {
  int r;
  if (cmd.command) r = set_list("argv", cmd.argv, cmd.argc, "-c");
  else if (cmd.module) r = set_list("argv", cmd.argv, cmd.argc, "-m");
  else if (cmd.argc) r = set_list("argv", cmd.argv, cmd.argc, NULL);
  else r = set_list("argv", NULL, 0, "");
  r = r || set_list("orig_argv", cmd.orig_argv, cmd.orig_argc, NULL);
  r = r || set_warnoptions();
  const char *prefix = kr_x_option("pycache_prefix");
  if (!prefix) prefix = kr_env_option("PYTHONPYCACHEPREFIX");
  if (prefix && *prefix && !r) {
    kr_value v = kr_fs_decode(prefix);
    r = v == KR_NULL || kr_sys_set("pycache_prefix", v);
    kr_decref(v);
  }
  if (cmd.check_pycs && !r) {
    kr_value imp = kr_import_module("_imp"), v = kr_str_intern_cstr(cmd.check_pycs);
    r = imp == KR_NULL || v == KR_NULL || kr_setattr(imp, KR_ID(check_hash_based_pycs), v);
    kr_decref(imp);
    kr_decref(v);
  }
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
  if (cmd.has_int_max) {
    kr_int_max_str_digits = cmd.int_max_str_digits;
    r = r || kr_sys_update_flags();
  }
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
    if (s == KR_NULL || kr_sys_set("_stdlib_dir", s) || kr_list_append_steal(path, s)) return -1;
  }
  r = r || kr_sys_set("path", kr_from_object(path)) || set_prefixes(library ? library : "");
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

/* The script's loader, which finds its source for tracebacks of code that it makes. */
static int set_main_loader(kr_dict *main, kr_value file) {
  kr_value type = kr_import_attr("_frozen_importlib_external", "SourceFileLoader");
  kr_value args[2] = {KR_ID(__main__), file};
  kr_value loader = type == KR_NULL ? KR_NULL : kr_call(type, args, 2, NULL);
  int r = loader == KR_NULL || kr_dict_set(main, KR_ID(__loader__), loader) ? -1 : 0;
  kr_decref(type);
  kr_decref(loader);
  return r;
}

/* Tells the program its own name. */
static int set_main_file(const char *name) {
  kr_value file = kr_fs_decode(name);
  kr_dict *main = kr_main_dict();
  int r = file == KR_NULL || !main || kr_dict_set(main, KR_ID(__file__), file) ||
          kr_dict_set(main, KR_ID(__cached__), KR_NONE) || (*name != '<' && set_main_loader(main, file));
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

/* A zip archive ends in a record of at least 22 bytes, with a comment after it. */
static bool is_zip(int fd, off_t size) {
  enum { RECORD = 22, TAIL = 4096 };
  char tail[TAIL];
  if (size < RECORD) return false;
  off_t start = size > TAIL ? size - TAIL : 0;
  bool found = false;
  if (lseek(fd, start, SEEK_SET) == start) {
    ssize_t n = read(fd, tail, sizeof tail);
    for (ssize_t i = n - RECORD; i >= 0 && !found; i--) found = !memcmp(tail + i, "PK\5\6", 4);
  }
  lseek(fd, 0, SEEK_SET);
  return found;
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
      if (kr_command_inspects()) return KR_NONE;
      return kr_raise_value(&kr_exc_SystemExit, kr_from_small_int(2));
    }
    const char *slash = strrchr(cmd.file, '/');
    size_t n = strlen(cmd.file);
    if (S_ISDIR(st.st_mode) || is_zip(fd, st.st_size)) {
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
    bool ok = read_all(0, &b);
    int e = errno;
    if (!ok || set_main_file(filename)) {
      kr_buf_free(&b);
      return kr_failed() ? KR_NULL : kr_raise_errno(e, KR_NULL);
    }
  }
  char *text = b.data ? b.data : "";
  size_t size = b.size;
  if (kr_flags.skip_first_line && cmd.file && size) {
    /* The line stays, empty, for the numbers of the others. */
    char *newline = memchr(text, '\n', size);
    size_t skipped = newline ? (size_t)(newline - text) : size;
    text += skipped;
    size -= skipped;
  }
  kr_value r = push_source(text, size, filename, KR_PARSE_FILE);
  kr_buf_free(&b);
  return r;
}
