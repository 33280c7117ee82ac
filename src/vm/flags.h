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
} kr_flags_t;
extern kr_flags_t kr_flags;

#endif
