// Keeps what has been read for when there is no network. The network always
// comes first: what is kept is shown only where nothing answers, and what the
// archive has withdrawn goes as soon as it is heard of. Nothing depends on this
// file; browsers that know no service workers do without.
(function () {
  "use strict";

  var pagesName = "pages-1";
  var filesName = "files-1";
  var offline = "/offline";
  var always = [offline, "/today"];
  var mostPages = 40; // read last, beside those always kept
  var mostFonts = 20; // of headings, which no page names
  var mostBytes = 512 * 1024; // of one page
  var often = 6 * 3600 * 1000; // ms between looks at whether all still stands
  var lookedKey = "/sw/looked"; // a page of no address, with the time of the last look
  var never = /^\/(curator|receipt|submit|preferences|screen|random)(\/|$)/;

  self.addEventListener("install", function (event) {
    event.waitUntil(Promise.all(always.map(fetchPage)).catch(function () {}).then(function () { return self.skipWaiting(); }));
  });

  self.addEventListener("activate", function (event) {
    event.waitUntil(caches.keys().then(function (names) {
      return Promise.all(names.map(function (name) { return name === pagesName || name === filesName || caches.delete(name); }));
    }));
  });

  self.addEventListener("message", function (event) {
    var asked = event.data || {};
    if (typeof asked.keep === "string") event.waitUntil(fetchPage(asked.keep).catch(function () {}));
    if (asked.look) event.waitUntil(look(0).catch(function () {}));
  });

  self.addEventListener("fetch", function (event) {
    var request = event.request, url = new URL(request.url);
    if (request.method !== "GET" || url.origin !== self.location.origin || never.test(url.pathname)) return;
    if (request.mode === "navigate") {
      event.respondWith(read(event, url));
    } else if (/^\/(assets|fonts)\//.test(url.pathname)) {
      event.respondWith(file(event, request, url));
    }
  });

  // mayKeep holds for a page that anyone may read: the site says of all others
  // that they are not to be stored.
  function mayKeep(url, answer) {
    var h = answer.headers;
    return url.origin === self.location.origin && !never.test(url.pathname) && (!url.search || /^\/poems\//.test(url.pathname)) &&
      answer.status === 200 && answer.type === "basic" && !answer.redirected && h.get("Cache-Control") === "no-cache" &&
      /^text\/html/.test(h.get("Content-Type") || "");
  }

  // read answers with the page as it is now, or as it was read last.
  function read(event, url) {
    return fetch(event.request).then(function (answer) {
      var copy = answer.clone();
      event.waitUntil(settle(url, copy).then(function () { return look(often); }).catch(function () {}));
      return answer;
    }, function (fault) {
      event.waitUntil(note(0)); // look again at the first answer
      return caches.open(pagesName).then(function (pages) {
        return pages.match(url.pathname).then(function (kept) { return kept || pages.match(offline); });
      }).then(function (kept) {
        if (!kept) throw fault;
        return kept;
      });
    });
  }

  // settle keeps the page of an answer, or forgets what there was of it.
  function settle(url, answer) {
    return caches.open(pagesName).then(function (pages) {
      if (mayKeep(url, answer)) {
        return answer.blob().then(function (body) {
          if (body.size > mostBytes) return pages.delete(url.pathname);
          return pages.delete(url.pathname).then(function () { // the newest stand last
            return pages.put(url.pathname, new Response(body, { headers: { "Content-Type": answer.headers.get("Content-Type"), "Content-Security-Policy": answer.headers.get("Content-Security-Policy") || "", "X-Content-Type-Options": "nosniff" } }));
          }).then(function () { return bound(pages); });
        });
      }
      if (answer.status === 404 || answer.status === 410) return pages.delete(url.pathname).then(tidy);
    });
  }

  function bound(pages) {
    return pages.keys().then(function (keys) {
      var read = keys.filter(function (key) { var path = new URL(key.url).pathname; return path !== lookedKey && always.indexOf(path) < 0; });
      var old = read.slice(0, Math.max(0, read.length - mostPages));
      return Promise.all(old.map(function (key) { return pages.delete(key); })).then(function () { return old.length ? tidy() : null; });
    });
  }

  // fetchPage keeps a page by asking for it, with the files that it names. What
  // a curator is shown is not kept: what everyone is shown stands for it.
  function fetchPage(path) {
    var url = new URL(path, self.location.origin);
    return ask(url, "same-origin").then(function (answer) {
      return answer.status === 200 && !mayKeep(url, answer) ? ask(url, "omit") : answer;
    }).then(function (answer) {
      var copy = answer.clone();
      if (!mayKeep(url, answer)) return forget(url, answer);
      return settle(url, answer).then(function () { return copy.text(); }).then(function (text) {
        return caches.open(filesName).then(function (files) {
          return Promise.all(named(text).map(function (name) {
            return files.match(name).then(function (kept) { return kept || files.add(name).catch(function () {}); });
          }));
        });
      });
    });
  }

  function ask(url, credentials) {
    return fetch(url.pathname, { cache: "no-cache", credentials: credentials });
  }

  // forget drops a page that may not be kept any more, whatever the reason. An
  // answer that the server could not give says nothing of the page.
  function forget(url, answer) {
    if (answer.status >= 500 || answer.status === 429) return null;
    return caches.open(pagesName).then(function (pages) { return pages.delete(url.pathname); }).then(tidy);
  }

  // named lists the files that a page names.
  function named(text) {
    return Array.from(new Set(Array.from(text.matchAll(/"(\/(?:assets|fonts)\/[^"?#]+\.(?:css|js|woff|svg))"/g), function (m) { return m[1]; })));
  }

  // look asks for every kept page again where the last time is long ago: what
  // was withdrawn meanwhile must not be read any more.
  function look(after) {
    return caches.open(pagesName).then(function (pages) {
      return pages.match(lookedKey).then(function (kept) { return kept ? kept.text() : "0"; }).then(function (at) {
        if (after && Date.now() - Number(at) < after) return null;
        return note(Date.now()).then(function () { return pages.keys(); }).then(function (keys) {
          var paths = keys.map(function (key) { return new URL(key.url).pathname; }).filter(function (path) { return path !== lookedKey; });
          return always.concat(paths.filter(function (path) { return always.indexOf(path) < 0; })).reduce(function (before, path) {
            return before.then(function () { return fetchPage(path); });
          }, Promise.resolve());
        }).catch(function () { return note(0); });
      });
    });
  }

  function note(time) {
    return caches.open(pagesName).then(function (pages) { return pages.put(lookedKey, new Response(String(time))); });
  }

  // file answers with what an address stands for, for ever: its name has the
  // hash of its content.
  function file(event, request, url) {
    return caches.open(filesName).then(function (files) {
      return files.match(url.pathname).then(function (kept) {
        return kept || fetch(request).then(function (answer) {
          if (answer.ok && /immutable/.test(answer.headers.get("Cache-Control") || "") && /\.(css|js|woff|svg)$/.test(url.pathname)) {
            var copy = answer.clone();
            event.waitUntil(files.put(url.pathname, copy).catch(function () {}));
          }
          return answer;
        });
      });
    });
  }

  // tidy drops the files that no kept page names: those of older programs, and
  // the characters of poems that are gone.
  function tidy() {
    return Promise.all([caches.open(pagesName), caches.open(filesName)]).then(function (both) {
      return both[0].keys().then(function (keys) {
        return Promise.all(keys.map(function (key) {
          return both[0].match(key).then(function (page) { return page ? page.text() : ""; });
        }));
      }).then(function (texts) {
        var wanted = new Set([].concat.apply([], texts.map(named)));
        return both[1].keys().then(function (keys) {
          var headings = keys.filter(function (key) { return /\/fonts\/site\//.test(key.url); });
          headings.slice(-mostFonts).forEach(function (key) { wanted.add(new URL(key.url).pathname); });
          return Promise.all(keys.map(function (key) { return wanted.has(new URL(key.url).pathname) || both[1].delete(key); }));
        });
      });
    });
  }
})();
