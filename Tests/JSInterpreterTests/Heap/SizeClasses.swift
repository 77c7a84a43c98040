import Testing

@testable import JSInterpreter

@Suite struct SizeClasses {
    @Test func everySizeHasTheSmallestClassThatHoldsIt() {
        #expect(Heap.classOfSize.count == Heap.largestSize / 16 + 1)
        for (unit, index) in Heap.classOfSize.enumerated() {
            #expect(Heap.sizes.firstIndex { $0 >= UInt(unit * 16) } == Int(index))
        }
    }
}
