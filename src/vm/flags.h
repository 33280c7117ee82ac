/* What the command line and the environment said: sys.flags and the like. */
#ifndef KR_FLAGS_H
#define KR_FLAGS_H

#include <stdbool.h>
#include <stdint.h>

typedef struct {
  int32_t debug, inspect, interactive, optimize, dont_write_bytecode, no_user_site, no_site,
      ignore_environment, verbose, bytes_warning, quiet, hash_randomization, isolated, utf8_mode,
      warn_default_encoding;
  bool dev_mode, safe_path, skip_first_line;
  bool unbuffered;
  /* of -X, and the environment variables that stand for it (vm/options.c) */
  int32_t tracemalloc, import_time, cpu_count; /* frames; 0, 1, 2; 0: not given */
  bool no_frozen_modules, thread_inherit_context, context_aware_warnings, show_refs, malloc_stats;
} kr_flags_t;
extern kr_flags_t kr_flags;

/* The value of -X name=value; "" of -X name; NULL: not given (vm/command.c). */
const char *kr_x_option(const char *name);
/* What the environment says, if it is asked; NULL: nothing, or nothing but "". */
const char *kr_env_option(const char *name);
/* Reads the options that are no flags of their own. NULL, or what is wrong with one of them, and in which step
 * it was read. */
const char *kr_read_options(const char **where);

#endif
