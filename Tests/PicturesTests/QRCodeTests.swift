internal import Pictures
internal import SignedNote
internal import Testing

struct QRCodeTests {
    @Test(arguments: 1...40)
    func aVersionHoldsAsManyCharactersAsItSaysAndNotOneMore(version: Int) throws {
        let text = [UInt8](repeating: UInt8(ascii: "A"), count: QRCode.capacity(version: version))
        let code = try #require(QRCode(text[...]))
        #expect(code.version == version && code.side == 17 + 4 * version)
        #expect(QRCode((text + [0x41])[...])?.version == (version == 40 ? nil : version + 1))
    }

    @Test(arguments: ["", "a", "Ä", "A\n"])
    func textOutsideOfTheAlphanumericModeIsRefused(text: String) {
        #expect(QRCode(Array(text.utf8)[...]) == nil)
    }

    @Test func aCodeDrawnAsPNGIsReadBack() throws {
        for text in ["LATCHKEY1:1/1:00000000:BB8", String(repeating: "0 $%*+-./:", count: 140)] {
            let code = try #require(QRCode(Array(text.utf8)[...]))
            for scale in [2, 3, 8] {
                #expect(try CodeScanner.texts(in: code.png(scale: scale)) == [Array(text.utf8)])
            }
        }
    }

    @Test func blocksAndSVGShowTheSameModules() throws {
        let code = try #require(QRCode(Array("LATCHKEY".utf8)[...]))
        let lines = code.blocks(isColored: false)
        #expect(lines.count == (code.width + 1) / 2 && lines.allSatisfy { $0.count == code.width })
        let halves: [Character: (Bool, Bool)] = [
            "█": (false, false), "▀": (false, true), "▄": (true, false), " ": (true, true),
        ]
        for (row, line) in lines.enumerated() {
            for (column, character) in line.enumerated() {
                let (upper, lower) = try #require(halves[character])
                #expect(upper == code.isDark(column, row * 2))
                #expect(lower == (row * 2 + 1 < code.width && code.isDark(column, row * 2 + 1)))
            }
        }
        // Each run of dark modules is one stroke.
        let runs = (0..<code.width).map { row in
            (0..<code.width).filter { code.isDark($0, row) && !code.isDark($0 - 1, row) }.count
        }.reduce(0, +)
        #expect(String(decoding: code.svg, as: UTF8.self).split(separator: "M").count == runs + 1)
    }

    @Test func whatIsNoPictureIsRefusedByItsReason() throws {
        let code = try #require(QRCode(Array("LATCHKEY".utf8)[...])).png()
        #expect(throws: PictureError.format) { try CodeScanner.texts(in: Array("LATCHKEY".utf8)) }
        for count in [8, 20, 33, code.count / 2, code.count - 13] {
            #expect {
                try CodeScanner.texts(in: Array(code.prefix(count)))
            } throws: { error in
                if case PictureError.damaged = error { true } else { false }
            }
        }
    }
}
