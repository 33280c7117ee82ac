/* The command of the native and the WASI build: starts the interpreter and does the waiting. */
#ifndef __EMSCRIPTEN__
#include "host/host.h"

#ifdef __wasi__
#include <stdlib.h>
#include <unistd.h>
#else
#include <signal.h>

static void on_sigint(int number) { kr_interrupt(); }
#endif

int main(int argc, char **argv) {
#ifdef __wasi__
  /* WASI has no working directory: every program starts in "/". */
  const char *directory = getenv("PWD");
  if (directory) chdir(directory);
#else
  struct sigaction action = {.sa_handler = on_sigint}; /* no SA_RESTART: a waiting read ends */
  sigaction(SIGINT, &action, NULL);
  signal(SIGPIPE, SIG_IGN);
#endif
  kr_left left = kr_start(argc, argv);
  while (left != KR_LEFT_DONE) {
    if (left == KR_LEFT_SLEEP) kr_host_sleep(kr_wait_ms());
    if (left == KR_LEFT_STDIN) kr_host_wait_stdin();
    left = kr_resume();
  }
#ifndef __wasi__
  if (kr_exit_signal()) {
    signal(kr_exit_signal(), SIG_DFL);
    raise(kr_exit_signal());
  }
#endif
  return kr_exit_status();
}
#endif
