// Poems of a collection are moved without a new page, so that who moves many
// stays where they are. Without this file each move shows the page again.
(function () {
  "use strict";

  var section = document.querySelector("[data-order]");
  if (!section || !window.fetch) return;
  var busy = false; // one move at a time: the next begins where this one ends

  section.addEventListener("submit", function (event) {
    event.preventDefault();
    if (busy) return;
    busy = true;
    var form = event.target;
    fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(); })
      .then(function (text) { show(text, form); })
      .catch(function () { form.submit(); }) // to the same place, so twice does no harm
      .then(function () { busy = false; });
  });

  // The list as the server has it now; the focus stays on the poem.
  function show(text, form) {
    var id = form.closest("li").id, which = Array.prototype.indexOf.call(form.parentElement.children, form);
    var order = new DOMParser().parseFromString(text, "text/html").querySelector(".order");
    section.querySelector(".order").replaceWith(order);
    var row = document.getElementById(id);
    var button = row.querySelectorAll("form")[which].querySelector("button");
    if (button.disabled) button = row.querySelector("button:not([disabled])");
    button.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  }
})();
