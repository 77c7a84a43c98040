// Moment with all its locales: parsing, arithmetic and formatting over clock changes.
var zone = new Date(2020, 0, 1).getTimezoneOffset() + "/" + new Date(2020, 6, 1).getTimezoneOffset();
var at = moment("2021-03-14T01:30:00");
var iso = function (m) { return m.format() + " " + m.valueOf(); };

show("version and zone", function () { return [moment.version, zone]; });
show("tokens", function () { return at.format("M Mo MM MMM MMMM Q Qo D Do DD DDD DDDo DDDD d do dd ddd dddd e E w wo ww W Wo WW YY YYYY Y gg gggg GG GGGG A a H HH h hh k kk m mm s ss S SS SSS SSSSSS Z ZZ X x L LL LLL LLLL LT LTS l ll lll llll [escaped]"); });
show("over the spring gap", function () { return [iso(at.clone().add(1, "hour")), iso(at.clone().add(1, "day")), iso(moment("2021-03-14T02:30:00")), at.clone().add(1, "hour").isDST(), iso(at.clone().add(3, "hours").startOf("day"))]; });
show("over the autumn fold", function () { return [iso(moment("2021-11-07T01:30:00")), iso(moment("2021-11-07T00:30:00").add(2, "hours")), iso(moment("2021-11-07").endOf("day")), moment("2021-11-08").diff(moment("2021-11-07"), "hours")]; });
show("ISO forms", function () { return ["2013-02-08", "2013-W06-5", "2013-039", "20130208T080910,123", "2013-02-08T09", "2013-02-08 09:30:26.123", "2013-02-08T09:30:26.123+07:00", "+002013-02-08", "2013-02-08T24:00:00.000", "2013-02-30", "2013-13-01", "not a date"].map(function (t) { var m = moment(t, moment.ISO_8601); return m.isValid() ? iso(m) : m.creationData().input + " invalid " + m.invalidAt(); }); });
show("formats", function () { return [["12-25-1995", "MM-DD-YYYY"], ["25 Dec 95 5pm", "DD MMM YY ha"], ["Sunday, February 14th 2010, 3:25:50 pm", "dddd, MMMM Do YYYY, h:mm:ss a"], ["1318781876.721", "X"], ["2010-10-20 4:30 +0000", "YYYY-MM-DD HH:mm Z"], ["24/12/2019 09:15:00", "DD MM YYYY hh:mm:ss"], ["2012-50-5", "GGGG-WW-E"], ["99", "YY"], ["12:14 AM", "hh:mm A"]].map(function (p) { return iso(moment(p[0], p[1])); }); });
show("strict", function () { return [moment("It is 2012-05-25", "YYYY-MM-DD", true).isValid(), moment("2012-05-25", "YYYY-MM-DD", true).isValid(), moment("14-5-1", ["YY-M-D", "YYYY-MM-DD"], true).format(), moment("2012/05", ["MM-YYYY", "YYYY-MM"]).format("L")]; });
show("parsing flags", function () { var f = moment("2010 13", "YYYY MM").parsingFlags(); return [f.overflow, f.unusedTokens, f.empty, f.charsLeftOver]; });
show("from arrays and objects", function () { return [iso(moment([2010, 1, 14, 15, 25, 50, 125])), iso(moment({ y: 2010, M: 3, d: 5, h: 15 })), iso(moment.unix(1318781876)), iso(moment.utc([2012, 0, 1])), iso(moment(new Date(2011, 9, 16))), moment([2015, 25, 35]).isValid()]; });
show("months overflow", function () { return [iso(moment([2010, 0, 31]).add(1, "months")), iso(moment("2016-02-29").add(1, "year")), iso(moment("2016-01-31").add({ days: 7, months: 1 })), iso(moment("2012-03-31").subtract(1, "quarter"))]; });
show("startOf and endOf", function () { return ["year", "month", "quarter", "week", "isoWeek", "day", "hour", "minute", "second"].map(function (u) { return [at.clone().startOf(u).format(), at.clone().endOf(u).format("x")]; }); });
show("diff", function () { return ["years", "months", "weeks", "days", "hours", "minutes", "milliseconds"].map(function (u) { return [moment("2007-01-29").diff(at, u), moment("2007-01-29").diff(at, u, true)]; }); });
show("queries", function () { return [at.isBefore("2021-04-01"), at.isSame("2021-03-01", "month"), at.isAfter("2021-03-14", "day"), at.isBetween("2021-01-01", "2022-01-01"), at.isBetween(at, at, null, "[]"), at.isSameOrAfter("2021-03-14T01:30"), moment([2000]).isLeapYear(), moment.isMoment(at), moment.isDate(at), moment.max(at, moment([2030])).year(), moment.min([at, moment([2000])]).year()]; });
show("getters", function () { return ["year", "quarter", "month", "week", "isoWeek", "date", "dayOfYear", "day", "weekday", "isoWeekday", "hour", "minute", "weekYear", "isoWeekYear", "weeksInYear", "isoWeeksInYear", "daysInMonth", "utcOffset", "unix"].map(function (n) { return at[n](); }); });
show("setters", function () { return [iso(at.clone().set({ year: 2013, month: 3 })), iso(at.clone().month("January")), iso(at.clone().dayOfYear(256)), iso(at.clone().week(40)), iso(at.clone().isoWeek(1).isoWeekday(7)), iso(at.clone().day(-7)), iso(at.clone().hour(26)), iso(at.clone().utcOffset("+08:00")), iso(at.clone().utcOffset(-300, true))]; });
show("relative", function () { return [[1, "s"], [44, "s"], [89, "s"], [44, "m"], [89, "m"], [21, "h"], [35, "h"], [25, "d"], [45, "d"], [319, "d"], [547, "d"], [10, "y"]].map(function (p) { return [moment.duration(p[0], p[1]).humanize(), moment.duration(-p[0], p[1]).humanize(true)]; }); });
show("from", function () { return [moment([2007, 0, 29]).from(moment([2007, 0, 28])), moment([2007, 0, 29]).to([2007, 5, 28]), moment([2007, 0, 28]).from([2008, 0, 28], true)]; });
show("calendar", function () { return [-8, -3, -1, 0, 1, 3, 8].map(function (d) { return moment([2020, 5, 15, 14, 30]).add(d, "days").calendar([2020, 5, 15]); }); });
show("durations", function () { return ["P1Y2M3DT4H5M6S", "-P1M", "PT0.5S", "7.23:59:59.999", "23:59", "P2W"].map(function (t) { var d = moment.duration(t); return [d.toISOString(), d.asMilliseconds(), d.humanize(), d.years(), d.months(), d.days(), d.hours(), d.asDays(), d.asMonths()]; }); });
show("duration arithmetic", function () { return [moment.duration(1, "month").add(35, "days").toISOString(), moment.duration({ hours: 25, minutes: 61 }).subtract("00:30").toJSON(), moment.duration(1e9).get("days"), moment.duration(500, "days").humanize({ d: 7, w: 4 })]; });
show("locales", function () { return moment.locales().length; });
moment.locales().forEach(function (name) {
  var m = moment([2022, 1, 3, 17, 8, 9]).locale(name);
  show("locale " + name, function () {
    return [m.format("LLLL"), m.format("dddd Do MMM YYYY, a"), m.format("w Wo DDDo"), m.clone().add(90, "days").from(m), m.clone().subtract(3, "hours").fromNow(true).length > 0, m.calendar(moment([2022, 1, 4])), moment.duration(2, "months").locale(name).humanize(true), m.localeData().firstDayOfWeek(), m.localeData().weekdaysMin().join("|")];
  });
});
show("round trips", function () {
  var bad = [];
  moment.locales().forEach(function (name) {
    for (var month = 0; month < 12; month++) {
      var m = moment([2021, month, 1 + month * 2, 3 + month, 30]).locale(name);
      var back = moment(m.format("LLLL"), "LLLL", name);
      if (!back.isSame(m)) bad.push([name, month, back.isValid() && back.format()]);
    }
  });
  return bad;
});
show("every day of 40 years", function () {
  var m = moment([1985, 0, 1]), sum = "";
  for (var i = 0; i < 3000; i++) { sum += m.format("ggggww.DDDD,Z;"); m.add(5, "days"); }
  return digest(sum);
});
show("own locale", function () { moment.defineLocale("own", { months: "a_b_c_d_e_f_g_h_i_j_k_l".split("_"), ordinal: function (n) { return n + "."; }, week: { dow: 3, doy: 4 } }); return moment([2020, 4, 5]).locale("own").format("MMMM Do w"); });
show("toString and others", function () { return [at.toString(), at.inspect(), at.toJSON(), at.toArray(), at.toObject(), at.toISOString(true), JSON.stringify({ at: at }), String(moment.invalid()), moment.invalid().toJSON(), +moment(null)]; });
