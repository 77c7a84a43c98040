// Set algebra on code points.

import Testing

@testable import JSUnicode

@Suite struct CodePointSetTests {
    @Test func rangesAreSortedAndMerged() {
        let set = CodePointSet([50...60, 10...20, 15...30, 31...31, 60...70])
        #expect(Array(set.ranges) == [10...31, 50...70])
        #expect(set.count == 43)
    }

    @Test func rangesAboveTheLastCodePointAreCut() {
        #expect(CodePointSet(0x110000...0x120000).isEmpty)
        #expect(Array(CodePointSet(0x10FFFE...UInt32.max).ranges) == [0x10FFFE...0x10FFFF])
    }

    @Test func membership() {
        let set = CodePointSet([10...20, 30...30])
        for codePoint in UInt32(0)...40 {
            #expect(set.contains(codePoint) == ((10...20).contains(codePoint) || codePoint == 30))
        }
        #expect(set.intersects(0...10))
        #expect(set.intersects(20...29))
        #expect(!set.intersects(21...29))
        #expect(set.intersects(21...30))
        #expect(!set.intersects(31...0x10FFFF))
        #expect(!CodePointSet().contains(0))
        #expect(CodePointSet.all.contains(0x10FFFF))
    }

    @Test func inversion() {
        #expect(CodePointSet().inverted() == .all)
        #expect(CodePointSet.all.inverted() == CodePointSet())
        #expect(Array(CodePointSet(5...9).inverted().ranges) == [0...4, 10...0x10FFFF])
        #expect(Array(CodePointSet(0...9).inverted().ranges) == [10...0x10FFFF])
        #expect(Array(CodePointSet(9...0x10FFFF).inverted().ranges) == [0...8])
    }

    @Test func algebraAgreesWithMembership() {
        let sets = [
            CodePointSet(), .all, CodePointSet(0...9), CodePointSet(10...19), CodePointSet([3...5, 8...12, 30...40]),
            CodePointSet([0...0, 2...2, 4...4, 39...41]),
        ]
        for a in sets {
            for b in sets {
                for codePoint in UInt32(0)...50 {
                    let (inA, inB) = (a.contains(codePoint), b.contains(codePoint))
                    #expect(a.union(b).contains(codePoint) == (inA || inB))
                    #expect(a.intersection(b).contains(codePoint) == (inA && inB))
                    #expect(a.subtracting(b).contains(codePoint) == (inA && !inB))
                }
                #expect(a.union(b) == b.union(a))
                #expect(a.subtracting(b) == a.intersection(b.inverted()))
            }
        }
    }
}
