// Linux calls that Swift cannot import: behind _GNU_SOURCE, variadic, or in no header of the Glibc module.
#ifndef CPOSIX_SHIM_H
#define CPOSIX_SHIM_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

// renameat2(2) with RENAME_NOREPLACE, both names in one folder.
static inline int linux_rename_no_replace(int folder, const char *from, const char *to) {
    return (int)syscall(SYS_renameat2, folder, from, folder, to, 1u);
}

// syncfs(2): everything written to the file system that an open folder lies on.
static inline int linux_sync_file_system(int folder) { return (int)syscall(SYS_syncfs, folder); }

// prctl(2) with PR_SET_DUMPABLE 0: no core file, no reading of /proc/PID/mem by the same user.
static inline int linux_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

// signalfd(2): a descriptor that becomes readable when a signal of the set is pending.
static inline int linux_signal_descriptor(const sigset_t *signals) { return signalfd(-1, signals, SFD_CLOEXEC); }

// Takes one pending signal from such a descriptor; 0 when that fails.
static inline int linux_take_signal(int descriptor) {
    struct signalfd_siginfo info;
    return read(descriptor, &info, sizeof info) == (ssize_t)sizeof info ? (int)info.ssi_signo : 0;
}

// memfd_create(2) with MFD_CLOEXEC: a file without a name, in memory.
static inline int linux_memory_file(void) { return (int)syscall(SYS_memfd_create, "latchkey", 1u); }

// pipe2(2) with O_CLOEXEC.
static inline int linux_pipe(int ends[2]) { return (int)syscall(SYS_pipe2, ends, O_CLOEXEC); }

// pidfd_open(2): a descriptor that becomes readable when the process ends.
static inline int linux_process_descriptor(pid_t process) { return (int)syscall(SYS_pidfd_open, process, 0u); }

// fcntl(2), variadic: reading from the descriptor never waits any more.
static inline int posix_never_wait(int file) { return fcntl(file, F_SETFL, O_NONBLOCK); }

// The variables of the process, `NAME=VALUE`, a null pointer behind the last.
static inline char **posix_environment(void) {
    extern char **environ;
    return environ;
}

// What the static program asks of the system: it has no Glibc module.

// open(2) for reading, without waiting for a FIFO's other end; negative when that fails.
static inline int posix_open_to_read(const char *path) { return open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); }

// Whether the last call failed because there is no such file.
static inline int posix_is_missing(void) { return errno == ENOENT; }

// The size of a regular file; negative for everything else.
static inline long long posix_file_size(int file) {
    struct stat status;
    return fstat(file, &status) == 0 && S_ISREG(status.st_mode) ? (long long)status.st_size : -1;
}

// read(2) and write(2), again where a signal interrupted them.
static inline ssize_t posix_read(int file, void *bytes, size_t count) {
    ssize_t done;
    do { done = read(file, bytes, count); } while (done < 0 && errno == EINTR);
    return done;
}

static inline ssize_t posix_write(int file, const void *bytes, size_t count) {
    ssize_t done;
    do { done = write(file, bytes, count); } while (done < 0 && errno == EINTR);
    return done;
}

static inline void posix_close(int file) { close(file); }

// The system clock, seconds since 1970.
static inline long long posix_now(void) {
    struct timespec now;
    return clock_gettime(CLOCK_REALTIME, &now) == 0 ? (long long)now.tv_sec : 0;
}

#endif
