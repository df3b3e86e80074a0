// Shows what is chosen at once and remembers it without leaving the page.
// Without this file the button at the end of the form does both.
(function () {
  "use strict";

  var form = document.querySelector("[data-looks]");
  if (!form) return;
  var status = form.querySelector("[data-status]");

  form.addEventListener("change", function (event) {
    var at = event.target;
    if (at.type !== "radio") return;
    document.documentElement.setAttribute("data-" + at.name, at.value);
    fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)), redirect: "manual" })
      .then(function () { status.textContent = form.dataset.saved; })
      .catch(function () { status.textContent = ""; }); // the button still works
  });
})();
