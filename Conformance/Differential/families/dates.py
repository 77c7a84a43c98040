"""Dates: texts in and out, parts in and out, in several time zones."""

import literals

ZONES = ["UTC", "America/New_York", "Europe/London", "Asia/Kolkata", "Australia/Lord_Howe", "America/St_Johns", "Pacific/Apia", "Europe/Berlin", "Asia/Tokyo", "America/Sao_Paulo"]
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
LONG_MONTHS = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"]
DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]


def moment(c):
    """Milliseconds in the years in which time zone tables agree: 1972 to 2036; some are near a change of clocks."""
    return str(c.between(63072000, 2082758399) * 1000 + c.one([0, 0, 1, 999, c.below(1000)]))


def iso(c):
    year = c.one([str(c.between(1972, 2036)), str(c.between(1972, 2036)), "0001", "1969", "+002020", "-000001", "+275760", "-271821", "99", "20200", "2020"])
    text = year
    if c.chance(0.9):
        text += "-" + c.one(["01", "02", "06", "09", "12", "00", "13", "1", str(c.between(1, 12)).rjust(2, "0")])
        if c.chance(0.9):
            text += "-" + c.one(["01", "13", "20", "28", "29", "30", "31", "32", "00", "5", str(c.between(1, 28)).rjust(2, "0")])
    if c.chance(0.7):
        text += c.one(["T", "T", "T", " ", "t"]) + c.one(["00", "12", "23", "24", "25", "7"]) + ":" + c.one(["00", "30", "59", "60", "5"])
        if c.chance(0.7):
            text += ":" + c.one(["00", "59", "60", "07"])
            if c.chance(0.5):
                text += "." + c.one(["0", "1", "12", "123", "1234", "999999999", "", "5"])
    if c.chance(0.5):
        text += c.one(["Z", "Z", "z", "+00:00", "-05:00", "+05:30", "+0530", "+24:00", "-23:59", "+5", " Z", "+14:00"])
    return text


def informal(c):
    year, month, day = c.between(1972, 2036), c.below(12), c.between(1, 28)
    name = c.one([MONTHS, MONTHS, LONG_MONTHS])[month]
    name = c.one([name, name, name.upper(), name.lower()])
    weekday = c.one(["", "", c.one(DAYS) + " ", c.one(DAYS) + ", ", "Monday, "])
    time = c.one(["", "", f" {c.below(24)}:{c.below(60):02}", f" {c.below(24):02}:{c.below(60):02}:{c.below(60):02}", f" {c.between(0, 13)}:{c.below(60):02} {c.one(['AM', 'PM', 'am', 'pm'])}", f" {c.below(12)}:{c.below(60):02}:{c.below(60):02}{c.one(['PM', ' PM', 'am'])}", f" {c.below(24)}:{c.below(60):02}:{c.below(60):02}.{c.below(1000):03}"])
    zone = c.one(["", "", "", " GMT", " UTC", " Z", " GMT+0200", " +0200", " -0530", " GMT-5", " EST", " PDT", " UTC+1", " (comment)", " GMT+01:00 (CET)", " +02:00"])
    date = c.one([
        f"{name} {day}, {year}", f"{name} {day} {year}", f"{day} {name} {year}", f"{year}/{month + 1}/{day}", f"{month + 1}/{day}/{year}", f"{month + 1}/{day}/{year % 100}", f"{year}-{month + 1}-{day}", f"{name} {year}", f"{day}-{name}-{year}", f"{year} {name} {day}",
        f"{month + 1:02}-{day:02}-{year}", f"{year}/{month + 1:02}/{day:02}", f"{day}th {name} {year}", f"{name} {day}", f"{year}", f"{name}. {day}, {year}", f"{name}/{day}/{year}", f"{day} {name}, {year}", f"{name}{day} {year}", f"{year}.{month + 1}.{day}", f"{month + 1}.{day}.{year}", f"{name} {day} {year % 100:02}", f"{day}/{month + 1}/{year}", f"{year}{month + 1:02}{day:02}",
    ])
    return weekday + date + time + zone


def parsing(c):
    texts = [iso(c) if c.chance(0.5) else informal(c) for _ in range(20)]
    lines = [f"check(() => new Date({literals.text(text)}));" for text in texts]
    return zoned(c, "\n".join(lines))


