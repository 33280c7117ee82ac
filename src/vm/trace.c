/* Tracing: sys.settrace, sys.setprofile, sys.monitoring. */
#include "vm/vm.h"

int64_t kr_trace_instruction(kr_frame *f) {
  int i = kr_frame_index(f);
  uint32_t op = f->code->units[i] & 0xFF;
  return (int64_t)(op | (kr_frame_oparg(f) & 0xFFFF) << 16);
}
