// English names of the times that zones keep, found by the abbreviations of the time zone database. An abbreviation alone is
// ambiguous (IST is Indian, Irish and Israeli), so the offset belongs to it.

public enum TimeZoneNames {
    private struct Key: Hashable {
        var abbreviation: String
        /// Minutes ahead of UTC.
        var offset: Int
    }

    static func longName(_ abbreviation: String, offset: Double) -> String? {
        names[Key(abbreviation: abbreviation, offset: Int(offset / DateMath.millisecondsPerMinute))]
    }

    /// The short name as it is customary in the United States: `EST`, `UTC`; elsewhere `GMT+5:30`.
    /// - Parameter offset: milliseconds ahead of UTC.
    public static func shortName(_ abbreviation: String, offset: Double) -> String {
        if offset == 0 { return abbreviation == "UTC" ? "UTC" : "GMT" }
        if offset < 0, american.contains(abbreviation), longName(abbreviation, offset: offset) != nil { return abbreviation }
        return shortOffset(offset)
    }

    /// `GMT+5:30`, `GMT-8`, `GMT+0`.
    public static func shortOffset(_ offset: Double) -> String {
        let minutes = Int(offset.magnitude / DateMath.millisecondsPerMinute)
        let text = "GMT" + (offset < 0 ? "-" : "+") + String(minutes / 60)
        return minutes % 60 == 0 ? text : text + ":" + twoDigits(minutes % 60)
    }

    /// `GMT+05:30`.
    public static func longOffset(_ offset: Double) -> String {
        let minutes = Int(offset.magnitude / DateMath.millisecondsPerMinute)
        return "GMT" + (offset < 0 ? "-" : "+") + twoDigits(minutes / 60) + ":" + twoDigits(minutes % 60)
    }

    private static func twoDigits(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }

    private static let american: Set<String> = ["EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKST", "AKDT", "HST", "HDT"]

    private static let names: [Key: String] = {
        let list: [(String, Int, String)] = [
            ("UTC", 0, "Coordinated Universal Time"), ("GMT", 0, "Greenwich Mean Time"), ("BST", 60, "British Summer Time"),
            ("IST", 60, "Irish Standard Time"), ("WET", 0, "Western European Standard Time"),
            ("WEST", 60, "Western European Summer Time"), ("CET", 60, "Central European Standard Time"),
            ("CEST", 120, "Central European Summer Time"), ("EET", 120, "Eastern European Standard Time"),
            ("EEST", 180, "Eastern European Summer Time"), ("MSK", 180, "Moscow Standard Time"),
            ("WAT", 60, "West Africa Standard Time"), ("CAT", 120, "Central Africa Time"), ("SAST", 120, "South Africa Standard Time"),
            ("EAT", 180, "East Africa Time"), ("IST", 120, "Israel Standard Time"), ("IDT", 180, "Israel Daylight Time"),
            ("PKT", 300, "Pakistan Standard Time"), ("IST", 330, "India Standard Time"), ("WIB", 420, "Western Indonesia Time"),
            ("WITA", 480, "Central Indonesia Time"), ("WIT", 540, "Eastern Indonesia Time"), ("CST", 480, "China Standard Time"),
            ("HKT", 480, "Hong Kong Standard Time"), ("PST", 480, "Philippine Standard Time"), ("JST", 540, "Japan Standard Time"),
            ("KST", 540, "Korean Standard Time"), ("AWST", 480, "Australian Western Standard Time"),
            ("ACST", 570, "Australian Central Standard Time"), ("ACDT", 630, "Australian Central Daylight Time"),
            ("AEST", 600, "Australian Eastern Standard Time"), ("AEDT", 660, "Australian Eastern Daylight Time"),
            ("NZST", 720, "New Zealand Standard Time"), ("NZDT", 780, "New Zealand Daylight Time"),
            ("ChST", 600, "Chamorro Standard Time"), ("SST", -660, "Samoa Standard Time"),
            ("HST", -600, "Hawaii-Aleutian Standard Time"), ("HDT", -540, "Hawaii-Aleutian Daylight Time"),
            ("AKST", -540, "Alaska Standard Time"), ("AKDT", -480, "Alaska Daylight Time"), ("PST", -480, "Pacific Standard Time"),
            ("PDT", -420, "Pacific Daylight Time"), ("MST", -420, "Mountain Standard Time"), ("MDT", -360, "Mountain Daylight Time"),
            ("CST", -360, "Central Standard Time"), ("CDT", -300, "Central Daylight Time"), ("EST", -300, "Eastern Standard Time"),
            ("EDT", -240, "Eastern Daylight Time"), ("AST", -240, "Atlantic Standard Time"), ("ADT", -180, "Atlantic Daylight Time"),
            ("NST", -210, "Newfoundland Standard Time"), ("NDT", -150, "Newfoundland Daylight Time"),
        ]
        return Dictionary(list.map { (Key(abbreviation: $0.0, offset: $0.1), $0.2) }, uniquingKeysWith: { first, _ in first })
    }()
}
