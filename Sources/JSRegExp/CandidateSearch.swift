// Finding the next position at which an attempt is worth it, by the plan that the compiler made (`SearchAnalysis`).

/// The first position in `from...last` where a match may begin, or -1.
///
/// `last` is far enough from the end of the input for the shortest match, so all places of the plan are in the input.
@inline(never)
func nextCandidate<Unit: CodeUnit>(
    _ plan: SearchPlan, _ reader: CharacterReader<Unit>, from: Int, through last: Int
) -> Int {
    switch plan.kind {
    case .everywhere:
        return from
    case .inputStart:
        return from == 0 ? 0 : -1
    case .lineStart:
        var position = from
        while position <= last {
            if position == 0 || reader.isLineTerminator(position &- 1) { return position }
            position = reader.nextLineTerminator(from: position, to: last)
            if position < 0 { return -1 }
            position &+= 1
        }
        return -1
    case .oneUnit, .twoUnits, .threeUnits, .pair:
        return nextUnits(plan, reader, from: from, through: last)
    case .skip:
        let lastPlace = plan.placeCount &- 1
        var candidate = from
        while candidate <= last {
            let places = reader.places(at: candidate &+ lastPlace, plan)
            // The highest place at which the unit can be; none is one below place 0.
            let skip = plan.placeCount &- 8 &+ places.leadingZeroBitCount
            if skip == 0 {
                if reader.canMatch(at: candidate, plan) { return candidate }
                candidate &+= 1
            } else {
                candidate &+= skip
            }
        }
        return -1
    case .set:
        let to = last &+ plan.distance &+ 1
        var position = from &+ plan.distance
        while position < to {
            if reader.classIsMember(position, plan.table) {
                let candidate = position &- plan.distance
                if reader.canMatch(at: candidate, plan) { return candidate }
            }
            position &+= 1
        }
        return -1
    }
}

@inline(__always)
private func nextUnits<Unit: CodeUnit>(
    _ plan: SearchPlan, _ reader: CharacterReader<Unit>, from: Int, through last: Int
) -> Int {
    // Units from 256 are in the plan only one at a time or in a pair.
    guard let first = Unit(exactly: plan.first), let second = Unit(exactly: plan.second) else { return -1 }
    let third = Unit(truncatingIfNeeded: plan.third)
    let input = reader.input
    let to = last &+ plan.distance &+ 1
    var position = from &+ plan.distance
    while true {
        switch plan.kind {
        case .oneUnit:
            position = input.firstPosition(of: first, from: position, to: to)
        case .pair:
            position = input.firstPosition(
                of: first, with: second, further: plan.secondDistance &- plan.distance, from: position, to: to)
        case .twoUnits:
            position = input.firstPosition(of: first, second, from: position, to: to)
        default:
            position = input.firstPosition(of: first, second, third, third, from: position, to: to)
        }
        if position < 0 { return -1 }
        let candidate = position &- plan.distance
        if reader.canMatch(at: candidate, plan) { return candidate }
        position &+= 1
    }
}

extension CharacterReader {
    @inline(__always)
    fileprivate func classIsMember(_ position: Int, _ table: Int) -> Bool {
        let unit = input[position]
        return tables[table &+ (Unit.isWide && unit >= 256 ? FirstSet.wideClass : unit)] != 0
    }

    /// The places at which the code unit at a position can be.
    @inline(__always)
    fileprivate func places(at position: Int, _ plan: SearchPlan) -> UInt8 {
        let unit = input[position]
        return tables[plan.placesTable &+ (Unit.isWide && unit >= 256 ? FirstSet.wideClass : unit)]
    }

    /// Whether each of the first code units is one that can be at its place.
    @inline(__always)
    fileprivate func canMatch(at candidate: Int, _ plan: SearchPlan) -> Bool {
        var place = 0
        while place < plan.placeCount {
            if places(at: candidate &+ place, plan) & (1 << UInt8(truncatingIfNeeded: place)) == 0 { return false }
            place &+= 1
        }
        return true
    }

    @inline(__always)
    fileprivate func nextLineTerminator(from: Int, to: Int) -> Int {
        Unit.isWide
            ? input.firstPosition(
                of: 0x0A, 0x0D, Unit(truncatingIfNeeded: 0x2028), Unit(truncatingIfNeeded: 0x2029), from: from, to: to)
            : input.firstPosition(of: 0x0A, 0x0D, from: from, to: to)
    }
}
