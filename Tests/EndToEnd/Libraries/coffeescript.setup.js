// What the compiler asks of a page.
window.addEventListener = function () {};
