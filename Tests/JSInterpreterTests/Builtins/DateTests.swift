import JSNumerics
import Testing

@testable import JSInterpreter

/// Runs a script in a realm with a time zone of its own.
private func run(_ source: String, zone: String) throws -> String {
    let interpreter = Interpreter()
    interpreter.context.localTime = LocalTime(try #require(TimeZoneRules(posix: zone)))
    return try #require(try interpreter.evaluate(Script(source: source)).string)
}

private let newYork = "EST5EDT,M3.2.0,M11.1.0"
private let berlin = "CET-1CEST,M3.5.0,M10.5.0/3"

@Suite struct DateTests {
    @Test(arguments: [
        ("typeof Date() + ',' + typeof new Date()", "string,object"),
        ("new Date(0).toISOString()", "1970-01-01T00:00:00.000Z"),
        ("new Date(new Date(5)).getTime()", "5"),
        ("new Date('2026-11-21').valueOf()", "1795219200000"),
        ("new Date({toString: () => '2026', valueOf: () => 7}).getTime()", "7"),
        ("new Date(true).getTime()", "1"),
        ("[NaN, undefined, 'x', 8.64e15 + 1, {}].map(v => new Date(v).getTime()).join()", "NaN,NaN,NaN,NaN,NaN"),
        ("[new Date(8.64e15).toISOString(), new Date(-8.64e15).toISOString()].join()", "+275760-09-13T00:00:00.000Z,-271821-04-20T00:00:00.000Z"),
        ("[Date.UTC(2026), Date.UTC(99, 1), Date.UTC(), Date.UTC(2026, 0, 1, 0, 0, 0, 0.9)].join()", "1767225600000,917827200000,NaN,1767225600000"),
        ("Object.is(new Date(-0).getTime(), 0)", "true"),
        ("Date.length + ',' + Date.UTC.length + ',' + Date.prototype.setHours.length + ',' + Date.prototype.toJSON.length", "7,7,4,1"),
        ("try { Date.prototype.getTime.call({}) } catch (e) { e.message }", "this is not a Date object."),
        ("class D extends Date { get x() { return this.getTime() + 1 } } new D(1).x", "2"),
        ("const now = Date.now(); now > 1.7e12 && Number.isInteger(now)", "true"),
        ("Date.prototype.toGMTString === Date.prototype.toUTCString", "true"),
    ])
    func making(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("const d = new Date(Date.UTC(2026, 0, 31)); d.setUTCMonth(1); d.toISOString()", "2026-03-03T00:00:00.000Z"),
        ("const d = new Date(0); d.setUTCHours(25, 61, 61, 1001); d.toISOString()", "1970-01-02T02:02:02.001Z"),
        ("const d = new Date(0); d.setUTCDate(0); d.toISOString()", "1969-12-31T00:00:00.000Z"),
        ("const d = new Date(NaN); [d.setHours(1), d.setUTCFullYear(2000), d.toISOString()].join()", "NaN,946684800000,2000-01-01T00:00:00.000Z"),
        ("const d = new Date(0); [d.setUTCMinutes(1, undefined), d.getTime()].join()", "NaN,NaN"),
        ("const d = new Date(0); d.setTime(1.9)", "1"),
        ("const log = []; const v = n => ({valueOf() { log.push(n); return n }}); new Date(NaN).setMinutes(v(1), v(2), v(3), v(4)); log.join()", "1,2,3"),
        ("const d = new Date(0); d.setUTCMinutes({valueOf() { d.setTime(NaN); return 1 }})", "60000"),
        ("const d = new Date(Date.UTC(2000, 5)); d.setYear(99); [d.getYear(), d.getFullYear()].join()", "99,1999"),
        ("new Date(1e15).setUTCFullYear(1e9)", "NaN"),
    ])
    func changing(source: String, expected: String) throws {
        #expect(try run(source) == expected || (expected == "NaN" && run("'' + (\(source))") == expected))
    }

    @Test(arguments: [
        ("new Date(2026, 10, 21, 13, 3, 45).toString()", "Sat Nov 21 2026 13:03:45 GMT-0500 (Eastern Standard Time)"),
        ("new Date(2026, 6, 1).toTimeString()", "00:00:00 GMT-0400 (Eastern Daylight Time)"),
        ("new Date(2026, 10, 21).toDateString()", "Sat Nov 21 2026"),
        ("'' + new Date(2026, 10, 21).getTimezoneOffset()", "300"),
        // 2:30 on 8 March does not exist: read with the offset from before the change.
        ("new Date(2026, 2, 8, 2, 30).toTimeString()", "03:30:00 GMT-0400 (Eastern Daylight Time)"),
        // 1:30 on 1 November occurs twice: the first one is meant.
        ("new Date(2026, 10, 1, 1, 30).toISOString()", "2026-11-01T05:30:00.000Z"),
        ("new Date(2026, 10, 1, 1, 30).getTimezoneOffset() + ''", "240"),
        ("new Date('2026-11-21T13:03').toISOString()", "2026-11-21T18:03:00.000Z"),
        ("new Date('Nov 21, 2026 13:03').toISOString()", "2026-11-21T18:03:00.000Z"),
        ("const d = new Date(2026, 2, 7, 2, 30); d.setDate(8); d.toISOString()", "2026-03-08T07:30:00.000Z"),
        ("const d = new Date(2026, 2, 8, 12); d.setHours(0); [d.getHours(), d.getTimezoneOffset()].join()", "0,300"),
        ("let bad = 0; for (let t = Date.UTC(2026); t < Date.UTC(2027); t += 1800000) { const d = new Date(t); const e = new Date(d.getFullYear(), d.getMonth(), d.getDate(), d.getHours(), d.getMinutes()); if (+e !== t) bad++ } '' + bad", "2"),
    ])
    func localTimeInNewYork(source: String, expected: String) throws {
        #expect(try run(source, zone: newYork) == expected)
    }

    @Test(arguments: [
        ("new Date(2026, 2, 29, 2, 30).toString()", "Sun Mar 29 2026 03:30:00 GMT+0200 (Central European Summer Time)"),
        ("new Date(2026, 9, 25, 2, 30).toISOString()", "2026-10-25T00:30:00.000Z"),
        ("new Date(Date.UTC(2026, 9, 25, 1, 30)).toTimeString()", "02:30:00 GMT+0100 (Central European Standard Time)"),
        ("new Date(NaN).toString() + new Date(NaN).toLocaleString() + new Date(NaN).toUTCString()", "Invalid DateInvalid DateInvalid Date"),
    ])
    func localTimeInBerlin(source: String, expected: String) throws {
        #expect(try run(source, zone: berlin) == expected)
    }

    @Test(arguments: [
        ("new Date(0).toUTCString()", "Thu, 01 Jan 1970 00:00:00 GMT"),
        ("JSON.stringify([new Date(0), new Date(NaN)])", "[\"1970-01-01T00:00:00.000Z\",null]"),
        ("Date.prototype.toJSON.call({toISOString: () => 'x', valueOf: () => 1})", "x"),
        ("try { new Date(NaN).toISOString() } catch (e) { e.name + ': ' + e.message }", "RangeError: Invalid time value"),
        ("typeof (new Date(0) + 1) + typeof (new Date(0) - 1)", "stringnumber"),
        ("try { Date.prototype[Symbol.toPrimitive].call(new Date, 'x') } catch (e) { e.message }", "Invalid hint: x"),
        ("new Date(-1e14).toISOString()", "-001199-02-15T14:13:20.000Z"),
    ])
    func text(source: String, expected: String) throws {
        #expect(try run(source) == expected)
    }

    @Test(arguments: [
        ("", "11/21/2026, 1:03:45 PM"),
        ("{}", "11/21/2026, 1:03:45 PM"),
        ("{weekday: 'long', year: 'numeric', month: 'long', day: 'numeric'}", "Saturday, November 21, 2026"),
        ("{month: 'short', day: 'numeric'}", "Nov 21"),
        ("{year: 'numeric', month: 'long'}", "November 2026"),
        ("{year: 'numeric', month: '2-digit', day: '2-digit'}", "11/21/2026"),
        ("{hour: '2-digit', minute: '2-digit'}", "01:03 PM"),
        ("{hour: '2-digit', minute: '2-digit', hour12: false}", "13:03"),
        ("{dateStyle: 'full', timeStyle: 'short'}", "Saturday, November 21, 2026 at 1:03 PM"),
        ("{dateStyle: 'medium', timeStyle: 'long'}", "Nov 21, 2026, 1:03:45 PM UTC"),
        ("{dateStyle: 'short'}", "11/21/26"),
        ("{hour: 'numeric', minute: 'numeric', fractionalSecondDigits: 3}", "1:03:45.678 PM"),
        ("{weekday: 'short', hour: 'numeric'}", "Sat 1 PM"),
        ("{timeZone: 'UTC', timeZoneName: 'short'}", "11/21/2026, 1:03:45 PM UTC"),
    ])
    func localeText(options: String, expected: String) throws {
        let source = "new Date(Date.UTC(2026, 10, 21, 13, 3, 45, 678)).toLocaleString(undefined, \(options))"
        #expect(try run(options.isEmpty ? source.replacing(", )", with: ")") : source, zone: "UTC0") == expected)
    }

    @Test(arguments: [
        ("new Date(0).toLocaleDateString()", "1/1/1970"),
        ("new Date(0).toLocaleTimeString()", "12:00:00 AM"),
        ("new Date(0).toLocaleDateString('en-US', {month: 'long'})", "January"),
        ("new Date(0).toLocaleTimeString('en-US', {timeStyle: 'short', hour12: false})", "24:00"),
        ("new Date(0).toLocaleTimeString('en-US', {hourCycle: 'h23'})", "00:00:00"),
        ("try { new Date(0).toLocaleTimeString('en-US', {dateStyle: 'short'}) } catch (e) { e.message }", "Invalid option : dateStyle"),
        ("try { new Date(0).toLocaleString('en-US', {timeZone: '../../../etc/passwd'}) } catch (e) { e.message }", "Invalid time zone specified: ../../../etc/passwd"),
        ("try { new Date(0).toLocaleString('en-US', {month: 'x'}) } catch (e) { e.message }", "Value x out of range for Date.prototype.toLocaleString options property month"),
        ("try { new Date(0).toLocaleString('en-US', null) } catch (e) { e.name }", "TypeError"),
    ])
    func localeMethods(source: String, expected: String) throws {
        #expect(try run(source, zone: "UTC0") == expected)
    }
}
