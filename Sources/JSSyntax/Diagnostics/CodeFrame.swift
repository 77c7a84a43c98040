// A few lines of the source around a position, with a caret below it:
//
//      2 | const a = 1;
//    > 3 | return a +;
//        |           ^
//
// Columns are counted in code points here, which is what lines up in a terminal for nearly all text; tabs are shown as
// one blank, and long lines are cut around the position.

enum CodeFrame {
    /// The greatest number of characters shown of a line.
    static let width = 100

    /// The frame for the line in which a range starts, with one line before and one after it.
    static func render(_ source: SourceText, _ range: SourceRange) -> String {
        let position = source.position(at: range.start)
        let first = max(1, position.line - 1)
        let last = min(source.lineCount, position.line + 1)
        let digits = String(last).count
        let target = source.line(position.line)
        let offset = min(max(Int(range.start) - target.startIndex, 0), target.count)
        let column = SourceText.codePoints(target.prefix(offset)).count
        // The window that is cut out of every line, chosen for the line with the caret.
        let length = SourceText.codePoints(target).count
        let start = length <= width ? 0 : max(0, min(column - width / 2, length - width))
        var frame = ""
        for number in first...last {
            let isTarget = number == position.line
            frame += isTarget ? "> " : "  "
            frame += String(repeating: " ", count: digits - String(number).count) + String(number) + " |"
            let text = clip(source.line(number), from: start)
            frame += text.isEmpty ? "\n" : " " + text + "\n"
            if isTarget {
                let underlined = underlineLength(source, range, lineEnd: target.endIndex, room: start + width - column)
                frame += String(repeating: " ", count: digits + 3) + "| "
                frame += String(repeating: " ", count: column - start + (start > 0 ? 1 : 0))
                frame += String(repeating: "^", count: underlined) + "\n"
            }
        }
        frame.removeLast()
        return frame
    }

    private static func underlineLength(_ source: SourceText, _ range: SourceRange, lineEnd: Int, room: Int) -> Int {
        let end = min(Int(range.end), lineEnd)
        guard end > Int(range.start) else { return 1 }
        let count = SourceText.codePoints(source.utf8[Int(range.start)..<end]).count
        return max(1, min(count, room))
    }

    /// `width` characters of a line, with marks where something is missing.
    private static func clip(_ line: ArraySlice<UInt8>, from start: Int) -> String {
        let points = SourceText.codePoints(line)
        if start >= points.count { return start > 0 && !points.isEmpty ? "…" : "" }
        let end = min(start + width, points.count)
        var text = start > 0 ? "…" : ""
        for point in points[start..<end] {
            let isControl = point < 0x20 || (0x7F...0x9F).contains(point) || (0x200E...0x200F).contains(point)
                || (0x202A...0x202E).contains(point) || (0x2066...0x2069).contains(point)
            let scalar = isControl ? " " : Unicode.Scalar(point) ?? "\u{FFFD}"
            text.unicodeScalars.append(scalar)
        }
        return end < points.count ? text + "…" : text
    }
}

extension SourceText {
    /// The code points of UTF-8 bytes; malformed bytes are U+FFFD.
    static func codePoints(_ bytes: ArraySlice<UInt8>) -> [UInt32] {
        let buffer = Array(bytes)
        var points: [UInt32] = []
        points.reserveCapacity(buffer.count)
        var index = 0
        while index < buffer.count {
            let decoded = UTF8Reader.decode(buffer, at: index)
            points.append(decoded.scalar ?? 0xFFFD)
            index += decoded.length
        }
        return points
    }
}
