// Asks the browser to keep what is read, for when there is no network, and says
// so where there is none. Every page is whole without this file.
(function () {
  "use strict";

  var own = document.currentScript;
  var wait = 3000; // ms: what is being read comes first

  if (navigator.onLine === false && !document.querySelector("[data-kept]")) {
    var note = document.createElement("p");
    note.className = "notice";
    note.setAttribute("role", "status");
    note.textContent = own.dataset.offline;
    document.getElementById("main").prepend(note);
  }

  if (!("serviceWorker" in navigator) || !window.caches) return; // none in WeChat's browser
  list();
  addEventListener("load", function () {
    setTimeout(function () {
      navigator.serviceWorker.register("/sw.js").then(function () { return navigator.serviceWorker.ready; }).then(function (ready) {
        // The page that was open before has not passed through it.
        if (!navigator.serviceWorker.controller && !location.search) ready.active.postMessage({ keep: location.pathname });
        addEventListener("online", function () { ready.active.postMessage({ look: true }); });
      }).catch(function () {});
    }, wait);
  });

  // list shows the poems that are kept, on the page that stands for others.
  function list() {
    var kept = document.querySelector("[data-kept]");
    if (!kept) return;
    caches.open("pages-1").then(function (pages) {
      return pages.keys().then(function (keys) {
        return Promise.all(keys.reverse().map(function (key) {
          var path = new URL(key.url).pathname;
          if (!/^\/(poems\/\d+|today)$/.test(path)) return null;
          return pages.match(key).then(function (page) { return page.text(); }).then(function (text) {
            var name = new DOMParser().parseFromString(text, "text/html").title.split("｜")[0];
            var item = document.createElement("li"), link = document.createElement("a");
            link.href = path;
            link.textContent = name;
            item.append(link);
            return item;
          });
        }));
      });
    }).then(function (items) {
      items = items.filter(Boolean);
      if (items.length === 0) return;
      kept.querySelector("ul").append.apply(kept.querySelector("ul"), items);
      kept.hidden = false;
    }).catch(function () {});
  }
})();
