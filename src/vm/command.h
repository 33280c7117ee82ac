/* The command line: what `python3 [options] [file | -c cmd | -m mod | -] [args]` means. */
#ifndef KR_COMMAND_H
#define KR_COMMAND_H

#include "value/value.h"

/* Reads argv and the environment into kr_flags and the command. Nonzero: nothing is to be run (an error
 * or --version; said already), *status is the exit status. Runs before anything is initialized. */
int kr_command_parse(int argc, char **argv, int *status);
/* sys.argv, orig_argv, path, warnoptions, _xoptions, executable ...: once sys is there. 0, -1. */
int kr_command_init_sys(void);
/* Tells the frozen modules there are where the library is. 0, -1. */
int kr_command_locate_modules(void);
/* Embedded: what sys.argv is to be. */
void kr_command_set_argv(int argc, char **argv);
/* Compiles a source and pushes its execution in __main__. */
typedef kr_value (*kr_push_source)(const char *text, size_t size, const char *filename, uint32_t flags);
/* Pushes the program to run. KR_PUSHED, or KR_NULL with an exception. */
kr_value kr_command_push_program(kr_push_source push_source);

/* Whether there is no program but what is typed at the prompt. */
bool kr_command_at_prompt(void);
/* After a program: whether the prompt comes now (-i, PYTHONINSPECT). */
bool kr_command_inspects(void);
/* Before the prompt: shows the banner, pushes the file that PYTHONSTARTUP names. None: there is no such. */
kr_value kr_command_push_startup(kr_push_source push_source);

#endif
