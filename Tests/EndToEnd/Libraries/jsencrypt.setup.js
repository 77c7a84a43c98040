// What jsencrypt reads of a page; a browser name decides how its big integers multiply.
var navigator = { appName: "Netscape", userAgent: "none" };
