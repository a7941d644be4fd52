import Fixtures
import Glibc
import LicenseSigner
import Testing

extension ProcessTests {
    @Suite struct ProcessHardeningTests {
        @Test func `a hardened process writes no core file and cannot undo that`() throws {
            try ProcessHardening.apply()
            var limit = rlimit(rlim_cur: 1, rlim_max: 1)
            try #require(getrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &limit) == 0)
            #expect(limit.rlim_cur == 0 && limit.rlim_max == 0)
            assure("S19", tried: 1, "limits on core files")
            try ProcessHardening.apply()
        }
    }
}
