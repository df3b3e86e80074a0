// Small comforts. Every page is whole without this file.
(function () {
  "use strict";

  var box = document.getElementById("q");

  // "/" goes to the search box; not while something is being typed, and not
  // in the middle of composing a character.
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    var at = event.target;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) || at.isContentEditable) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
})();
