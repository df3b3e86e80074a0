// The search box: suggestions under it while something is being typed, as a
// combobox with a list of choices (ARIA 1.2), and a key that leads to it.
// Every page is whole without this file.
(function () {
  "use strict";

  var wait = 150; // ms after the last key
  var longest = 40; // what is longer is a poem being pasted
  var kinds = ["author", "form", "place", "tag", "tune", "collection", "stone", "time", "festival", "term", "season", "theme", "title", "line"];

  var form = document.querySelector("form.search");
  var box = document.getElementById("q");
  var words = form.dataset;
  var list = make("div", { id: "suggestions", class: "suggestions", role: "listbox", "aria-label": words.list, hidden: "" });
  var status = make("span", { class: "hidden", role: "status" });
  var options = [];
  var at = -1; // the option chosen with the arrow keys; -1 for the box itself
  var timer = 0;
  var asking = null; // the request under way
  var composing = false;

  form.append(list, status);
  set(box, { role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false", "aria-haspopup": "listbox" });

  // On a phone the box is folded away on most pages; whoever opens it writes.
  var find = document.querySelector("[data-find]");
  if (find) find.addEventListener("click", function () { setTimeout(function () { box.focus(); }, 0); });

  function set(element, attributes) {
    Object.keys(attributes).forEach(function (name) { element.setAttribute(name, attributes[name]); });
  }

  function make(tag, attributes, text) {
    var element = document.createElement(tag);
    set(element, attributes);
    if (text) element.textContent = text;
    return element;
  }

  // stop forgets what is being waited for: an answer to something typed
  // before must not come up under something else.
  function stop() {
    clearTimeout(timer);
    if (asking) asking.abort();
    asking = null;
  }

  function close() {
    stop();
    choose(-1);
    list.hidden = true;
    box.setAttribute("aria-expanded", "false");
  }

  function shut() {
    close();
    status.textContent = "";
  }

  function choose(n) {
    if (options[at]) options[at].element.setAttribute("aria-selected", "false");
    at = n;
    if (!options[at]) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    options[at].element.setAttribute("aria-selected", "true");
    options[at].element.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", options[at].element.id);
  }

  // go follows a suggestion, within the site only.
  function go(url) {
    if (!/^\/(?!\/)/.test(url)) return;
    shut();
    location.assign(url);
  }

  function addOption(one, group) {
    var element = make("div", { id: "suggestion-" + options.length, class: "suggestion", role: "option", "aria-selected": "false" }, one.text);
    if (one.lang) element.lang = one.lang;
    var beside = [one.other && words.other.replace("{name}", one.other), one.word, one.poems && words.poems.replace("{n}", one.poems)];
    beside = beside.filter(Boolean).join(" ");
    if (beside) element.append(" ", make("span", { class: "count" }, beside));
    element.addEventListener("click", function () { go(one.url); });
    options.push({ element: element, url: one.url });
    group.append(element);
  }

  function addGroup(kind, suggestions) {
    var some = suggestions.filter(function (one) { return one.kind === kind; });
    if (some.length === 0) return;
    var group = make("div", { role: "group", "aria-label": words[kind] });
    group.append(make("div", { class: "suggestion-kind", "aria-hidden": "true" }, words[kind]));
    some.forEach(function (one) { addOption(one, group); });
    list.append(group);
  }

  function show(answer) {
    if (document.activeElement !== box) return;
    choose(-1);
    options = [];
    list.replaceChildren();
    kinds.forEach(function (kind) { addGroup(kind, answer.suggestions); });
    list.hidden = options.length === 0;
    box.setAttribute("aria-expanded", String(!list.hidden));
    status.textContent = list.hidden ? words.none : words.count.replace("{n}", options.length);
  }

  function ask(q) {
    var request = asking = new AbortController();
    fetch("/api/v1/suggest?limit=8&q=" + encodeURIComponent(q), { signal: request.signal })
      .then(function (answer) { return answer.ok ? answer.json() : Promise.reject(answer.status); })
      .then(function (answer) { if (asking === request) show(answer); })
      .catch(function () { if (asking === request) close(); }); // the box works as before
  }

  function later() {
    stop();
    var q = box.value.trim();
    if (q === "" || q.length > longest) {
      shut();
      return;
    }
    timer = setTimeout(function () { ask(q); }, wait);
  }

  box.addEventListener("compositionstart", function () { composing = true; shut(); });
  box.addEventListener("compositionend", function () { composing = false; later(); });
  box.addEventListener("input", function (event) { if (!composing && !event.isComposing) later(); });

  function move(step) {
    if (list.hidden) {
      later();
      return;
    }
    var places = options.length + 1; // the box is one of them
    choose((at + 1 + step + places) % places - 1);
  }

  // 229 is the key of an input method that has just ended composing.
  box.addEventListener("keydown", function (event) {
    if (composing || event.isComposing || event.keyCode === 229 || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowDown") move(1);
    else if (event.key === "ArrowUp") move(-1);
    else if (event.key === "Enter" && options[at] && !list.hidden) go(options[at].url);
    else if (event.key === "Escape" && !list.hidden) shut();
    else {
      if (event.key === "Tab") shut();
      return;
    }
    event.preventDefault();
  });

  // A press on the list must not take the focus from the box, or the list
  // would be gone before the finger is lifted.
  list.addEventListener("mousedown", function (event) { event.preventDefault(); });
  box.addEventListener("blur", shut);
  form.addEventListener("submit", shut);
  window.addEventListener("pagehide", shut);

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
