import Glibc

/// Runs `body` while the process believes to be in a time zone.
func withTimeZone(_ zone: String, _ body: () -> Void) {
    let before = getenv("TZ").map { String(cString: $0) }
    setenv("TZ", zone, 1)
    tzset()
    body()
    if let before { setenv("TZ", before, 1) } else { unsetenv("TZ") }
    tzset()
}
