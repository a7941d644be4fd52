/// What differs between two texts, line by line, with two lines around each change, as `diff -u` shows it.
func difference(from old: String, to new: String) -> String {
    let (olds, news) = (lines(of: old), lines(of: new))
    let changes = news.difference(from: olds)
    var (removed, inserted): (Set<Int>, Set<Int>) = ([], [])
    for change in changes {
        switch change {
        case .remove(let offset, _, _): removed.insert(offset)
        case .insert(let offset, _, _): inserted.insert(offset)
        }
    }
    var marked: [(mark: Character, line: String)] = []
    var (here, there) = (0, 0)
    while here < olds.count || there < news.count {
        if removed.contains(here) {
            marked.append(("-", olds[here]))
            here += 1
        } else if inserted.contains(there) {
            marked.append(("+", news[there]))
            there += 1
        } else {
            marked.append((" ", olds[here]))
            (here, there) = (here + 1, there + 1)
        }
    }
    var shown: [String] = []
    var last = -1
    for index in marked.indices
    where marked[max(0, index - 2)...min(marked.count - 1, index + 2)].contains(where: {
        $0.mark != " "
    }) {
        if index != last + 1 { shown.append("@@ line \(index + 1)") }
        shown.append("\(marked[index].mark)\(marked[index].line)")
        last = index
    }
    return shown.joined(separator: "\n")
}

private func lines(of text: String) -> [String] {
    text.split(separator: "\n").map(String.init)
}
