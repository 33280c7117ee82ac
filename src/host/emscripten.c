/* The Emscripten side of the host: what js/system.mjs must know about this C library, and the few POSIX
 * functions that Emscripten's C library answers with a fixed lie instead of asking the host. */
#ifdef __EMSCRIPTEN__
#include <fcntl.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define IMPORT(name) __attribute__((import_module("krait"), import_name(#name)))
#define EXPORT(name) __attribute__((export_name(#name)))

/* Sizes and offsets that differ between versions of Emscripten; js/system.mjs reads them by index. */
static const int32_t layout[24] = {
    sizeof(time_t),
    sizeof(struct stat),
    offsetof(struct stat, st_dev),
    offsetof(struct stat, st_ino),
    offsetof(struct stat, st_mode),
    offsetof(struct stat, st_nlink),
    offsetof(struct stat, st_uid),
    offsetof(struct stat, st_gid),
    offsetof(struct stat, st_rdev),
    offsetof(struct stat, st_size),
    offsetof(struct stat, st_blksize),
    offsetof(struct stat, st_blocks),
    offsetof(struct stat, st_atim),
    offsetof(struct stat, st_mtim),
    offsetof(struct stat, st_ctim),
    sizeof(struct timespec),
};
EXPORT(kr_host_layout) const int32_t *kr_host_layout(void) { return layout; }

IMPORT(umask) uint32_t host_umask(uint32_t mask);
IMPORT(process_id) int32_t host_process_id(int32_t parent);
IMPORT(cpu_time) double host_cpu_time(void);

int link(const char *from, const char *to) { return linkat(AT_FDCWD, from, AT_FDCWD, to, 0); }
mode_t umask(mode_t mask) { return host_umask(mask); }
pid_t getpid(void) { return host_process_id(0); }
pid_t getppid(void) { return host_process_id(1); }

int getrusage(int who, struct rusage *usage) {
  memset(usage, 0, sizeof *usage);
  if (who == RUSAGE_SELF) {
    double ms = host_cpu_time();
    usage->ru_utime.tv_sec = (time_t)(ms / 1000);
    usage->ru_utime.tv_usec = (suseconds_t)((ms - 1000.0 * (double)usage->ru_utime.tv_sec) * 1000);
  }
  return 0;
}
#endif
