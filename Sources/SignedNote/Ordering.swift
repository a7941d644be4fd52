extension Array {
    /// The elements in order; equal ones keep theirs.
    ///
    /// As the standard library's `sorted(by:)`, of which the client core then holds one copy, over places, instead of one for
    /// each type that is sorted.
    package func ordered(by precedes: (Element, Element) -> Bool) -> [Element] {
        if count < 2 { return self }
        return orderedPlaces(count) { precedes(self[$0], self[$1]) }.map { self[$0] }
    }
}

@inline(never)
private func orderedPlaces(_ count: Int, by precedes: (Int, Int) -> Bool) -> [Int] {
    [Int](0..<count).sorted(by: precedes)
}
