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

  // Suggestions under the search box, by the browser's own list.
  var list = document.createElement("datalist");
  var waiting = 0;
  list.id = "suggestions";
  box.after(list);
  box.setAttribute("list", list.id);

  function show(answer) {
    if (answer.query !== box.value.trim()) return; // typed on meanwhile
    list.replaceChildren.apply(list, answer.suggestions.map(function (one) {
      var option = document.createElement("option");
      option.value = one.text;
      return option;
    }));
  }

  box.addEventListener("input", function (event) {
    clearTimeout(waiting);
    var q = box.value.trim();
    if (event.isComposing || q === "" || q.length > 40) return;
    waiting = setTimeout(function () {
      fetch("/api/v1/suggest?limit=6&q=" + encodeURIComponent(q))
        .then(function (answer) { return answer.ok ? answer.json().then(show) : null; })
        .catch(function () {}); // without suggestions the box works as before
    }, 200);
  });

  // Copying a poem: title, author and lines as plain text.
  var button = document.querySelector("[data-copy]");
  if (button && navigator.clipboard) {
    button.parentElement.hidden = false;
    button.addEventListener("click", function () {
      var parts = document.querySelectorAll(".poem .poem-title, .poem .byline, .poem .line");
      var text = Array.prototype.map.call(parts, function (part) { return part.textContent; }).join("\n");
      navigator.clipboard.writeText(text).then(function () { button.textContent = button.dataset.copy; });
    });
  }
})();
