internal import CMutant

// What the mutated files of a module ask. A number that is one more stands for the second mutant of a place, and so on.

@inline(__always)
func mutant(_ number: Int32) -> Bool { mutant_is(number) }

/// A condition, or true, or false.
func force(_ number: Int32, _ condition: Bool) -> Bool {
    if mutant(number) { return true }
    return mutant(number + 1) ? false : condition
}

/// A condition, or its opposite.
func flip(_ number: Int32, _ condition: Bool) -> Bool { mutant(number) != condition }

/// `left && right`, or `left || right`, or either side alone.
func both(_ number: Int32, _ left: Bool, _ right: @autoclosure () -> Bool) -> Bool {
    if mutant(number) { return left || right() }
    if mutant(number + 1) { return left }
    return mutant(number + 2) ? right() : left && right()
}

/// `left || right`, or `left && right`, or either side alone.
func either(_ number: Int32, _ left: Bool, _ right: @autoclosure () -> Bool) -> Bool {
    if mutant(number) { return left && right() }
    if mutant(number + 1) { return left }
    return mutant(number + 2) ? right() : left || right()
}

/// A number, or one more, or one less.
@inline(__always)
func near<Number: FixedWidthInteger>(_ number: Int32, _ value: Number) -> Number {
    if mutant(number) { return value &+ 1 }
    return mutant(number + 1) ? value &- 1 : value
}

/// A sum, or the difference.
@inline(__always)
func plus<Number: AdditiveArithmetic>(_ number: Int32, _ left: Number, _ right: Number) -> Number {
    mutant(number) ? left - right : left + right
}

/// What is joined, or its beginning alone.
@inline(__always)
func plus<Whole: RangeReplaceableCollection, Rest: Sequence>(
    _ number: Int32, _ left: Whole, _ right: Rest
) -> Whole where Whole.Element == Rest.Element {
    mutant(number) ? left : left + right
}