def zoned(c, body):
    return {"body": body, "zone": c.one(ZONES)}


FIELDS = ["FullYear", "Month", "Date", "Hours", "Minutes", "Seconds", "Milliseconds"]
TEXTS = ["toString", "toISOString", "toUTCString", "toJSON", "toDateString", "toTimeString", "valueOf", "getTimezoneOffset", "getDay", "getUTCDay", "getYear", "toLocaleDateString", "toLocaleTimeString", "toLocaleString"]


def part(c):
    return c.one(["0", "1", "2", "11", "12", "13", "-1", "28", "29", "30", "31", "32", "59", "60", "61", "23", "24", "25", "366", "1000", "1.9", "-0.5", "NaN", "undefined", "null", '"3"', "true", "1e9", str(c.between(-100, 3000)), "99", "100", "275760"])


def fields(c):
    lines = [f"const d = new Date({moment(c)});"]
    for _ in range(10):
        kind = c.below(10)
        if kind < 2:
            lines.append(f"check(() => new Date({', '.join([str(c.between(1972, 2036)) if c.chance(0.7) else part(c)] + [part(c) for _ in range(c.between(1, 6))])}));")
        elif kind < 3:
            lines.append(f"check(() => Date.UTC({', '.join([str(c.between(1, 2036))] + [part(c) for _ in range(c.between(0, 6))])}));")
        elif kind < 6:
            lines.append(f"check(() => d.set{c.one(['', 'UTC'])}{c.one(FIELDS)}({', '.join(part(c) for _ in range(c.between(1, 4)))}));")
        elif kind < 7:
            lines.append(f"d.setTime({moment(c)});")
        else:
            method = c.one(TEXTS)
            guard = "d.getTime() >= 63072000000 && d.getTime() < 2082758400000 || !Number.isFinite(d.getTime())"
            lines.append(f"if ({guard}) check(() => d.{method}());")
        lines.append("if (!(d.getTime() >= 63072000000 && d.getTime() < 2082758400000)) d.setTime(1e12);")
        if c.chance(0.3):
            lines.append("log([" + ", ".join(f"d.get{utc}{field}()" for utc in ("", "UTC") for field in FIELDS) + "]);")
    return zoned(c, "\n".join(lines))


def conversions(c):
    lines = []
    for _ in range(10):
        a = c.one([moment(c), literals.number(c), literals.string(c) if c.chance(0.1) else "0", "8.64e15", "-8.64e15", "8640000000000001", "-1", "86399999.9", "NaN"])
        d = f"new Date({a})"
        valid = f"new Date({moment(c)})"
        lines.append("check(() => " + c.one([
            f"{d}", f"{d}.toISOString()", f"{d}.toJSON()", f"{d}.toUTCString()", f"{d}.getTime() === +{d}", f"JSON.stringify({{ d: {d} }})", f"{d} - {literals.value(c)}", f"({d} + 1).length > 3", f"{d} < {literals.number(c)}", f"{d} == {a}", f"{d}[Symbol.toPrimitive]({c.one(['@number@', '@default@', '@x@', 'undefined'])}) === +{d}".replace("@", "'"),
            f"new Date({literals.value(c)})" if c.chance(0.5) else f"new Date({d})", f"Date.prototype.toJSON.call({{ toISOString() {{ return trace('iso', 1); }}, valueOf() {{ return {literals.number(c)}; }} }})", f"typeof Date({a})", f"new Date(coercible('c', {literals.primitive(c)}, {literals.string(c)}))".replace(literals.text(""), "'1'"),
            f"Date.UTC(coercible('y', {part(c)}, 1), coercible('m', {part(c)}, 1), failing('d'), primitive('h', 1))", f"{valid}.setUTCHours(coercible('y', {part(c)}, 1), coercible('m', {part(c)}, 1), coercible('d', {part(c)}, 1))", f"{valid}.setMonth(coercible('m', {part(c)}, 1), coercible('d', {part(c)}, 1)) > 0", f"[{d}.getUTCDay(), {d}.getUTCDate(), {d}.getUTCFullYear(), {d}.getUTCMonth()]", f"structuredClone({d})",
        ]) + ");")
    return zoned(c, "\n".join(lines)) | {"zone": "UTC"}


FAMILIES = {"date-parsing": parsing, "date-fields": fields, "dates": conversions}
