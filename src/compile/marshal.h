/* marshal: the bytes of .pyc files and frozen modules, in CPython 3.14's format (version 5). */
#ifndef KR_MARSHAL_H
#define KR_MARSHAL_H

#include "value/value.h"

enum { KR_MARSHAL_VERSION = 5 };

/* One value from the bytes (what follows it is ignored). New; KR_NULL: EOFError, ValueError or
 * TypeError for broken data, whatever it is. */
kr_value kr_marshal_loads(const uint8_t *data, size_t size);

#endif
