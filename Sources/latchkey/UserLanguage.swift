internal import Glibc
internal import LicenseVerifier

extension Language {
    /// The language of the person at the terminal: that of `LC_ALL`, else `LC_MESSAGES`, else `LANG`. One that is empty
    /// counts as not set (POSIX, "Internationalization Variables").
    static var ofUser: Language {
        for name in ["LC_ALL", "LC_MESSAGES", "LANG"] {
            guard let value = getenv(name), value.pointee != 0 else { continue }
            return Language(locale: Array(String(cString: value).utf8)[...])
        }
        return .english
    }
}
