/// What a misspelled word was probably meant to be.
public enum Spelling {
    /// The nearest of the words: at most a third of the letters are wrong, and one always may be. Of equals the first.
    public static func nearest(to word: String, among words: [String]) -> String? {
        let typed = Array(word.lowercased().utf8)
        guard (3...100).contains(typed.count) else { return nil }
        let ranked = words.lazy.filter { $0.utf8.count <= 200 }.map {
            (word: $0, distance: distance(typed, Array($0.lowercased().utf8)))
        }
        guard let best = ranked.min(by: { $0.distance < $1.distance }), best.distance <= max(1, typed.count / 3) else {
            return nil
        }
        return best.word
    }

    /// How many letters must be put in, taken out, replaced or swapped with the next to turn one word into the other.
    private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
        var before: [Int] = []
        var row = Array(0...right.count)
        for index in left.indices {
            var next = [index + 1]
            for column in right.indices {
                var least = min(
                    row[column] + (left[index] == right[column] ? 0 : 1), row[column + 1] + 1, next[column] + 1)
                if index > 0, column > 0, left[index] == right[column - 1], left[index - 1] == right[column] {
                    least = min(least, before[column - 1] + 1)
                }
                next.append(least)
            }
            (before, row) = (row, next)
        }
        return row[right.count]
    }
}
