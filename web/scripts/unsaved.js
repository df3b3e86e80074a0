// Says that what was changed in a form counts only once it is sent. Without
// this file the button says enough.
(function () {
  "use strict";

  document.querySelectorAll("[data-unsaved]").forEach(function (note) {
    var form = note.closest("form");
    if (form) form.addEventListener("input", function () { note.hidden = false; });
  });
})();
