import Fixtures
import Foundation
import LicenseFormat
import SignedNote
import Testing

@Suite("JSON")
struct JSONTextTests {
    private func parse(_ json: JSONText) throws -> Any {
        try JSONSerialization.jsonObject(with: Data(json.bytes), options: .fragmentsAllowed)
    }

    @Test("objects, arrays, strings, numbers and nothing are written as they are told")
    func shape() throws {
        var json = JSONText()
        json.object { json in
            json.string("a", [UInt8]("b".utf8))
            json.string("none", [UInt8]?.none)
            json.integer("n", 9_007_199_254_740_991)
            json.integer("nil", nil)
            json.boolean("yes", true)
            json.boolean("no", false)
            json.array("list", [1, 2]) { json, number in json.integer(nil, Int64(number)) }
            json.array("empty", [Int]()) { _, _ in }
            json.object("inner") { json in
                json.integer(dynamic: Array("k\"".utf8), -1)
                json.string(dynamic: Array("é".utf8), Array("\n".utf8))
            }
            json.object("nothing") { _ in }
        }
        let expected = """
            {
              "a": "b",
              "none": null,
              "n": 9007199254740991,
              "nil": null,
              "yes": true,
              "no": false,
              "list": [
                1,
                2
              ],
              "empty": [],
              "inner": {
                "k\\"": -1,
                "é": "\\u000a"
              },
              "nothing": {}
            }
            """
        #expect(json.bytes.string == expected)
        let parsed = try #require(try parse(json) as? [String: Any])
        #expect(parsed.count == 10)
        #expect(parsed["n"] as? Int64 == 9_007_199_254_740_991)
        #expect((parsed["inner"] as? [String: Any])?["k\""] as? Int == -1)
    }

    @Test("the compact layout has no blanks between what it says")
    func compact() throws {
        var json = JSONText(.compact)
        json.object { json in
            json.string("a", [UInt8]("b c".utf8))
            json.name("name", "x y")
            json.string("none", [UInt8]?.none)
            json.null("null")
            json.integer("n", -1)
            json.boolean("yes", true)
            json.array("list", [1, 2]) { json, number in json.integer(nil, Int64(number)) }
            json.object("inner") { json in
                json.integer(dynamic: Array("k\"".utf8), 1)
                json.string(dynamic: Array("é".utf8), Array("line one\nline two".utf8))
                json.boolean(dynamic: Array("no".utf8), false)
            }
            json.object("nothing") { _ in }
        }
        let expected = #"""
            {"a":"b c","name":"x y","none":null,"null":null,"n":-1,"yes":true,"list":[1,2],
            "inner":{"k\"":1,"é":"line one\u000aline two","no":false},"nothing":{}}
            """#
        #expect(json.bytes.string == expected.replacing("\n", with: ""))
        #expect((try parse(json) as? [String: Any])?.count == 9)
    }

    @Test("every scalar comes back from another program's reader")
    func scalars() throws {
        var strings: [String] = []
        var text = ""
        for value in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(value) else { continue }
            text.unicodeScalars.append(scalar)
            if text.utf8.count > 20_000 {
                strings.append(text)
                text = ""
            }
        }
        strings.append(text)
        var json = JSONText()
        json.array(nil, strings) { json, string in json.string(nil, Array(string.utf8)) }
        let parsed = try #require(try parse(json) as? [String])
        #expect(parsed.map { Array($0.unicodeScalars) } == strings.map { Array($0.unicodeScalars) })
        #expect(strings.reduce(0) { $0 + $1.unicodeScalars.count } == 0x110000 - 2048)
    }

    @Test("any bytes at all give JSON, without a control character in it")
    func bytes() throws {
        var numbers = SeededGenerator(14)
        for _ in 0..<2000 {
            let value = numbers.bytes(numbers.below(40))
            var json = JSONText()
            json.object { json in
                json.string(dynamic: value, value)
                json.string("value", value)
            }
            #expect(json.bytes.allSatisfy { $0 >= 0x20 && $0 != 0x7F || $0 == newline })
            let parsed = try #require(try parse(json) as? [String: String])
            #expect(parsed["value"].map { Array($0.utf8) } == Array(String(decoding: value, as: UTF8.self).utf8))
        }
    }

    @Test("a byte is written the same wherever it stands in a string, and however long that is")
    func places() {
        func written(_ value: [UInt8]) -> [UInt8] {
            var json = JSONText()
            json.string(nil, value)
            return Array(json.bytes.dropFirst().dropLast())
        }
        for (byte, filling) in (UInt8.min...UInt8.max).flatMap({ byte in "a0".utf8.map { (byte, $0) } }) {
            let alone = written([byte])
            for length in 1...24 {
                for place in 0..<length {
                    var value = [UInt8](repeating: filling, count: length)
                    value[place] = byte
                    let around = (Array(value[..<place]), Array(value[(place + 1)...]))
                    #expect(written(value) == around.0 + alone + around.1, "\(byte) at \(place) of \(length)")
                }
            }
        }
    }
}
