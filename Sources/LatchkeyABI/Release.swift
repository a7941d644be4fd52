/// The release of the library. The Makefile and the PHP sources name the same one, which a test holds together.
let releaseName: StaticString = "0.1.0"
/// What `latchkey-verify --version` prints.
package let versionLine: StaticString = "latchkey-verify 0.1.0, call 1\n"
