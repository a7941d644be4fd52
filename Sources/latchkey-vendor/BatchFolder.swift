internal import DurableFile
internal import Terminal

/// The folder that a batch writes into: a file for each order, named after it.
struct BatchFolder: Sendable {
    private let files: FileSeries

    /// Opens the folder; one that is not there is made.
    init(_ path: String) throws(Failure) {
        do throws(FileError) {
            try Folder.create(path)
            files = try FileSeries(folder: path)
        } catch {
            throw Failure(error)
        }
    }

    /// Writes a license file; one that holds the same already stays. The name is answered.
    func write(_ bytes: [UInt8], order: String) throws(Failure) -> String {
        let name = Self.name(order)
        do throws(FileError) { try files.write(name, bytes) } catch { throw Failure(error) }
        return name
    }

    /// Brings everything that was written to the disk.
    func sync() throws(Failure) {
        do throws(FileError) { try files.sync() } catch { throw Failure(error) }
    }

    /// Order numbers may hold what file names may not: that is written as `%2F`.
    static func name(_ order: String) -> String {
        var name = ""
        for (index, byte) in order.utf8.enumerated() {
            let isPlain =
                (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
                || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "-")
                || byte == UInt8(ascii: "_") || (byte == UInt8(ascii: ".") && index > 0)
            if isPlain {
                name.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let digits = String(byte, radix: 16, uppercase: true)
                name += "%" + (digits.utf8.count < 2 ? "0" : "") + digits
            }
        }
        return name + ".lic"
    }
}
