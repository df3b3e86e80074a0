// Quicker ways for who reviews many poems. Every page is whole without this
// file.
(function () {
  "use strict";

  // Keys press what is marked with them; not while something is being typed,
  // and not in the middle of composing a character.
  document.addEventListener("keydown", function (event) {
    if (event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    var at = event.target;
    if (/^(INPUT|TEXTAREA|SELECT)$/.test(at.tagName) && at.type !== "checkbox" || at.isContentEditable) {
      if (event.key === "Escape") at.blur();
      return;
    }
    var target = null;
    document.querySelectorAll("[data-key]").forEach(function (one) {
      if (one.dataset.key === event.key && (one.tagName === "TEXTAREA" || one.getClientRects().length)) target = target || one;
    });
    if (!target) return;
    event.preventDefault();
    if (target.tagName !== "TEXTAREA") return target.click();
    target.closest("details").open = true;
    target.focus();
  });

  // One button ticks every box of a form, or none.
  document.querySelectorAll("[data-all]").forEach(function (button) {
    var boxes = document.querySelectorAll("#" + button.dataset.all + " input[type=checkbox]");
    button.hidden = boxes.length === 0;
    button.addEventListener("click", function () {
      var on = Array.prototype.some.call(boxes, function (box) { return !box.checked; });
      boxes.forEach(function (box) { box.checked = on; });
    });
  });

  // The poem as it would read follows the typing. An answer that comes late
  // must not overwrite a newer one.
  var form = document.querySelector("[data-preview]");
  var shown = document.getElementById("preview");
  if (form && shown && window.fetch) {
    var waiting = 0, asked = 0;
    form.addEventListener("input", function () {
      clearTimeout(waiting);
      waiting = setTimeout(function () {
        var mine = ++asked;
        fetch(form.dataset.preview, { method: "POST", body: new URLSearchParams(new FormData(form)), credentials: "same-origin" })
          .then(function (answer) { return answer.ok ? answer.text() : null; })
          .then(function (text) { if (text !== null && mine === asked) shown.innerHTML = text; })
          .catch(function () {});
      }, 300);
    });
  }

  // Sending a text on, where the telephone has a sheet for it.
  document.querySelectorAll("[data-share-from]").forEach(function (button) {
    if (!navigator.share) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      navigator.share({ text: document.getElementById(button.dataset.shareFrom).value }).catch(function () {});
    });
  });

  // Copying the link of a receipt.
  document.querySelectorAll("[data-copy-from]").forEach(function (button) {
    var from = document.getElementById(button.dataset.copyFrom);
    button.parentElement.hidden = false;
    button.addEventListener("click", function () {
      var done = function () { button.textContent = button.dataset.copied; };
      if (navigator.clipboard) { navigator.clipboard.writeText(from.value).then(done); return; }
      from.select(); // on a plain http address there is no clipboard to write to
      if (document.execCommand("copy")) done();
    });
  });
})();
