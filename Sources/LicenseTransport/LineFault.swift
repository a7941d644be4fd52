/// What is wrong with a line that was typed.
public enum LineFault: Equatable, Sendable {
    /// A group, and the characters that were typed for it.
    public struct Group: Equatable, Sendable {
        /// From 1.
        public let number: Int
        /// In upper case, without blanks.
        public let typed: [UInt8]

        /// Puts a group together.
        public init(number: Int, typed: [UInt8]) {
            (self.number, self.typed) = (number, typed)
        }
    }

    /// These groups are wrong; the others are right.
    case groups([Group])
    /// These two groups stand in each other's place.
    case exchanged(Int, Int)
    /// This group is missing; the others are right.
    case missingGroup(Int)
    /// The group that was typed in this place, from 1 to 6, is one too many; the others are right.
    case extraGroup(Int)
    /// Characters are missing or too many somewhere in these groups; the groups around them are right.
    case run(ClosedRange<Int>, typed: [UInt8])
    /// Every group is right in itself, and the check character of the line is wrong or missing.
    case lineCheck
    /// The line is whole, and is the one of this number.
    case otherLine(Int)
    /// So many characters behind the number: too few or too many to tell more.
    case length(Int)
}
