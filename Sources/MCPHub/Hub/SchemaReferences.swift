// Which references of a schema have to be written as names: those that lead back to themselves, and, where there is room for
// declarations, those that would be written out several times.

/// The references of a schema document.
struct SchemaReferences {
    /// Positions of the document that are looked at.
    private static let maximumPositions = 50_000
    private static let maximumReferences = 500
    /// What these keywords hold is data, or is found by way of references.
    private static let otherKeys: Set<String> = ["$defs", "definitions", "enum", "const", "default", "examples", "example"]

    /// References on whose expansion they are met again.
    private(set) var recursive: [String] = []
    /// References that occur more than once.
    private(set) var repeated: [String] = []

    init(_ document: SchemaDocument) {
        var positionsLeft = Self.maximumPositions
        var counts: [String: Int] = [:]
        var order: [String] = []
        /// Whether the references below one are still being followed.
        var isOpen: [String: Bool] = [:]
        func targets(_ schema: JSONValue) -> [String] {
            let found = Self.references(in: schema, &positionsLeft)
            for reference in found {
                if counts[reference] == nil { order.append(reference) }
                counts[reference, default: 0] += 1
            }
            return found
        }
        isOpen["#"] = true
        var path: [(reference: String, open: ArraySlice<String>)] = [("#", targets(document.root)[...])]
        while !path.isEmpty {
            guard let next = path[path.count - 1].open.popFirst() else {
                isOpen[path.removeLast().reference] = false
                continue
            }
            switch isOpen[next] {
            case true?: if !recursive.contains(next) { recursive.append(next) }
            case false?: break
            case nil:
                guard isOpen.count < Self.maximumReferences, let target = document.resolve(next) else { continue }
                isOpen[next] = true
                path.append((next, targets(target)[...]))
            }
        }
        repeated = order.filter { counts[$0, default: 0] > 1 }
    }

    /// The references in a schema, in order and with repetitions.
    private static func references(in schema: JSONValue, _ positionsLeft: inout Int) -> [String] {
        var found: [String] = []
        var open = [schema]
        while let value = open.popLast(), positionsLeft > 0 {
            positionsLeft -= 1
            switch value {
            case .object(let object):
                if let reference = object["$ref"]?.stringValue { found.append(reference) }
                for (key, member) in object.members.reversed() where !otherKeys.contains(key) { push(member) }
            case .array(let elements):
                for element in elements.reversed() { push(element) }
            default: break
            }
        }
        func push(_ value: JSONValue) {
            switch value {
            case .object, .array: open.append(value)
            default: break
            }
        }
        return found
    }
}
