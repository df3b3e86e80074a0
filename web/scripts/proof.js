// Shows what a check finds in a poem while it is written. Without this file the
// button below the verse does it.
(function () {
  "use strict";

  var box = document.querySelector("[data-proof]");
  var form = box && box.closest("form");
  if (!form || !window.fetch) return;
  var shown = box.querySelector("[data-proof-shown]");
  var words = box.dataset;
  var waiting = 0;
  var asked = 0;

  function value(name) {
    var field = form.elements[name];
    return field ? field.value : "";
  }

  function element(name, text, kind) {
    var made = document.createElement(name);
    if (text) made.textContent = text;
    if (kind) made.className = kind;
    return made;
  }

  function remark(found) {
    var item = element("li", "", "remark " + found.severity);
    var what = element("p");
    what.append(element("strong", words[found.severity], "badge"));
    if (found.line) what.append(element("span", place(found), "remark-place"));
    what.append(found.text);
    item.append(what);
    if (found.advice) item.append(element("p", found.advice));
    var more = element("p", "", "quiet");
    var link = element("a", words.rule);
    link.href = "/metre/rules/" + encodeURIComponent(found.rule);
    link.target = "_blank";
    more.append(link);
    item.append(more);
    return item;
  }

  // place is the line that a finding is in, shortened to where it begins.
  function place(found) {
    var lines = value("body").split("\n").filter(function (line) { return line.trim(); });
    var line = lines[found.line - 1] || "";
    return "“" + Array.from(line).slice(Math.max(0, found.char - 4), found.char + 3).join("") + "”";
  }

  function show(result, wanted) {
    shown.textContent = "";
    if (result.rhyme_ok === null && result.metre_ok === null) { // verse without such rules is left in peace
      if (wanted) shown.append(element("p", words.free));
      return;
    }
    var grave = result.findings.filter(function (found) { return found.severity !== "note"; });
    var proof = element("div", "", "proof");
    var what = element("p", "", "proof-what");
    what.append(element("strong", result.form + (result.tune ? " · " + result.tune : "")));
    proof.append(what, element("p", grave.length ? words.advice : words.clean, grave.length ? "" : "proof-clean"));
    var list = element("ol", "", "remarks");
    grave.forEach(function (found) { list.append(remark(found)); });
    if (grave.length) proof.append(list);
    shown.append(proof);
  }

  function check(wanted) {
    clearTimeout(waiting);
    var mine = ++asked;
    var sent = new URLSearchParams();
    ["title", "preface", "body", "note", "form", "tune"].forEach(function (name) { sent.set(name, value(name)); });
    if (!wanted && Array.from(value("body").replace(/\s/g, "")).length < 10) {
      shown.textContent = "";
      return;
    }
    fetch(words.proof, { method: "POST", body: sent, credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.json() : Promise.reject(answer.status); })
      .then(function (result) { if (mine === asked) show(result, wanted); })
      .catch(function () {}); // the button still works
  }

  shown.setAttribute("aria-live", "polite");
  form.addEventListener("input", function (event) {
    if (!/^(title|body|form|tune)$/.test(event.target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(check, 800, false);
  });
  box.querySelector("[name=look]").addEventListener("click", function (event) {
    event.preventDefault();
    check(true);
  });
})();
