/* Records, in order, what a process writes and syncs below one folder: preloaded into Node, so that a power cut can be replayed.
 * Each record is four 64-bit numbers (kind, file, position, length), then `length` bytes: the data, or a path.
 * Nothing is held back or changed: the process runs on the real disk. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { OPENED = 1, WRITTEN, SYNCED, TRUNCATED, UNLINKED, RENAMED, FOLDER_SYNCED };
#define MOST_FDS 4096
static char known[MOST_FDS]; /* 0 not ours, 1 a file of ours, 2 a folder of ours */
static uint64_t place[MOST_FDS]; /* for write(2) */
static int out = -1;
static const char *below;
static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

static void record(uint64_t kind, uint64_t file, uint64_t position, const void *bytes, uint64_t length) {
  uint64_t head[4] = {kind, file, position, length};
  syscall(SYS_write, out, head, sizeof head);
  const char *at = bytes;
  for (uint64_t left = length; left > 0;) {
    long done = syscall(SYS_write, out, at, left);
    if (done <= 0) _exit(99);
    at += done;
    left -= done;
  }
}

__attribute__((constructor)) static void start(void) {
  below = getenv("RECORD_BELOW");
  const char *to = getenv("RECORD_TO");
  if (below && to) out = syscall(SYS_openat, AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static int ours(const char *path) {
  if (out < 0 || !below || strncmp(path, below, strlen(below)) != 0) return 0;
  char next = path[strlen(below)];
  return next == 0 || next == '/';
}
static int is_known(int fd) { return fd >= 0 && fd < MOST_FDS ? known[fd] : 0; }

static int opened(int fd, const char *path, int flags) {
  if (fd < 0 || fd >= MOST_FDS) return fd;
  known[fd] = 0;
  if (!ours(path)) return fd;
  struct stat about;
  fstat(fd, &about);
  known[fd] = S_ISDIR(about.st_mode) ? 2 : 1;
  place[fd] = (flags & O_APPEND) ? about.st_size : 0;
  if (known[fd] == 1) {
    pthread_mutex_lock(&one_at_a_time);
    record(OPENED, about.st_ino, 0, path, strlen(path));
    if (flags & O_TRUNC) record(TRUNCATED, about.st_ino, 0, "", 0);
    pthread_mutex_unlock(&one_at_a_time);
  }
  return fd;
}

static uint64_t inode(int fd) {
  struct stat about;
  fstat(fd, &about);
  return about.st_ino;
}

static int open_with(int folder, const char *path, int flags, int mode) {
  return opened(syscall(SYS_openat, folder, path, flags, mode), path, flags);
}
#define MODE_OF(flags) ({ int m = 0; if ((flags) & (O_CREAT | O_TMPFILE)) { va_list a; va_start(a, flags); m = va_arg(a, int); va_end(a); } m; })
int open(const char *path, int flags, ...) { return open_with(AT_FDCWD, path, flags, MODE_OF(flags)); }
int open64(const char *path, int flags, ...) { return open_with(AT_FDCWD, path, flags | O_LARGEFILE, MODE_OF(flags)); }
int openat(int folder, const char *path, int flags, ...) { return open_with(folder, path, flags, MODE_OF(flags)); }
int openat64(int folder, const char *path, int flags, ...) { return open_with(folder, path, flags | O_LARGEFILE, MODE_OF(flags)); }

int close(int fd) {
  if (fd >= 0 && fd < MOST_FDS) known[fd] = 0;
  return syscall(SYS_close, fd);
}

static ssize_t written(int fd, const void *bytes, ssize_t done, uint64_t position) {
  if (done > 0) record(WRITTEN, inode(fd), position, bytes, done);
  return done;
}

ssize_t write(int fd, const void *bytes, size_t length) {
  if (is_known(fd) != 1) return syscall(SYS_write, fd, bytes, length);
  pthread_mutex_lock(&one_at_a_time);
  ssize_t done = written(fd, bytes, syscall(SYS_write, fd, bytes, length), place[fd]);
  if (done > 0) place[fd] += done;
  pthread_mutex_unlock(&one_at_a_time);
  return done;
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t position) {
  if (is_known(fd) != 1) return syscall(SYS_pwrite64, fd, bytes, length, position);
  pthread_mutex_lock(&one_at_a_time);
  ssize_t done = written(fd, bytes, syscall(SYS_pwrite64, fd, bytes, length, position), position);
  pthread_mutex_unlock(&one_at_a_time);
  return done;
}
ssize_t pwrite(int fd, const void *bytes, size_t length, off_t position) { return pwrite64(fd, bytes, length, position); }

/* Not used by SQLite or by Node's synchronous calls on our files: seen, it would be a hole in the record. */
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t position) {
  if (is_known(fd)) _exit(98);
  return syscall(SYS_pwritev, fd, parts, count, position, 0);
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t position) { return pwritev64(fd, parts, count, position); }

static int synced(int fd, long call) {
  if (!is_known(fd)) return syscall(call, fd);
  pthread_mutex_lock(&one_at_a_time);
  int result = syscall(call, fd);
  if (result == 0) record(known[fd] == 2 ? FOLDER_SYNCED : SYNCED, inode(fd), 0, "", 0);
  pthread_mutex_unlock(&one_at_a_time);
  return result;
}
int fsync(int fd) { return synced(fd, SYS_fsync); }
int fdatasync(int fd) { return synced(fd, SYS_fdatasync); }

int ftruncate64(int fd, off64_t length) {
  if (is_known(fd) != 1) return syscall(SYS_ftruncate, fd, length);
  pthread_mutex_lock(&one_at_a_time);
  int result = syscall(SYS_ftruncate, fd, length);
  if (result == 0) record(TRUNCATED, inode(fd), length, "", 0);
  pthread_mutex_unlock(&one_at_a_time);
  return result;
}
int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlink(const char *path) {
  pthread_mutex_lock(&one_at_a_time);
  int result = syscall(SYS_unlink, path);
  if (result == 0 && ours(path)) record(UNLINKED, 0, 0, path, strlen(path));
  pthread_mutex_unlock(&one_at_a_time);
  return result;
}

int rename(const char *from, const char *to) {
  pthread_mutex_lock(&one_at_a_time);
  int result = syscall(SYS_rename, from, to);
  if (result == 0 && ours(to)) {
    char both[8192];
    size_t a = strlen(from), b = strlen(to);
    memcpy(both, from, a);
    both[a] = '\n';
    memcpy(both + a + 1, to, b);
    record(RENAMED, 0, 0, both, a + 1 + b);
  }
  pthread_mutex_unlock(&one_at_a_time);
  return result;
}
