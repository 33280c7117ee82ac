/* "f() got an unexpected keyword argument 'x'. Did you mean 'y'?", for C functions that read their
 * keywords by hand. Everything with a signature gets it from the binder. */
#ifndef KR_UNEXPECTED_H
#define KR_UNEXPECTED_H

#include "objects/type.h"

/* `names`: the keywords the function has, separated by spaces. Always KR_NULL. */
kr_value kr_raise_unexpected_keyword(const char *fname, kr_value name, const char *names);

#endif
