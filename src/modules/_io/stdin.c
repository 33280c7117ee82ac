/* Reading standard input where the host cannot be waited for: in a page, at a terminal that Ctrl-C is to
 * interrupt. A read that could block goes through a native frame, which fills the BufferedReader under it
 * with what the host has, leaving to the host for more, until the read can be answered from there. */
#include "modules/_io/io.h"
#include "vm/call.h"
#include "vm/suspend.h"
#include "vm/threads.h"

enum { S_STREAM, S_SIZE, S_WHAT, S_SLOTS };

bool kr_stdin_waits(kr_value buffer) {
  if (!kr_is_exact(buffer, &kr_buffered_reader_type)) return false;
  kr_value raw = kr_buffered_raw(buffer);
  if (raw == KR_NULL || !kr_is_exact(raw, &kr_fileio_type) || kr_fileio_descriptor(raw) != 0) return false;
  return kr_leave_always || kr_host_stdin_waits(kr_threads_alive > 1);
}

/* Does the line that is asked for end in bytes[0..n)? Any of the three line ends does, a carriage return only
 * when something follows. */
static bool has_line(const uint8_t *bytes, size_t n) {
  if (memchr(bytes, '\n', n)) return true;
  return n > 1 && memchr(bytes, '\r', n - 1);
}

/* Characters in bytes[0..n), at least; the last one may be incomplete. */
static size_t count_chars(const uint8_t *bytes, size_t n) {
  size_t count = 0;
  while (n && (bytes[n - 1] & 0xC0) == 0x80) n--;
  if (n && bytes[n - 1] >= 0xC0) n--;
  for (size_t i = 0; i < n; i++) count += (bytes[i] & 0xC0) != 0x80;
  return count;
}

/* Can the read be answered without asking the host? */
static bool is_satisfied(kr_frame *f) {
  kr_value stream = f->slots[S_STREAM], buffer = stream;
  kr_stdin_read what = (kr_stdin_read)kr_small_int_value(f->slots[S_WHAT]);
  intptr_t size = (intptr_t)kr_small_int_value(f->slots[S_SIZE]);
  bool text = what < KR_STDIN_BYTES_LINE, line = what == KR_STDIN_LINE || what == KR_STDIN_BYTES_LINE;
  size_t decoded = 0;
  if (text) {
    if (kr_text_decoded(stream, &decoded) && line) return true;
    buffer = kr_text_buffer(stream);
    if (buffer == KR_NULL || !kr_stdin_waits(buffer))
      return true; /* closed or changed meanwhile: it will tell */
  }
  size_t n;
  const uint8_t *bytes = kr_buffered_ahead(buffer, &n);
  if (!bytes) return true;
  if (line && has_line(bytes, n)) return true;
  if (size < 0) return false;
  return (text ? decoded + count_chars(bytes, n) : n) >= (size_t)size;
}

static kr_value answer(kr_frame *f) {
  kr_value stream = f->slots[S_STREAM];
  intptr_t size = (intptr_t)kr_small_int_value(f->slots[S_SIZE]);
  switch ((kr_stdin_read)kr_small_int_value(f->slots[S_WHAT])) {
    case KR_STDIN_LINE: return kr_text_readline_now(stream, size);
    case KR_STDIN_TEXT: return kr_text_read_now(stream, size);
    case KR_STDIN_NEXT: return kr_text_next_now(stream);
    case KR_STDIN_BYTES_LINE: return kr_buffered_readline_now(stream, size);
    case KR_STDIN_BYTES_NEXT: return kr_buffered_next_now(stream);
    default: return kr_buffered_read_now(stream, size);
  }
}

enum { BEGIN, WAITED, TURN, ANSWERED };

static kr_value stdin_step(kr_frame *f, kr_value v) {
  if (v == KR_NULL || f->state == ANSWERED) return v;
  kr_value buffer = f->slots[S_STREAM];
  if (kr_small_int_value(f->slots[S_WHAT]) < KR_STDIN_BYTES_LINE) buffer = kr_text_buffer(buffer);
  bool left = f->state == WAITED;
  while (!kr_stdin_ended && !is_satisfied(f)) {
    if (kr_buffered_wait(buffer, f->state == TURN) == KR_PUSHED) {
      f->state = TURN;
      return KR_PUSHED;
    }
    /* A host that was waited for in a nested loop blocks in the read itself. */
    if ((!kr_host_stdin_ready(kr_threads_alive > 1) && !(left && kr.c_depth)) || (kr_leave_always && !left)) {
      f->state = WAITED;
      return kr_wait_stdin();
    }
    left = true;
    intptr_t got = kr_buffered_more(buffer);
    if (got == -1) return KR_NULL;
    if (got == -2) { /* it had nothing after all */
      f->state = WAITED;
      return kr_wait_stdin();
    }
    if (got == 0) kr_stdin_ended = true; /* for the read below, whatever it does in between */
  }
  f->state = ANSWERED;
  return answer(f);
}
static const kr_native stdin_native = {"stdin", stdin_step, S_SLOTS};

kr_value kr_stdin_push(kr_value stream, kr_stdin_read what, intptr_t size) {
  kr_frame *f = kr_native_push(&stdin_native);
  if (!f) return KR_NULL;
  f->slots[S_STREAM] = kr_ref(stream);
  f->slots[S_SIZE] = kr_from_small_int(size);
  f->slots[S_WHAT] = kr_from_small_int(what);
  return KR_PUSHED;
}
