// Sending files with progress, watching a batch, and staying where one was on
// a long page. Every page is whole without this file.
(function () {
  "use strict";

  // What was being read stays in view when a form brings the same page back.
  var key = "scroll " + location.pathname;
  try {
    var kept = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (kept !== null) addEventListener("load", function () { scrollTo(0, Number(kept)); });
    document.querySelectorAll("form").forEach(function (form) {
      form.addEventListener("submit", function (event) {
        var stays = /\/(plan|decide)$/.test(form.getAttribute("action")) && !(event.submitter && /^(check|from|file)/.test(event.submitter.value));
        if (stays) sessionStorage.setItem(key, String(scrollY));
      });
    });
  } catch (refused) { /* some browsers keep nothing */ }

  // A click that was meant once counts once.
  document.querySelectorAll("form").forEach(function (form) {
    if (form.querySelector("input[type=file]")) return; // sent by the code below
    var sent = false;
    form.addEventListener("submit", function (event) {
      if (sent) event.preventDefault();
      sent = true;
    });
    addEventListener("pageshow", function () { sent = false; });
  });

  var progress = document.querySelector("[data-events]");
  if (progress && window.EventSource) {
    var events = new EventSource(progress.dataset.events);
    events.addEventListener("progress", function (event) { progress.innerHTML = event.data; });
    events.addEventListener("end", function () {
      events.close();
      location.replace(progress.dataset.here);
    });
  }

  document.querySelectorAll("form.sending").forEach(function (form) {
    var input = form.querySelector("input[type=file]");
    if (!input || !window.FormData) return;
    var bar = form.querySelector("progress"), status = form.querySelector("[role=status]"), button = form.querySelector("button");
    var said = document.getElementById("said");

    var area = form.querySelector(".drop"), hint = form.querySelector(".dropping");
    if (hint) hint.hidden = !matchMedia("(pointer: fine)").matches;
    ["dragover", "dragleave", "drop"].forEach(function (kind) {
      area.addEventListener(kind, function (event) {
        event.preventDefault();
        area.classList.toggle("over", kind === "dragover");
        if (kind === "drop" && event.dataTransfer.files.length) input.files = event.dataTransfer.files;
      });
    });

    function tell(text) {
      if (!said) { // a page with no place of its own for it
        said = document.createElement("p");
        said.className = "notice broken";
        said.setAttribute("role", "alert");
        form.prepend(said);
      }
      bar.hidden = status.hidden = true;
      button.disabled = false;
      said.textContent = text;
      said.hidden = false;
      said.scrollIntoView({ block: "center" });
    }

    form.addEventListener("submit", function (event) {
      event.preventDefault();
      if (button.disabled) return;
      var size = Array.prototype.reduce.call(input.files, function (sum, file) { return sum + file.size; }, 0);
      if (size > Number(form.dataset.most)) { tell(form.dataset.toobig); return; }
      var request = new XMLHttpRequest();
      request.open("POST", form.action);
      request.upload.onprogress = function (sent) {
        bar.max = sent.total;
        bar.value = sent.loaded;
        status.textContent = sent.loaded < sent.total ? form.dataset.sending + " " + Math.floor(100 * sent.loaded / sent.total) + "%" : form.dataset.kept;
      };
      request.onerror = function () { tell(form.dataset.broken); };
      request.onload = function () {
        var page = new DOMParser().parseFromString(request.responseText, "text/html");
        var notice = page.querySelector(".notice.broken:not([hidden])");
        if (request.status < 400) location.href = request.responseURL;
        else tell(notice ? notice.textContent : page.querySelector("main").textContent);
      };
      if (said) said.hidden = true;
      bar.hidden = status.hidden = false;
      status.textContent = form.dataset.sending;
      button.disabled = true;
      request.send(new FormData(form));
    });
  });
})();
