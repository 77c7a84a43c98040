// Numbers for people, as `toLocaleString` gives them: the locale is always en-US; of the options of ECMA-402 those are known that
// scripts use most.

import JSNumerics

/// How `toLocaleString` of a number or BigInt writes it.
struct LocaleNumberFormat {
    private enum Style { case decimal, percent, currency }

    private var style = Style.decimal
    private var currency = ""
    private var minimumFractionDigits = 0
    private var maximumFractionDigits = 3
    private var useGrouping = true

    init(_ value: Value, _ context: Context) throws(JSThrow) {
        guard let options = value.asObject else { return }
        try readStyle(options, context)
        let standard: (minimum: Int, maximum: Int) =
            switch style {
            case .decimal: (0, 3)
            case .percent: (0, 0)
            case .currency: LocaleNumberFormat.wholeCurrencies.contains(currency) ? (0, 0) : (2, 2)
            }
        let minimum = try fractionDigits(options, .minimumFractionDigits, context)
        let maximum = try fractionDigits(options, .maximumFractionDigits, context)
        if let minimum, let maximum, minimum > maximum {
            throw context.throwError(.rangeError, "maximumFractionDigits value is out of range.")
        }
        minimumFractionDigits = minimum ?? min(standard.minimum, maximum ?? standard.minimum)
        maximumFractionDigits = maximum ?? max(standard.maximum, minimumFractionDigits)
        let grouping = try context.get(options, PropertyKey(.useGrouping))
        if !grouping.isUndefined { useGrouping = context.toBoolean(grouping) }
    }

    private mutating func readStyle(_ options: JSObject, _ context: Context) throws(JSThrow) {
        let wantedStyle = try context.get(options, PropertyKey(.style))
        let wantedCurrency = try context.get(options, PropertyKey(.currency))
        if !wantedCurrency.isUndefined {
            currency = context.abridged(try context.toString(wantedCurrency)).uppercased()
            guard currency.utf8.count == 3, currency.utf8.allSatisfy({ $0 >= 0x41 && $0 <= 0x5A }) else {
                throw context.throwError(.rangeError, "Invalid currency code : \(currency)")
            }
        }
        if wantedStyle.isUndefined { return }
        let name = context.abridged(try context.toString(wantedStyle))
        switch name {
        case "decimal": style = .decimal
        case "percent": style = .percent
        case "currency":
            if currency.isEmpty { throw context.throwError(.typeError, "Currency code is required with currency style.") }
            style = .currency
        default: throw context.throwError(.rangeError, "Value \(name) out of range for Intl.NumberFormat options property style")
        }
    }

    private func fractionDigits(_ options: JSObject, _ name: Name, _ context: Context) throws(JSThrow) -> Int? {
        let value = try context.get(options, PropertyKey(name))
        if value.isUndefined { return nil }
        let number = try context.toNumber(value)
        guard number >= 0, number <= 100 else { throw context.throwError(.rangeError, "\(name.text) value is out of range.") }
        return Int(number)
    }

    // MARK: Writing

    func text(_ number: Double, _ context: Context) throws(JSThrow) -> JSString {
        var builder = TextBuilder(context)
        if number.isNaN {
            try appendPrefix(isNegative: false, to: &builder)
            try builder.append("NaN")
        } else if number.isInfinite {
            try appendPrefix(isNegative: number < 0, to: &builder)
            try builder.append(unit: 0x221E)
        } else {
            var decimal = DecimalDigits(number.magnitude)
            if style == .percent && !decimal.digits.isEmpty { decimal.point += 2 }
            decimal.round(fractionDigits: maximumFractionDigits)
            try appendPrefix(isNegative: number.sign == .minus, to: &builder)
            try append(decimal, to: &builder)
        }
        if style == .percent { try builder.append(0x25) }
        return try builder.take()
    }

    func text(_ number: JSBigInt, _ context: Context) throws(JSThrow) -> JSString {
        try context.withArithmeticBudget { (budget) throws(JSThrow) -> JSString in
            let value = try budget.value(of: number)
            let digits = try (number.isNegative ? value.negated() : value).text(radix: 10, &budget)
            try budget.reserve(bytes: digits.count)
            try context.pay(digits.count / 16)
            var decimal = DecimalDigits(digits: digits.map { $0 - 0x30 }, point: digits.count)
            if style == .percent { decimal.point += 2 }
            var builder = TextBuilder(context)
            try appendPrefix(isNegative: number.isNegative, to: &builder)
            try append(decimal, to: &builder)
            if style == .percent { try builder.append(0x25) }
            return try builder.take()
        }
    }

