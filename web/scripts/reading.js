// Comforts of a poem's page: changes without a new page, a character by a
// tap, reading aloud, copying, printing. The page is whole without this file.
(function () {
  "use strict";

  var root = document.documentElement;
  var speech = window.speechSynthesis;

  function reading() { return document.getElementById("reading"); }

  // spoken is the text of a line without its pinyin.
  function spoken(line) {
    var copy = line.cloneNode(true);
    copy.querySelectorAll("rt").forEach(function (rt) { rt.remove(); });
    return copy.textContent;
  }

  // take puts the poem of a fetched page, and its tools, in the place of those
  // shown: the server alone decides how they look. The rest stays: a recording
  // plays on.
  function take(text, address) {
    var page = new DOMParser().parseFromString(text, "text/html");
    var fresh = page.getElementById("reading");
    if (!fresh) return false;
    silence();
    Object.keys(page.documentElement.dataset).forEach(function (name) { root.dataset[name] = page.documentElement.dataset[name]; });
    var rest = reading().querySelector(".rest").open;
    var before = document.activeElement && document.activeElement.closest("#reading .tools") ? mark(document.activeElement) : null;
    [".leaf", ".tools"].forEach(function (part) {
      reading().querySelector(part).replaceWith(document.importNode(fresh.querySelector(part), true));
    });
    reading().querySelector(".rest").open = rest;
    var again = before && document.querySelector(before);
    if (again && !again.disabled) again.focus({ preventScroll: true });
    offerSpeech();
    if (address) history.replaceState(null, "", address);
    return true;
  }

  // mark finds a control again after its like has come in its place.
  function mark(control) {
    if (control.name && control.tagName === "BUTTON") {
      var place = control.closest(".rest") ? ".rest" : ".switches";
      return "#reading " + place + " button[name=" + control.name + "]" + (control.closest("fieldset") ? "[value=" + control.value + "]" : "");
    }
    return control.tagName === "INPUT" ? "#char" : null;
  }

  function load(address) {
    return fetch(address, { credentials: "same-origin" })
      .then(function (answer) { return answer.ok ? answer.text() : Promise.reject(answer.status); })
      .then(function (text) { if (!take(text, address)) throw new Error("no poem"); })
      .catch(function () { location.assign(address); });
  }

  document.addEventListener("click", function (event) {
    if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    var link = event.target.closest("a[data-swap]");
    if (link) {
      event.preventDefault();
      load(link.href).then(toPanel(link.hash));
      return;
    }
    if (event.target.closest("[data-speak]")) { speak(); return; }
    if (event.target.closest(".verse")) tapped(event);
  });

  function toPanel(hash) {
    return function () {
      var panel = hash && document.querySelector(hash);
      if (panel) panel.scrollIntoView({ block: "nearest" });
    };
  }

  document.addEventListener("submit", function (event) {
    var form = event.target;
    if (form.matches("form[data-look]") && event.submitter) {
      event.preventDefault();
      var data = new URLSearchParams(new FormData(form));
      data.set(event.submitter.name, event.submitter.value);
      fetch(form.action, { method: "POST", body: data, credentials: "same-origin", redirect: "manual" })
        .then(function () { return load(location.pathname + location.search); })
        .catch(function () { location.reload(); });
    } else if (form.matches("form[data-swap]")) {
      event.preventDefault();
      load(form.getAttribute("action").split("#")[0] + "?" + new URLSearchParams(new FormData(form))).then(toPanel("#panel"));
    }
  });

  // The character under a finger. A text that is being marked is left alone.
  function tapped(event) {
    var marked = window.getSelection();
    if (marked && !marked.isCollapsed) return;
    var character = characterAt(event.clientX, event.clientY);
    if (!character) return;
    var query = new URLSearchParams(location.search);
    query.set("char", character);
    load(location.pathname + "?" + query).then(toPanel("#panel"));
  }

  // characterAt goes by the boxes of the characters, which every browser
  // knows; carets fall between them.
  function characterAt(x, y) {
    var element = document.elementFromPoint(x, y);
    var ruby = element && element.closest("ruby");
    if (ruby) return spoken(ruby);
    var line = element && element.closest(".line");
    if (!line) return "";
    var walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
    var range = document.createRange();
    while (walker.nextNode()) {
      var text = walker.currentNode.data;
      for (var i = 0; i < text.length;) {
        var character = String.fromCodePoint(text.codePointAt(i));
        range.setStart(walker.currentNode, i);
        range.setEnd(walker.currentNode, i + character.length);
        var box = range.getBoundingClientRect();
        if (x >= box.left && x < box.right && y >= box.top && y < box.bottom) return /\p{Script=Han}/u.test(character) ? character : "";
        i += character.length;
      }
    }
    return "";
  }

  // Reading aloud, where the browser has a Chinese voice: line by line, so
  // that the eye can follow.
  var speaking = false;

  function voice() {
    var voices = speech ? speech.getVoices() : [];
    return voices.find(function (one) { return /^zh[-_](CN|Hans)/i.test(one.lang); }) || voices.find(function (one) { return /^zh/i.test(one.lang); });
  }

  function offerSpeech() {
    var place = document.querySelector(".speaking");
    if (place && voice()) place.hidden = false;
  }

  function speak() {
    if (speaking) { silence(); return; }
    var button = document.querySelector("[data-speak]");
    var name = button.querySelector("[data-name]");
    button.dataset.go = button.dataset.go || name.textContent;
    name.textContent = button.dataset.stop;
    speaking = true;
    say(Array.prototype.slice.call(document.querySelectorAll("#reading .line")), 0);
  }

  function say(lines, n) {
    lines.forEach(function (line, i) { line.classList.toggle("saying", i === n); });
    if (n >= lines.length) { silence(); return; }
    var line = new SpeechSynthesisUtterance(spoken(lines[n]));
    line.voice = voice();
    line.lang = line.voice.lang;
    line.rate = .8;
    line.onend = function () { if (speaking) say(lines, n + 1); };
    line.onerror = silence;
    speech.speak(line);
  }

  function silence() {
    if (!speaking) return;
    speaking = false;
    speech.cancel();
    document.querySelectorAll(".saying").forEach(function (line) { line.classList.remove("saying"); });
    var button = document.querySelector("[data-speak]");
    if (button) button.querySelector("[data-name]").textContent = button.dataset.go;
  }

  if (speech) {
    offerSpeech();
    if (speech.addEventListener) speech.addEventListener("voiceschanged", offerSpeech); // voices may come late
    window.addEventListener("pagehide", silence);
  }

  // Copying. On a plain http address there is no clipboard to write to, and
  // the text is marked and copied the old way.
  var copy = document.querySelector("[data-take]");
  if (copy) {
    copy.parentElement.hidden = false;
    copy.addEventListener("click", function () {
      var box = document.getElementById(copy.dataset.take);
      var done = function () { copy.textContent = copy.dataset.done; };
      if (navigator.clipboard) {
        navigator.clipboard.writeText(box.value).then(done, byHand);
      } else {
        byHand();
      }
      function byHand() {
        box.closest("details").open = true;
        box.focus();
        box.select();
        if (document.execCommand("copy")) done();
      }
    });
  }
  var print = document.querySelector("[data-print]");
  if (print) print.addEventListener("click", function () { window.print(); });
})();
