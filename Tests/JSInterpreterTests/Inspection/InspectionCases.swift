// Expressions and how Node 20 shows them: what its `util.inspect` and `util.format` print.

enum InspectionCases {
    static let values = ##"""
        > 1
        1
        > -0
        -0
        > 0
        0
        > 1.5e300
        1.5e+300
        > NaN
        NaN
        > -Infinity
        -Infinity
        > 123n
        123n
        > -5n
        -5n
        > true
        true
        > null
        null
        > undefined
        undefined
        > 'text'
        'text'
        > "it's"
        "it's"
        > 'say "hi"'
        'say "hi"'
        > 'it\'s "x"'
        `it's "x"`
        > 'it\'s "x" and `y`'
        'it\'s "x" and `y`'
        > 'it\'s "x" ${'
        'it\'s "x" ${'
        > 'a\nb\tc\\d\x01\x7f\x9f\b\f\r\v'
        'a\nb\tc\\d\x01\x7F\x9F\b\f\r\x0B'
        > '\ud800 lone \udc00'
        '\ud800 lone \udc00'
        > '😀'
        '😀'
        > ''
        ''
        > ['a\nb'.repeat(30)]
        [
          'a\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'ba\n' +
            'b'
        ]
        > 'line one is here\nline two is here\nline three is here\nline four is here and long enough\n'
        'line one is here\n' +
          'line two is here\n' +
          'line three is here\n' +
          'line four is here and long enough\n'
        > { text: 'line one is here\nline two is here\nline three is here\nline four is here and long enough' }
        {
          text: 'line one is here\n' +
            'line two is here\n' +
            'line three is here\n' +
            'line four is here and long enough'
        }
        > Symbol('a b')
        Symbol(a b)
        > Symbol()
        Symbol()
        > Symbol.iterator
        Symbol(Symbol.iterator)
        > [Symbol('x')]
        [ Symbol(x) ]
        > {}
        {}
        > []
        []
        > { a: 1 }
        { a: 1 }
        > { a: 1, b: 'x', c: null, d: undefined, e: true, f: -0, g: 1n }
        { a: 1, b: 'x', c: null, d: undefined, e: true, f: -0, g: 1n }
        > { 'a-b': 1, a_b: 2, '1': 3, 'ü': 4, '': 5, "it's": 6, $x: 7 }
        { '1': 3, 'a-b': 1, a_b: 2, 'ü': 4, '': 5, "it's": 6, '$x': 7 }
        > { ['__proto__']: 1 }
        { ['__proto__']: 1 }
        > { [Symbol('s')]: 1, [Symbol.iterator]: 2, [Symbol("a'b\n")]: 3 }
        { [Symbol(s)]: 1, [Symbol(Symbol.iterator)]: 2, [Symbol(a\'b\n)]: 3 }
        > { a: { b: { c: { d: 1 } } } }
        { a: { b: { c: [Object] } } }
        > { a: { b: { c: {} } } }
        { a: { b: { c: {} } } }
        > { a: { b: { c: [] } } }
        { a: { b: { c: [] } } }
        > { a: { b: { c: [1] } } }
        { a: { b: { c: [Array] } } }
        > { a: { b: { c: new Map([[1, 2]]), d: new Set([1]), e: new (class Foo { x = 1 }), f: () => 1, g: /x/g } } }
        {
          a: { b: { c: [Map], d: [Set], e: [Foo], f: [Function: f], g: /x/g } }
        }
        > { a: { b: { c: Object.create(null, { x: { value: 1, enumerable: true } }) } } }
        { a: { b: { c: [Object: null prototype] } } }
        > [[[[1]]]]
        [ [ [ [Array] ] ] ]
        > [[[[]]]]
        [ [ [ [] ] ] ]
        > [1, 2, 3]
        [ 1, 2, 3 ]
        > ['a', 'b']
        [ 'a', 'b' ]
        > [1, , 3]
        [ 1, <1 empty item>, 3 ]
        > [, ,]
        [ <2 empty items> ]
        > [, 1]
        [ <1 empty item>, 1 ]
        > [1, , , , 5, ,]
        [ 1, <3 empty items>, 5, <1 empty item> ]
        > [undefined, null]
        [ undefined, null ]
        > Array(5)
        [ <5 empty items> ]
        > Array(1)
        [ <1 empty item> ]
        > (() => { const a = [1, 2]; a.x = 'y'; return a })()
        [ 1, 2, x: 'y' ]
        > (() => { const a = []; a.x = 'y'; return a })()
        [ x: 'y' ]
        > (() => { const a = [1]; a[-1] = 2; a['01'] = 3; return a })()
        [ 1, '-1': 2, '01': 3 ]
        > (() => { const a = []; a[1000000] = 1; return a })()
        [ <1000000 empty items>, 1 ]
        > (() => { const a = []; a[4294967294 - 1] = 1; a[7] = 2; return a })()
        [ <7 empty items>, 2, <4294967285 empty items>, 1 ]
        > (() => { const a = [1, 2, 3]; Object.defineProperty(a, 1, { get() { return 5 }, enumerable: true }); return a })()
        [ 1, [Getter], 3 ]
        > Array.from({ length: 7 }, (_, i) => i)
        [
          0, 1, 2, 3,
          4, 5, 6
        ]
        > Array.from({ length: 6 }, (_, i) => i)
        [ 0, 1, 2, 3, 4, 5 ]
        > Array.from({ length: 26 }, (_, i) => i * 1000)
        [
              0,  1000,  2000,  3000,
           4000,  5000,  6000,  7000,
           8000,  9000, 10000, 11000,
          12000, 13000, 14000, 15000,
          16000, 17000, 18000, 19000,
          20000, 21000, 22000, 23000,
          24000, 25000
        ]
        > Array.from({ length: 100 }, (_, i) => i)
        [
           0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11,
          12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
          24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
          36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
          48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
          60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71,
          72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83,
          84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95,
          96, 97, 98, 99
        ]
        > Array.from({ length: 101 }, (_, i) => i)
        [
           0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11,
          12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23,
          24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35,
          36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 46, 47,
          48, 49, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59,
          60, 61, 62, 63, 64, 65, 66, 67, 68, 69, 70, 71,
          72, 73, 74, 75, 76, 77, 78, 79, 80, 81, 82, 83,
          84, 85, 86, 87, 88, 89, 90, 91, 92, 93, 94, 95,
          96, 97, 98, 99,
          ... 1 more item
        ]
        > Array.from({ length: 120 }, (_, i) => i % 7 ? i : -i)
        [
           -0,   1,   2,   3,   4,   5,   6,  -7,   8,   9,  10,  11,
           12,  13, -14,  15,  16,  17,  18,  19,  20, -21,  22,  23,
           24,  25,  26,  27, -28,  29,  30,  31,  32,  33,  34, -35,
           36,  37,  38,  39,  40,  41, -42,  43,  44,  45,  46,  47,
           48, -49,  50,  51,  52,  53,  54,  55, -56,  57,  58,  59,
           60,  61,  62, -63,  64,  65,  66,  67,  68,  69, -70,  71,
           72,  73,  74,  75,  76, -77,  78,  79,  80,  81,  82,  83,
          -84,  85,  86,  87,  88,  89,  90, -91,  92,  93,  94,  95,
           96,  97, -98,  99,
          ... 20 more items
        ]
        > Array.from({ length: 200 }, (_, i) => 'item' + i)
        [
          'item0',  'item1',  'item2',  'item3',  'item4',  'item5',
          'item6',  'item7',  'item8',  'item9',  'item10', 'item11',
          'item12', 'item13', 'item14', 'item15', 'item16', 'item17',
          'item18', 'item19', 'item20', 'item21', 'item22', 'item23',
          'item24', 'item25', 'item26', 'item27', 'item28', 'item29',
          'item30', 'item31', 'item32', 'item33', 'item34', 'item35',
          'item36', 'item37', 'item38', 'item39', 'item40', 'item41',
          'item42', 'item43', 'item44', 'item45', 'item46', 'item47',
          'item48', 'item49', 'item50', 'item51', 'item52', 'item53',
          'item54', 'item55', 'item56', 'item57', 'item58', 'item59',
          'item60', 'item61', 'item62', 'item63', 'item64', 'item65',
          'item66', 'item67', 'item68', 'item69', 'item70', 'item71',
          'item72', 'item73', 'item74', 'item75', 'item76', 'item77',
          'item78', 'item79', 'item80', 'item81', 'item82', 'item83',
          'item84', 'item85', 'item86', 'item87', 'item88', 'item89',
          'item90', 'item91', 'item92', 'item93', 'item94', 'item95',
          'item96', 'item97', 'item98', 'item99',
          ... 100 more items
        ]
        > Array.from({ length: 27 }, (_, i) => 'x'.repeat(i % 5))
        [
          '',     'x',    'xx',   'xxx',
          'xxxx', '',     'x',    'xx',
          'xxx',  'xxxx', '',     'x',
          'xx',   'xxx',  'xxxx', '',
          'x',    'xx',   'xxx',  'xxxx',
          '',     'x',    'xx',   'xxx',
          'xxxx', '',     'x'
        ]
        > Array.from({ length: 10 }, (_, i) => 'x'.repeat(i * 3))
        [
          '',
          'xxx',
          'xxxxxx',
          'xxxxxxxxx',
          'xxxxxxxxxxxx',
          'xxxxxxxxxxxxxxx',
          'xxxxxxxxxxxxxxxxxx',
          'xxxxxxxxxxxxxxxxxxxxx',
          'xxxxxxxxxxxxxxxxxxxxxxxx',
          'xxxxxxxxxxxxxxxxxxxxxxxxxxx'
        ]
        > Array.from({ length: 12 }, (_, i) => 'longer text number ' + i)
        [
          'longer text number 0',
          'longer text number 1',
          'longer text number 2',
          'longer text number 3',
          'longer text number 4',
          'longer text number 5',
          'longer text number 6',
          'longer text number 7',
          'longer text number 8',
          'longer text number 9',
          'longer text number 10',
          'longer text number 11'
        ]
        > Array.from({ length: 8 }, (_, i) => [i])
        [
          [ 0 ], [ 1 ],
          [ 2 ], [ 3 ],
          [ 4 ], [ 5 ],
          [ 6 ], [ 7 ]
        ]
        > Array.from({ length: 8 }, (_, i) => ({ i }))
        [
          { i: 0 }, { i: 1 },
          { i: 2 }, { i: 3 },
          { i: 4 }, { i: 5 },
          { i: 6 }, { i: 7 }
        ]
        > Array.from({ length: 3 }, (_, i) => ({ id: i, name: 'name ' + i, tags: ['a', 'b'] }))
        [
          { id: 0, name: 'name 0', tags: [ 'a', 'b' ] },
          { id: 1, name: 'name 1', tags: [ 'a', 'b' ] },
          { id: 2, name: 'name 2', tags: [ 'a', 'b' ] }
        ]
        > Array.from({ length: 10 }, (_, i) => i / 3)
        [
          0,
          0.3333333333333333,
          0.6666666666666666,
          1,
          1.3333333333333333,
          1.6666666666666667,
          2,
          2.3333333333333335,
          2.6666666666666665,
          3
        ]
        > Array.from({ length: 10 }, (_, i) => BigInt(i) ** 10n)
        [
                   0n,          1n,
                1024n,      59049n,
             1048576n,    9765625n,
            60466176n,  282475249n,
          1073741824n, 3486784401n
        ]
        > Array.from({ length: 20 }, (_, i) => i % 2 === 0)
        [
          true, false, true, false,
          true, false, true, false,
          true, false, true, false,
          true, false, true, false,
          true, false, true, false
        ]
        > Array.from({ length: 10 }, (_, i) => i % 3 ? i : undefined)
        [
          undefined, 1,
          2,         undefined,
          4,         5,
          undefined, 7,
          8,         undefined
        ]
        > ['日本語', '中文', '한국어', 'abc', 'de', 'f', 'é', 'ñandú']
        [
          '日本語', '中文',
          '한국어', 'abc',
          'de',     'f',
          'é',      'ñandú'
        ]
        > Array.from({ length: 30 }, (_, i) => i).concat('x')
        [
          0,  1,  2,  3,   4,  5,  6,  7,  8,
          9,  10, 11, 12,  13, 14, 15, 16, 17,
          18, 19, 20, 21,  22, 23, 24, 25, 26,
          27, 28, 29, 'x'
        ]
        > (() => { const a = Array.from({ length: 10 }, (_, i) => i); a.extra = true; return a })()
        [ 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, extra: true ]
        > (() => { const a = Array.from({ length: 150 }, (_, i) => i); a.extra = true; return a })()
        [
                          0,  1,  2,  3,
                          4,  5,  6,  7,
                          8,  9, 10, 11,
                         12, 13, 14, 15,
                         16, 17, 18, 19,
                         20, 21, 22, 23,
                         24, 25, 26, 27,
                         28, 29, 30, 31,
                         32, 33, 34, 35,
                         36, 37, 38, 39,
                         40, 41, 42, 43,
                         44, 45, 46, 47,
                         48, 49, 50, 51,
                         52, 53, 54, 55,
                         56, 57, 58, 59,
                         60, 61, 62, 63,
                         64, 65, 66, 67,
                         68, 69, 70, 71,
                         72, 73, 74, 75,
                         76, 77, 78, 79,
                         80, 81, 82, 83,
                         84, 85, 86, 87,
                         88, 89, 90, 91,
                         92, 93, 94, 95,
                         96, 97, 98, 99,
          ... 50 more items,
          extra: true
        ]
        > (() => { const a = Array(150).fill(1); delete a[3]; return a })()
        [
          1, 1, 1, <1 empty item>, 1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          1, 1, 1, 1,              1,
          ... 50 more items
        ]
        > (() => { const a = []; for (let i = 0; i < 300; i += 2) a[i] = i; return a })()
        [
          0,              <1 empty item>, 2,              <1 empty item>, 4,
          <1 empty item>, 6,              <1 empty item>, 8,              <1 empty item>,
          10,             <1 empty item>, 12,             <1 empty item>, 14,
          <1 empty item>, 16,             <1 empty item>, 18,             <1 empty item>,
          20,             <1 empty item>, 22,             <1 empty item>, 24,
          <1 empty item>, 26,             <1 empty item>, 28,             <1 empty item>,
          30,             <1 empty item>, 32,             <1 empty item>, 34,
          <1 empty item>, 36,             <1 empty item>, 38,             <1 empty item>,
          40,             <1 empty item>, 42,             <1 empty item>, 44,
          <1 empty item>, 46,             <1 empty item>, 48,             <1 empty item>,
          50,             <1 empty item>, 52,             <1 empty item>, 54,
          <1 empty item>, 56,             <1 empty item>, 58,             <1 empty item>,
          60,             <1 empty item>, 62,             <1 empty item>, 64,
          <1 empty item>, 66,             <1 empty item>, 68,             <1 empty item>,
          70,             <1 empty item>, 72,             <1 empty item>, 74,
          <1 empty item>, 76,             <1 empty item>, 78,             <1 empty item>,
          80,             <1 empty item>, 82,             <1 empty item>, 84,
          <1 empty item>, 86,             <1 empty item>, 88,             <1 empty item>,
          90,             <1 empty item>, 92,             <1 empty item>, 94,
          <1 empty item>, 96,             <1 empty item>, 98,             <1 empty item>,
          ... 199 more items
        ]
        > { list: Array.from({ length: 30 }, (_, i) => i * 37) }
        {
          list: [
              0,  37,  74, 111,  148,  185,
            222, 259, 296, 333,  370,  407,
            444, 481, 518, 555,  592,  629,
            666, 703, 740, 777,  814,  851,
            888, 925, 962, 999, 1036, 1073
          ]
        }
        > { a: [1, 2, 3], b: { c: [4, 5, { d: 6 }] } }
        { a: [ 1, 2, 3 ], b: { c: [ 4, 5, [Object] ] } }
        > { name: 'a long enough name', description: 'and a description that is long', n: 1 }
        {
          name: 'a long enough name',
          description: 'and a description that is long',
          n: 1
        }
        > { name: 'a long enough name', description: 'and a description that is longer still, to break', n: 1 }
        {
          name: 'a long enough name',
          description: 'and a description that is longer still, to break',
          n: 1
        }
        > { a: 'x'.repeat(40), b: 'y'.repeat(20), c: { d: 'z' } }
        {
          a: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
          b: 'yyyyyyyyyyyyyyyyyyyy',
          c: { d: 'z' }
        }
        > { a: 1, b: { c: 2, d: { e: 3, f: { g: 4 } } } }
        { a: 1, b: { c: 2, d: { e: 3, f: [Object] } } }
        > { a: { b: { c: 1 } }, d: { e: { f: 2 } } }
        { a: { b: { c: 1 } }, d: { e: { f: 2 } } }
        > { users: [{ id: 1, name: 'Alice', roles: ['admin', 'user'], address: { city: 'Paris', zip: '75001' } }, { id: 2, name: 'Bob', roles: [], address: null }], total: 2 }
        {
          users: [
            { id: 1, name: 'Alice', roles: [Array], address: [Object] },
            { id: 2, name: 'Bob', roles: [], address: null }
          ],
          total: 2
        }
        > { s: 'x'.repeat(100) }
        {
          s: 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'
        }
        > ['x'.repeat(76)]
        [
          'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'
        ]
        > ['x'.repeat(60)]
        [ 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' ]
        > ['x'.repeat(30), 'y'.repeat(30)]
        [ 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', 'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyy' ]
        > ['x'.repeat(30), 'y'.repeat(33), 1]
        [
          'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
          'yyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyyy',
          1
        ]
        > new Map()
        Map(0) {}
        > new Map([['a', 1], ['b', { c: 2 }]])
        Map(2) { 'a' => 1, 'b' => { c: 2 } }
        > new Map([[{ k: 1 }, new Map([[1, [1, 2]]])]])
        Map(1) { { k: 1 } => Map(1) { 1 => [ 1, 2 ] } }
        > new Map(Array.from({ length: 5 }, (_, i) => ['key number ' + i, { value: i }]))
        Map(5) {
          'key number 0' => { value: 0 },
          'key number 1' => { value: 1 },
          'key number 2' => { value: 2 },
          'key number 3' => { value: 3 },
          'key number 4' => { value: 4 }
        }
        > new Map(Array.from({ length: 102 }, (_, i) => [i, i]))
        Map(102) {
          0 => 0,
          1 => 1,
          2 => 2,
          3 => 3,
          4 => 4,
          5 => 5,
          6 => 6,
          7 => 7,
          8 => 8,
          9 => 9,
          10 => 10,
          11 => 11,
          12 => 12,
          13 => 13,
          14 => 14,
          15 => 15,
          16 => 16,
          17 => 17,
          18 => 18,
          19 => 19,
          20 => 20,
          21 => 21,
          22 => 22,
          23 => 23,
          24 => 24,
          25 => 25,
          26 => 26,
          27 => 27,
          28 => 28,
          29 => 29,
          30 => 30,
          31 => 31,
          32 => 32,
          33 => 33,
          34 => 34,
          35 => 35,
          36 => 36,
          37 => 37,
          38 => 38,
          39 => 39,
          40 => 40,
          41 => 41,
          42 => 42,
          43 => 43,
          44 => 44,
          45 => 45,
          46 => 46,
          47 => 47,
          48 => 48,
          49 => 49,
          50 => 50,
          51 => 51,
          52 => 52,
          53 => 53,
          54 => 54,
          55 => 55,
          56 => 56,
          57 => 57,
          58 => 58,
          59 => 59,
          60 => 60,
          61 => 61,
          62 => 62,
          63 => 63,
          64 => 64,
          65 => 65,
          66 => 66,
          67 => 67,
          68 => 68,
          69 => 69,
          70 => 70,
          71 => 71,
          72 => 72,
          73 => 73,
          74 => 74,
          75 => 75,
          76 => 76,
          77 => 77,
          78 => 78,
          79 => 79,
          80 => 80,
          81 => 81,
          82 => 82,
          83 => 83,
          84 => 84,
          85 => 85,
          86 => 86,
          87 => 87,
          88 => 88,
          89 => 89,
          90 => 90,
          91 => 91,
          92 => 92,
          93 => 93,
          94 => 94,
          95 => 95,
          96 => 96,
          97 => 97,
          98 => 98,
          99 => 99,
          ... 2 more items
        }
        > new Set()
        Set(0) {}
        > new Set([1, 'a', { b: 2 }])
        Set(3) { 1, 'a', { b: 2 } }
        > new Set([[1, 2], new Set([3])])
        Set(2) { [ 1, 2 ], Set(1) { 3 } }
        > new Set(Array.from({ length: 101 }, (_, i) => i))
        Set(101) {
          0,
          1,
          2,
          3,
          4,
          5,
          6,
          7,
          8,
          9,
          10,
          11,
          12,
          13,
          14,
          15,
          16,
          17,
          18,
          19,
          20,
          21,
          22,
          23,
          24,
          25,
          26,
          27,
          28,
          29,
          30,
          31,
          32,
          33,
          34,
          35,
          36,
          37,
          38,
          39,
          40,
          41,
          42,
          43,
          44,
          45,
          46,
          47,
          48,
          49,
          50,
          51,
          52,
          53,
          54,
          55,
          56,
          57,
          58,
          59,
          60,
          61,
          62,
          63,
          64,
          65,
          66,
          67,
          68,
          69,
          70,
          71,
          72,
          73,
          74,
          75,
          76,
          77,
          78,
          79,
          80,
          81,
          82,
          83,
          84,
          85,
          86,
          87,
          88,
          89,
          90,
          91,
          92,
          93,
          94,
          95,
          96,
          97,
          98,
          99,
          ... 1 more item
        }
        > Object.assign(new Map([[1, 2]]), { x: 1 })
        Map(1) { 1 => 2, x: 1 }
        > Object.assign(new Set([1]), { x: 1 })
        Set(1) { 1, x: 1 }
        > new (class Foo extends Map {})([[1, 2]])
        Foo(1) [Map] { 1 => 2 }
        > new (class Foo extends Set {})
        Foo(0) [Set] {}
        > new (class Foo extends Array {})(1, 2, 3)
        Foo(3) [ 1, 2, 3 ]
        > new (class Foo extends Array {})
        Foo(0) []
        > new Map([['a', 1]]).keys()
        [Map Iterator] { 'a' }
        > new Map([['a', 1], ['b', 2]]).values()
        [Map Iterator] { 1, 2 }
        > new Map([['a', 1]]).entries()
        [Map Entries] { [ 'a', 1 ] }
        > new Map([['a', { b: 1 }]])[Symbol.iterator]()
        [Map Entries] { [ 'a', { b: 1 } ] }
        > new Set([1, 2]).values()
        [Set Iterator] { 1, 2 }
        > new Set([1, 2]).entries()
        [Set Entries] { [ 1, 1 ], [ 2, 2 ] }
        > (() => { const i = new Map([['a', 1], ['b', 2]]).keys(); i.next(); return i })()
        [Map Iterator] { 'b' }
        > (() => { const i = new Set([1]).values(); i.next(); i.next(); return i })()
        [Set Iterator] {  }
        > [1, 2][Symbol.iterator]()
        Object [Array Iterator] {}
        > 'ab'[Symbol.iterator]()
        Object [String Iterator] {}
        > new WeakMap([[{}, 1]])
        WeakMap { <items unknown> }
        > new WeakSet()
        WeakSet { <items unknown> }
        > new Uint8Array([1, 2, 3])
        Uint8Array(3) [ 1, 2, 3 ]
        > new Uint8Array(0)
        Uint8Array(0) []
        > new Float64Array([1.5, -0, NaN])
        Float64Array(3) [ 1.5, -0, NaN ]
        > new BigInt64Array([1n, -2n])
        BigInt64Array(2) [ 1n, -2n ]
        > new Uint8Array(30).map((_, i) => i * 9)
        Uint8Array(30) [
            0,   9,  18,  27,  36,  45,  54,  63,
           72,  81,  90,  99, 108, 117, 126, 135,
          144, 153, 162, 171, 180, 189, 198, 207,
          216, 225, 234, 243, 252,   5
        ]
        > new Uint16Array(200)
        Uint16Array(200) [
          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
          0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
          0, 0, 0, 0,
          ... 100 more items
        ]
        > Object.assign(new Int8Array(2), { x: 1 })
        Int8Array(2) [ 0, 0, x: 1 ]
        > new (class Foo extends Uint8Array {})(2)
        Foo(2) [Uint8Array] [ 0, 0 ]
        > new ArrayBuffer(4)
        ArrayBuffer { [Uint8Contents]: <00 00 00 00>, byteLength: 4 }
        > new ArrayBuffer(0)
        ArrayBuffer { [Uint8Contents]: <>, byteLength: 0 }
        > new ArrayBuffer(120)
        ArrayBuffer {
          [Uint8Contents]: <00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 ... 20 more bytes>,
          byteLength: 120
        }
        > new Uint8Array([1, 171, 255]).buffer
        ArrayBuffer { [Uint8Contents]: <01 ab ff>, byteLength: 3 }
        > new DataView(new ArrayBuffer(2), 1)
        DataView {
          byteLength: 1,
          byteOffset: 1,
          buffer: ArrayBuffer { [Uint8Contents]: <00 00>, byteLength: 2 }
        }
        > Object.assign(new ArrayBuffer(1), { x: 1 })
        ArrayBuffer { [Uint8Contents]: <00>, byteLength: 1, x: 1 }
        > /a\/b/gi
        /a\/b/gi
        > new RegExp('/')
        /\//
        > new RegExp('')
        /(?:)/
        > Object.assign(/x/, { y: 1 })
        /x/ { y: 1 }
        > new (class Foo extends RegExp {})('x', 'y')
        Foo /x/y
        > [/a/, /b/m]
        [ /a/, /b/m ]
        > function () {}
        [Function (anonymous)]
        > function foo() {}
        [Function: foo]
        > (() => {})
        [Function (anonymous)]
        > Math.max
        [Function: max]
        > function* gen() {}
        [GeneratorFunction: gen]
        > (function* () {})
        [GeneratorFunction (anonymous)]
        > Object.assign(function foo() {}, { a: 1, b: { c: 2 } })
        [Function: foo] { a: 1, b: { c: 2 } }
        > class {}
        [class (anonymous)]
        > class A {}
        [class A]
        > class A { static x = 1 }
        [class A] { x: 1 }
        > (() => { class A {} ; return class B extends A {} })()
        [class B extends A]
        > class extends Array {}
        [class (anonymous) extends Array]
        > class A extends null {}
        [class A]
        > Map
        [Function: Map]
        > [function foo() {}, class Bar {}, () => 1]
        [ [Function: foo], [class Bar], [Function (anonymous)] ]
        > (() => { const o = { method() {}, arrow: () => {}, get g() { return 1 }, set s(v) {}, get b() { return 1 }, set b(v) {} }; return o })()
        {
          method: [Function: method],
          arrow: [Function: arrow],
          g: [Getter],
          s: [Setter],
          b: [Getter/Setter]
        }
        > (() => { function f() {} ; return f.bind(null) })()
        [Function: bound f]
        > Object.setPrototypeOf(function f() {}, null)
        [Function (null prototype): f]
        > Object.setPrototypeOf(class A {}, null)
        [class A extends [null prototype]]
        > Object.defineProperty(function () {}, 'name', { value: 'renamed' })
        [Function: renamed]
        > Object.defineProperty(function foo() {}, 'name', { value: '' })
        [Function (anonymous)]
        > new (class Foo {})
        Foo {}
        > new (class Foo { constructor() { this.x = 1; this.y = { z: 2 } } })
        Foo { x: 1, y: { z: 2 } }
        > new (class extends Object {})
        {}
        > new (class Foo { #p = 1; q = 2 })
        Foo { q: 2 }
        > new (class Bar extends (class Foo { a = 1 }) { b = 2 })
        Bar { a: 1, b: 2 }
        > (class Foo { m() {} }).prototype
        {}
        > (() => { class A {} ; class B extends A {} ; return B.prototype })()
        A {}
        > Object.prototype
        [Object: null prototype] {}
        > Array.prototype
        Object(0) []
        > Function.prototype
        [Function (anonymous)] Object
        > Map.prototype
        Object [Map] {}
        > Object.create(null)
        [Object: null prototype] {}
        > Object.create(null, { a: { value: 1, enumerable: true } })
        [Object: null prototype] { a: 1 }
        > Object.create({})
        {}
        > Object.create({ a: 1 })
        {}
        > Object.create(Object.create(null))
        Object <[Object: null prototype] {}> {}
        > Object.assign(Object.create(Object.create(null)), { x: 1 })
        Object <[Object: null prototype] {}> { x: 1 }
        > Object.setPrototypeOf([1, 2], null)
        [Array(2): null prototype] [ 1, 2 ]
        > Object.setPrototypeOf(new Map([[1, 2]]), null)
        [Map(1): null prototype] { 1 => 2 }
        > Object.setPrototypeOf(new Set([1]), null)
        [Set(1): null prototype] { 1 }
        > Object.setPrototypeOf(/x/g, null)
        [RegExp: null prototype] /x/g
        > Object.setPrototypeOf(new Number(1), null)
        [Number (null prototype): 1]
        > (() => { function Foo() { this.a = 1 } ; return new Foo })()
        Foo { a: 1 }
        > (() => { function Foo() {} ; const o = new Foo; Foo.prototype = {}; return o })()
        {}
        > (() => { const o = { constructor: 1 }; return o })()
        { constructor: 1 }
        > (() => { const o = { constructor: { name: 'X' } }; return o })()
        { constructor: { name: 'X' } }
        > { [Symbol.toStringTag]: 'T' }
        { [Symbol(Symbol.toStringTag)]: 'T' }
        > Object.create({ [Symbol.toStringTag]: 'T' })
        Object [T] {}
        > Object.defineProperty({ a: 1 }, Symbol.toStringTag, { value: 'T' })
        Object [T] { a: 1 }
        > (() => { class Foo {} ; Foo.prototype[Symbol.toStringTag] = 'Bar'; return new Foo })()
        Foo [Bar] {}
        > (() => { class Foo {} ; Foo.prototype[Symbol.toStringTag] = 'Foo'; return new Foo })()
        Foo {}
        > (() => { class Foo {} ; Foo.prototype[Symbol.toStringTag] = 'Bar'; return Object.assign(new Foo, { x: [1] }) })()
        Foo [Bar] { x: [ 1 ] }
        > Object.assign(Object.create({ [Symbol.toStringTag]: 'T' }), { a: { b: { c: { d: 1 } } } })
        Object [T] { a: { b: { c: [Object] } } }
        > (function* () {})()
        Object [Generator] {}
        > (() => { function* g() {} ; return Object.assign(g(), { x: 1 }) })()
        Object [Generator] { x: 1 }
        > new Number(3)
        [Number: 3]
        > new Number(-0)
        [Number: -0]
        > new String('abc')
        [String: 'abc']
        > new Boolean(false)
        [Boolean: false]
        > Object(1n)
        [BigInt: 1n]
        > Object(Symbol('x'))
        [Symbol: Symbol(x)]
        > Object.assign(new String('abc'), { x: 1 })
        [String: 'abc'] { x: 1 }
        > Object.assign(new String('abc'), { 5: 1 })
        [String: 'abc'] { '5': 1 }
        > Object.assign(new Number(3), { x: 1 })
        [Number: 3] { x: 1 }
        > new (class Foo extends Number {})(3)
        [Number (Foo): 3]
        > [new Number(1), new String("it's")]
        [ [Number: 1], [String: "it's"] ]
        > Math
        Object [Math] {}
        > JSON
        Object [JSON] {}
        > Reflect
        Object [Reflect] {}
        > (function () { return arguments })(1, 'a')
        [Arguments] { '0': 1, '1': 'a' }
        > (function () { return arguments })()
        [Arguments] {}
        > (function () { 'use strict'; return arguments })(1)
        [Arguments] { '0': 1 }
        > (() => { const o = { a: 1 }; o.self = o; return o })()
        <ref *1> { a: 1, self: [Circular *1] }
        > (() => { const a = [1]; a.push(a); return a })()
        <ref *1> [ 1, [Circular *1] ]
        > (() => { const o = { x: {} }; o.x.up = o; o.x.me = o.x; return o })()
        <ref *1> { x: <ref *2> { up: [Circular *1], me: [Circular *2] } }
        > (() => { const m = new Map(); m.set('m', m); return m })()
        <ref *1> Map(1) { 'm' => [Circular *1] }
        > (() => { const s = new Set(); s.add(s); return s })()
        <ref *1> Set(1) { [Circular *1] }
        > (() => { const f = function foo() {}; f.f = f; return f })()
        <ref *1> [Function: foo] { f: [Circular *1] }
        > (() => { class N { constructor() { this.next = this } } ; return new N })()
        <ref *1> N { next: [Circular *1] }
        > (() => { const a = {}; const b = { a }; a.b = b; return [a, b] })()
        [
          <ref *1> { b: { a: [Circular *1] } },
          <ref *2> { a: <ref *1> { b: [Circular *2] } }
        ]
        > (() => { const a = {}; return { x: a, y: a, z: [a, a] } })()
        { x: {}, y: {}, z: [ {}, {} ] }
        > new Proxy({ a: 1 }, { get() { throw 1 }, ownKeys() { throw 2 } })
        { a: 1 }
        > new Proxy([1, 2], {})
        [ 1, 2 ]
        > new Proxy(function foo() {}, {})
        [Function: foo]
        > new Proxy(class Foo {}, {})
        [class Foo]
        > [new Proxy(new Map([[1, 2]]), {})]
        [ Map(1) { 1 => 2 } ]
        > (() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy })()
        <Revoked Proxy>
        > { get a() { throw 1 } }
        { a: [Getter] }
        > { get [Symbol('x')]() { return 1 } }
        { [Symbol(x)]: [Getter] }
        > Object.defineProperty({ b: 1 }, 'a', { value: 1 })
        { b: 1 }
        > Object.freeze({ a: 1 })
        { a: 1 }
        > { a: 'a'.repeat(20), b: 'b'.repeat(20), c: 'c'.repeat(8) }
        { a: 'aaaaaaaaaaaaaaaaaaaa', b: 'bbbbbbbbbbbbbbbbbbbb', c: 'cccccccc' }
        > { a: 'a'.repeat(20), b: 'b'.repeat(20), c: 'c'.repeat(7) }
        { a: 'aaaaaaaaaaaaaaaaaaaa', b: 'bbbbbbbbbbbbbbbbbbbb', c: 'ccccccc' }
        > { a: 'a'.repeat(20), b: 'b'.repeat(20), c: 'c'.repeat(6) }
        { a: 'aaaaaaaaaaaaaaaaaaaa', b: 'bbbbbbbbbbbbbbbbbbbb', c: 'cccccc' }
        > { a: 'a'.repeat(20), b: 'b'.repeat(20), c: 'c'.repeat(5) }
        { a: 'aaaaaaaaaaaaaaaaaaaa', b: 'bbbbbbbbbbbbbbbbbbbb', c: 'ccccc' }
        > { a: 'a'.repeat(20), b: 'b'.repeat(20), c: 'c'.repeat(4) }
        { a: 'aaaaaaaaaaaaaaaaaaaa', b: 'bbbbbbbbbbbbbbbbbbbb', c: 'cccc' }
        > { a: { b: 'a'.repeat(20), c: 'b'.repeat(20), d: 'c'.repeat(9) } }
        {
          a: {
            b: 'aaaaaaaaaaaaaaaaaaaa',
            c: 'bbbbbbbbbbbbbbbbbbbb',
            d: 'ccccccccc'
          }
        }
        > { a: { b: 'a'.repeat(20), c: 'b'.repeat(20), d: 'c'.repeat(3) } }
        {
          a: { b: 'aaaaaaaaaaaaaaaaaaaa', c: 'bbbbbbbbbbbbbbbbbbbb', d: 'ccc' }
        }
        > [{ a: 1, b: 2 }, { a: 3, b: 4 }]
        [ { a: 1, b: 2 }, { a: 3, b: 4 } ]
        > [[1, 2, [3, 4, [5, [6]]]], { a: { b: { c: { d: 1 } } } }]
        [ [ 1, 2, [ 3, 4, [Array] ] ], { a: { b: [Object] } } ]
        > [['a', 1], ['b', 2], ['c', 3], ['d', 4], ['e', 5], ['f', 6], ['g', 7]]
        [
          [ 'a', 1 ],
          [ 'b', 2 ],
          [ 'c', 3 ],
          [ 'd', 4 ],
          [ 'e', 5 ],
          [ 'f', 6 ],
          [ 'g', 7 ]
        ]
        > [{ a: 1 }, { a: 1 }, { a: 1 }, { a: 1 }, { a: 1 }, { a: 1 }, { a: 1 }]
        [
          { a: 1 }, { a: 1 },
          { a: 1 }, { a: 1 },
          { a: 1 }, { a: 1 },
          { a: 1 }
        ]
        > ['apple', 'banana', 'cherry', 'dragonfruit', 'elderberry', 'fig', 'grape', 'honeydew']
        [
          'apple',
          'banana',
          'cherry',
          'dragonfruit',
          'elderberry',
          'fig',
          'grape',
          'honeydew'
        ]
        > [1.5, 22.25, 333.125, 4, 5, 6, 7]
        [ 1.5, 22.25, 333.125, 4, 5, 6, 7 ]
        > [-1, -22, -333, 4, 5, 6, 7, 8, 9, 10]
        [
          -1, -22, -333, 4,
           5,   6,    7, 8,
           9,  10
        ]
        > ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z']
        [
          'a', 'b', 'c', 'd', 'e', 'f',
          'g', 'h', 'i', 'j', 'k', 'l',
          'm', 'n', 'o', 'p', 'q', 'r',
          's', 't', 'u', 'v', 'w', 'x',
          'y', 'z'
        ]
        > { matrix: [[1, 0, 0], [0, 1, 0], [0, 0, 1]] }
        { matrix: [ [ 1, 0, 0 ], [ 0, 1, 0 ], [ 0, 0, 1 ] ] }
        > { f: function () {}, g: function named() {}, h: class {}, i: Symbol('s'), j: 10n }
        {
          f: [Function: f],
          g: [Function: named],
          h: [class h],
          i: Symbol(s),
          j: 10n
        }
        > 'abc'.match(/(?<x>b)/)
        [
          'b',
          'b',
          index: 1,
          input: 'abc',
          groups: [Object: null prototype] { x: 'b' }
        ]
        > [undefined, , null]
        [ undefined, <1 empty item>, null ]
        > [[], {}, '', 0]
        [ [], {}, '', 0 ]
        > { a: [], b: {}, c: new Map, d: new Set }
        { a: [], b: {}, c: Map(0) {}, d: Set(0) {} }
        > { 'key with spaces': 'value', another: ["it's", 'a "quote"'] }
        { 'key with spaces': 'value', another: [ "it's", 'a "quote"' ] }
        > (() => { const e = new Error('m'); e.stack = undefined; return e })()
        [Error: m]
        > (() => { const e = new TypeError('bad'); e.stack = 'TypeError: bad'; return e })()
        [TypeError: bad]
        > (() => { const e = new TypeError('bad'); e.stack = 'TypeError: bad'; e.code = 'E_CODE'; e.info = { a: 1 }; return e })()
        [TypeError: bad] { code: 'E_CODE', info: { a: 1 } }
        > (() => { const e = new Error('m', { cause: 'why' }); e.stack = 'Error: m'; return e })()
        [Error: m] { [cause]: 'why' }
        > (() => { const e = new Error('m', { cause: 'why' }); e.stack = 'Error: m\n    at somewhere (file:1:2)'; return { e } })()
        {
          e: Error: m
              at somewhere (file:1:2) {
            [cause]: 'why'
          }
        }
        > (() => { class MyError extends Error {} ; const e = new MyError('m'); e.stack = 'Error: m\n    at x'; return e })()
        MyError: m
            at x
        > (() => { class ValidationError extends Error {} ; const e = new ValidationError('m'); e.stack = 'Error: m'; return [e] })()
        [ [ValidationError: m] ]
        > (() => { class Problem extends Error {} ; const e = new Problem('m'); e.stack = 'Error: m'; return e })()
        [Problem [Error]: m]
        > (() => { const e = new Error('m'); e.stack = 'Error: m'; e.name = 'Renamed'; return e })()
        [Error: m] { name: 'Renamed' }
        > (() => { const e = new Error('line 1\nline 2'); e.stack = 'Error: line 1\nline 2\n    at f'; return { deep: { e } } })()
        {
          deep: {
            e: Error: line 1
            line 2
                at f
          }
        }
        > (() => { const e = new AggregateError([1, 'two'], 'many'); e.stack = 'AggregateError: many'; return e })()
        [AggregateError: many] { [errors]: [ 1, 'two' ] }
        > (() => { const e = new Error(''); e.stack = 'Error'; return e })()
        [Error]
        > (() => { const inner = new Error('i'); inner.stack = 'Error: i'; const e = new Error('o', { cause: inner }); e.stack = 'Error: o'; return e })()
        [Error: o] { [cause]: [Error: i] }
        > (() => { const e = new Error('x'); e.stack = 'Error: x'; return { a: { b: { c: e } } } })()
        { a: { b: { c: [Error: x] } } }
        > (() => { const e = new Error('x'); e.stack = 'not an error stack'; return e })()
        [not an error stack]
        > new Date(0)
        1970-01-01T00:00:00.000Z
        > new Date(NaN)
        Invalid Date
        > new Date(8.64e15)
        +275760-09-13T00:00:00.000Z
        > new Date(-1e15)
        -029719-04-05T22:13:20.000Z
        > [new Date(1e12)]
        [ 2001-09-09T01:46:40.000Z ]
        > Object.assign(new Date(0), { x: 1 })
        1970-01-01T00:00:00.000Z { x: 1 }
        > new (class Foo extends Date {})(0)
        Foo 1970-01-01T00:00:00.000Z
        > Object.setPrototypeOf(new Date(0), null)
        [Date: null prototype] 1970-01-01T00:00:00.000Z
        > Object.setPrototypeOf(new Date(0), Object.prototype)
        {}
        """##

    static let formats = ##"""
        > 'a', 'b'
        a b
        > 'a', 1, { b: 'c' }, ['d'], null, undefined
        a 1 { b: 'c' } [ 'd' ] null undefined
        > { a: 1 }, 'text'
        { a: 1 } text
        > 1, 'text', "it's"
        1 text it's
        > '%s is %d years', 'Bob', 42
        Bob is 42 years
        > '%s', 'a', 'b', { c: 1 }
        a b { c: 1 }
        > '%s %s', 'a'
        a %s
        > '100%', 1
        100% 1
        > '%% %s', 'x'
        % x
        > '%%'
        %%
        > '%%', 1
        % 1
        > '%x %s', 'y'
        %x y
        > '%d', '42'
        42
        > '%d', 'abc'
        NaN
        > '%d', 12n
        12n
        > '%d', Symbol('x')
        NaN
        > '%d', {}
        NaN
        > '%d', { valueOf() { return 7 } }
        7
        > '%i', 42.9
        42
        > '%i', '42px'
        42
        > '%i', 7n
        7n
        > '%f', '1.5abc'
        1.5
        > '%f', 2
        2
        > '%j', { a: [1, 'x'] }
        {"a":[1,"x"]}
        > '%j', undefined
        undefined
        > '%j', (() => { const o = {}; o.o = o; return o })()
        [Circular]
        > '%o', [1, 2]
        [ 1, 2, [length]: 2 ]
        > '%o', { a: { b: { c: { d: { e: 1 } } } } }
        {
          a: {
            b: { c: { d: { e: 1 } } }
          }
        }
        > '%o', ({ m() {} }).m
        [Function: m] { [length]: 0, [name]: 'm' }
        > '%O', { a: { b: { c: { d: 1 } } } }
        { a: { b: { c: [Object] } } }
        > '%O', 'text'
        'text'
        > '%c styled', 'color: red'
         styled
        > '%s', { toString() { return 'mine' } }
        mine
        > '%s', new (class Foo { toString() { return 'foo!' } })
        foo!
        > '%s', new (class Foo { x = { y: { z: 1 } } })
        Foo { x: [Object] }
        > '%s', [1, [2, [3]]]
        [ 1, [Array] ]
        > '%s', () => 1
        () => 1
        > '%s', Symbol('x')
        Symbol(x)
        > '%s', -0
        -0
        > '%s', 5n
        5n
        > '%s', null
        null
        > '%s', undefined
        undefined
        > '%s', { [Symbol.toPrimitive]() { return 'prim' } }
        prim
        > '%s', Object.create(null)
        [Object: null prototype] {}
        > '%s:%s', 1
        1:%s
        > '%', 'x'
        % x
        > 'a%', 'x'
        a% x
        > '%s%s', 'a', 'b', 'c'
        ab c
        > 'no directives', { a: 1 }
        no directives { a: 1 }
        > 5, '%s', 'x'
        5 %s x
        > '%d%%', 50
        50%
        > '%o', new Map([[1, { a: 2 }]])
        Map(1) { 1 => { a: 2 } }
        > '%o', new Proxy({ a: 1 }, {})
        Proxy [ { a: 1 }, {} ]
        > '%o', new Uint8Array(2)
        Uint8Array(2) [
          0,
          0,
          [BYTES_PER_ELEMENT]: 1,
          [length]: 2,
          [byteLength]: 2,
          [byteOffset]: 0,
          [buffer]: ArrayBuffer { byteLength: 2 }
        ]
        > '%o', 'str'
        'str'
        > '%s', new Date(0)
        1970-01-01T00:00:00.000Z
        """##
}