    private func appendPrefix(isNegative: Bool, to builder: inout TextBuilder) throws(JSThrow) {
        if isNegative { try builder.append(0x2D) }
        guard style == .currency else { return }
        if let symbol = LocaleNumberFormat.currencySymbols[currency] {
            try builder.append(utf16: Array(symbol.utf16))
        } else {
            try builder.append(latin1: currency.utf8)
            try builder.append(0xA0)
        }
    }

    private func append(_ decimal: DecimalDigits, to builder: inout TextBuilder) throws(JSThrow) {
        if decimal.point <= 0 { try builder.append(0x30) }
        for index in 0..<max(decimal.point, 0) {
            if useGrouping && index > 0 && (decimal.point - index) % 3 == 0 { try builder.append(0x2C) }
            try builder.append(decimal.character(index))
        }
        let fractionDigits = max(decimal.digits.count - decimal.point, minimumFractionDigits)
        if fractionDigits > 0 {
            try builder.append(0x2E)
            for index in 0..<fractionDigits { try builder.append(decimal.character(decimal.point + index)) }
        }
    }

    /// Currencies without a smaller unit.
    private static let wholeCurrencies: Set<String> = ["JPY", "KRW", "VND", "CLP", "ISK", "HUF", "XAF", "XOF", "XPF", "PYG", "UGX"]

    private static let currencySymbols: [String: String] = [
        "USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "CNY": "CN¥", "KRW": "₩", "BRL": "R$", "CAD": "CA$",
        "AUD": "A$", "MXN": "MX$", "NZD": "NZ$", "HKD": "HK$", "TWD": "NT$", "ILS": "₪", "VND": "₫", "PHP": "₱",
        "XAF": "FCFA", "XOF": "F\u{202F}CFA", "XPF": "CFPF", "XCD": "EC$",
    ]
}

/// `0.d1 d2 … × 10^point`, without zeros at either end; no digits for zero.
private struct DecimalDigits {
    var digits: [UInt8]
    var point: Int

    init(digits: [UInt8], point: Int) {
        self.digits = digits
        self.point = point
        while self.digits.last == 0 { self.digits.removeLast() }
    }

    /// The shortest digits of a finite number.
    init(_ number: Double) {
        digits = []
        point = 0
        var pointPosition: Int?
        var count = 0
        var exponent = 0
        var inExponent = false
        var isExponentNegative = false
        for character in NumberFormatting.numberToString(number) {
            switch character {
            case 0x2E: pointPosition = count
            case 0x65: inExponent = true
            case 0x2D: isExponentNegative = true
            case 0x30...0x39:
                if inExponent {
                    exponent = exponent * 10 + Int(character - 0x30)
                } else {
                    digits.append(character - 0x30)
                    count += 1
                }
            default: break
            }
        }
        point = (pointPosition ?? count) + (isExponentNegative ? -exponent : exponent)
        let zeros = digits.prefix { $0 == 0 }.count
        digits.removeFirst(zeros)
        point -= zeros
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { point = 0 }
    }

    /// The digit at an index counted from the first one, 0 beyond the digits.
    func character(_ index: Int) -> UInt8 {
        index >= 0 && index < digits.count ? 0x30 + digits[index] : 0x30
    }

    /// Rounds to the nearest, halves away from zero.
    mutating func round(fractionDigits: Int) {
        let kept = point + fractionDigits
        if kept >= digits.count { return }
        if kept < 0 {
            digits = []
            point = 0
            return
        }
        let roundsUp = digits[kept] >= 5
        digits.removeLast(digits.count - kept)
        if roundsUp {
            while digits.last == 9 { digits.removeLast() }
            if digits.isEmpty {
                digits = [1]
                point += 1
            } else {
                digits[digits.count - 1] += 1
            }
        }
        while digits.last == 0 { digits.removeLast() }
        if digits.isEmpty { point = 0 }
    }
}
