// Remembers the receipts that were opened in this browser, for its owner alone:
// nothing of it is sent anywhere. Every page is whole without this file.
(function () {
  "use strict";

  var name = "shiyun-receipts", most = 50;

  function read() {
    try {
      var all = JSON.parse(localStorage.getItem(name) || "[]");
      return Array.isArray(all) ? all.filter(function (one) { return one && /^\/receipt\/[0-9a-z]+$/i.test(one.at); }) : [];
    } catch (error) { return []; } // no storage, or not ours
  }

  function write(all) {
    try { localStorage.setItem(name, JSON.stringify(all.slice(0, most))); } catch (error) { /* full, or forbidden */ }
  }

  function without(at) { return read().filter(function (one) { return one.at !== at; }); }

  var receipt = document.querySelector("[data-receipt]");
  if (receipt) {
    // One is known by its number, if it was first opened by its link: that one
    // stays, for links may be asked for as often as one likes.
    var at = receipt.dataset.receipt, code = receipt.dataset.code;
    var known = read().find(function (one) { return one.at === at || code && one.code === code; });
    if (known) at = known.at;
    write([{ at: at, code: code, title: receipt.dataset.title }].concat(without(at)));
  }

  var section = document.querySelector("[data-receipts]");
  if (!section) return;
  var list = section.querySelector("ul"), row = section.querySelector("template");

  function show() {
    var all = read();
    section.hidden = all.length === 0;
    list.textContent = "";
    all.forEach(function (one) {
      var item = row.content.cloneNode(true), link = document.createElement("a");
      link.href = one.at;
      link.textContent = one.title;
      item.querySelector("p").appendChild(link);
      item.querySelector("button").addEventListener("click", function () { write(without(one.at)); show(); });
      list.appendChild(item);
    });
  }

  section.querySelector("[data-forget-all]").addEventListener("click", function () { write([]); show(); });
  show();
})();
