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

    /// A colon with the blank before it that the language asks for.
    var colon: String {
        switch self {
        case .english: ":"
        case .french: "\u{A0}:"
        }
    }

    /// What stands before a remedy.
    var nextStep: String {
        switch self {
        case .english: "next"
        case .french: "à faire"
        }
    }
}
