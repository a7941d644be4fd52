// Linux calls that Swift cannot import: behind _GNU_SOURCE, variadic, or in no header of the Glibc module.
#ifndef CPOSIX_SHIM_H
#define CPOSIX_SHIM_H

#include <signal.h>
#include <sys/prctl.h>
#include <sys/signalfd.h>
#include <sys/syscall.h>
#include <unistd.h>

// renameat2(2) with RENAME_NOREPLACE, both names in one folder.
static inline int linux_rename_no_replace(int folder, const char *from, const char *to) {
    return (int)syscall(SYS_renameat2, folder, from, folder, to, 1u);
}

// prctl(2) with PR_SET_DUMPABLE 0: no core file, no reading of /proc/PID/mem by the same user.
static inline int linux_forbid_dumps(void) { return prctl(PR_SET_DUMPABLE, 0, 0, 0, 0); }

// signalfd(2): a descriptor that becomes readable when a signal of the set is pending.
static inline int linux_signal_descriptor(const sigset_t *signals) { return signalfd(-1, signals, SFD_CLOEXEC); }

// Takes one pending signal from such a descriptor; 0 when that fails.
static inline int linux_take_signal(int descriptor) {
    struct signalfd_siginfo info;
    return read(descriptor, &info, sizeof info) == (ssize_t)sizeof info ? (int)info.ssi_signo : 0;
}

#endif
