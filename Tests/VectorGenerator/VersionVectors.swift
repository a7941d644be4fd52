/// Releases and the ranges that cover them.
let versionRangeVectors: [VectorCase] = [
    range("any", "any", "2.1.0", "ok covered", "every release"),
    range("any-prerelease", "any", "3.0-beta1", "ok covered", "every release"),
    range("exactly", "=2.1", "2.1", "ok covered", "one release"),
    range("exactly-longer", "=2.1", "2.1.0.0", "ok covered", "missing numbers are zero"),
    range("exactly-other", "=2.1", "2.1.1", "ok not-covered", "one release"),
    range("exactly-prerelease", "=2.1", "2.1-rc1", "ok not-covered", "a pre-release is another release"),
    range("lower", ">=2.0", "2.0", "ok covered", "the bound itself"),
    range("lower-below", ">=2.0", "1.9.9", "ok not-covered", "below the bound"),
    range("lower-prerelease", ">=2.0", "2.0-rc1", "ok not-covered", "a pre-release comes before its release"),
    range("lower-excluded", ">2.0", "2.0.0", "ok not-covered", "the bound is not covered"),
    range("lower-excluded-above", ">2.0", "2.0.1", "ok covered", "above the bound"),
    range("upper", "<3.0", "2.99.99", "ok covered", "below the bound"),
    range("upper-bound", "<3.0", "3.0", "ok not-covered", "the bound is not covered"),
    range(
        "upper-prerelease", "<3.0", "3.0-beta1", "ok not-covered",
        "a pre-release belongs to the release that it announces"),
    range("upper-prerelease-longer", "<3.0", "3.0.0-alpha", "ok not-covered", "missing numbers are zero"),
    range("upper-other-prerelease", "<3.0", "2.9-rc1", "ok covered", "a pre-release of a covered release"),
    range("upper-of-prereleases", "<3.0-rc1", "3.0-beta1", "ok covered", "a bound that is a pre-release itself"),
    range("upper-included", "<=3.0", "3.0", "ok covered", "the bound is covered"),
    range("upper-included-prerelease", "<=3.0", "3.0-beta1", "ok covered", "a pre-release of a covered release"),
    range("upper-included-above", "<=3.0", "3.0.1", "ok not-covered", "above the bound"),
    range("between", ">=2.0 <3.0", "2.5", "ok covered", "between the bounds"),
    range("between-above", ">=2.0 <3.0", "3.1", "ok not-covered", "above the upper bound"),
    range("between-below", ">=2.0 <3.0", "1.0", "ok not-covered", "below the lower bound"),
    range("numbers-not-text", ">=2.9 <3.0", "2.10", "ok covered", "10 is more than 9"),
    range("leading-v", ">=2.0 <3.0", "v2.5", "ok covered", "programs call themselves v2.5"),
    range("build-metadata", ">=2.0 <3.0", "2.5+build.7", "ok covered", "build metadata does not count"),
    range("branch-name", ">=2.0 <3.0", "dev-main", "invalid-version", "no number"),
    range("empty-version", ">=2.0 <3.0", "", "invalid-version", "nothing at all"),
    range("six-numbers", ">=2.0 <3.0", "2.1.1.1.1.1", "invalid-version", "at most five numbers"),
    range("leading-zero", ">=2.0 <3.0", "2.01", "invalid-version", "no leading zeros"),
    range("negative", ">=2.0 <3.0", "-2.1", "invalid-version", "numbers are not negative"),
    range("empty-number", ">=2.0 <3.0", "2..1", "invalid-version", "numbers between the dots"),
    range("empty-prerelease", ">=2.0 <3.0", "2.1-", "invalid-version", "a hyphen has a name"),
    range("large-number", ">=2.0", "9007199254740991", "ok covered", "2^53 - 1"),
    range("too-large-number", ">=2.0", "9007199254740992", "invalid-version", "2^53"),
    range("huge-number", ">=2.0", "99999999999999999999", "invalid-version", "more digits than a number can have"),
    range("range-empty", "", "2.1", "invalid-range", "any is written out"),
    range("range-bare", "2.1", "2.1", "invalid-range", "a sign stands before the version"),
    range("range-blank", ">= 2.0", "2.1", "invalid-range", "no blank after the sign"),
    range("range-reversed", "<3.0 >=2.0", "2.1", "invalid-range", "the lower bound first"),
    range("range-two-spaces", ">=2.0  <3.0", "2.1", "invalid-range", "one space"),
    range("range-comma", ">=2.0,<3.0", "2.1", "invalid-range", "one space"),
    range("range-two-lower", ">=2.0 >=2.1", "2.1", "invalid-range", "one lower and one upper bound"),
    range("range-three", ">=2.0 <3.0 <4.0", "2.1", "invalid-range", "one lower and one upper bound"),
    range("range-crossed", ">=3.0 <2.0", "2.1", "invalid-range", "the lower bound is lower"),
    range("range-one-release", ">=2.0 <=2.0", "2.0", "invalid-range", "one release is written =2.0"),
    range("range-equal-spellings", ">=2.0 <2.0.0", "2.0", "invalid-range", "2.0 is 2.0.0"),
    range("range-trailing-space", ">=2.0 ", "2.1", "invalid-range", "nothing after the version"),
    range("range-caret", "^2.0", "2.1", "invalid-range", "no other signs"),
    range("range-any-more", "any <3.0", "2.1", "invalid-range", "any stands alone"),
    range("range-equal-equal", "==2.0", "2.0", "invalid-range", "one sign"),
    range("range-v", ">=v2.0", "2.1", "invalid-range", "versions in a document have one spelling"),
]

/// The order of releases.
let versionOrderVectors: [VectorCase] = [
    order("patch", "2.1.0", "2.1.1", "before", "number by number"),
    order("ten", "2.10", "2.9", "after", "10 is more than 9"),
    order("zeros", "2.0", "2.0.0", "same", "missing numbers are zero"),
    order("prerelease", "2.0-rc1", "2.0", "before", "a pre-release comes before its release"),
    order("prerelease-after-last", "2.0-rc1", "1.9.9", "after", "a pre-release comes after the release before"),
    order("prerelease-number", "2.0-beta2", "2.0-beta10", "before", "runs of digits are numbers"),
    order("prerelease-case", "2.0-RC1", "2.0-rc1", "same", "letters without case"),
    order("prerelease-names", "2.0-alpha", "2.0-beta", "before", "other runs bytewise"),
    order("prerelease-longer", "2.0-rc", "2.0-rc1", "before", "what begins another comes before it"),
    order("prerelease-digits-first", "2.0-1", "2.0-a", "before", "digits before others"),
    order("prerelease-zeros", "2.0-rc01", "2.0-rc1", "before", "more leading zeros first, so that no two are equal"),
    order("not-forgiven", "v2.0", "2.0", "invalid", "one spelling in documents"),
]

private func range(
    _ name: String, _ range: String, _ version: String, _ expect: String, _ comment: String
) -> VectorCase {
    VectorCase(
        area: "version-range", name: name, comment: comment, operation: "version-range",
        headers: [.init("range", range), .init("version", version)], expect: expect)
}

private func order(
    _ name: String, _ left: String, _ right: String, _ answer: String, _ comment: String
) -> VectorCase {
    VectorCase(
        area: "version-order", name: name, comment: comment, operation: "version-order",
        headers: [.init("left", left), .init("right", right)],
        expect: answer == "invalid" ? "invalid-version" : "ok \(answer)")
}
