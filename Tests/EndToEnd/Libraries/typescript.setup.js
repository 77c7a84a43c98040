// Completions are sorted with a collator, which jsexec has not: both engines get this one.
var Intl = {
  Collator: function () {
    this.compare = function (a, b) { return a < b ? -1 : a > b ? 1 : 0; };
  }
};
