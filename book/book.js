// Comfort only: every page reads without it.
(function () {
  'use strict';
  var root = document.documentElement, body = document.body;
  function $(id) { return document.getElementById(id); }

  // for the elements to play with (book/play): a piece of a drawing, a slider with its label, a number, and where they start
  window.play = {
    node: function (name, attributes, parent, text) {
      var e = document.createElementNS('http://www.w3.org/2000/svg', name);
      for (var k in attributes) e.setAttribute(k, attributes[k]);
      if (text !== undefined) e.textContent = text;
      parent.appendChild(e);
      return e;
    },
    slider: function (host, label, range, value, changed) {
      var row = document.createElement('p'), name = document.createElement('label');
      var input = document.createElement('input'), shown = document.createElement('output');
      row.className = 'play-row';
      name.textContent = label;
      input.type = 'range'; input.min = range[0]; input.max = range[1]; input.step = range[2]; input.value = value;
      input.setAttribute('aria-label', label);
      input.addEventListener('input', changed);
      row.append(name, ' ', input, ' ', shown);
      host.append(row);
      return { input: input, shown: shown };
    },
    number: function (value, digits) { return value.toFixed(digits).replace('-', '\u2212'); },
    start: function (name, build) {
      document.querySelectorAll('[data-play="' + name + '"]').forEach(function (host) {
        var stage = document.createElement('div');
        stage.className = 'play-stage';
        build(stage);
        host.append(stage);
      });
    }
  };

  // light or dark
  document.querySelectorAll('.tools').forEach(function (t) { t.hidden = false; });
  $('theme').addEventListener('click', function () {
    var dark = root.dataset.theme ? root.dataset.theme === 'dark'
      : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = dark ? 'light' : 'dark';
    try { localStorage.setItem('theme', root.dataset.theme); } catch (e) { /* not remembered */ }
  });

  // copy a listing
  if (navigator.clipboard) document.querySelectorAll('div.sourceCode').forEach(function (d) {
    var b = document.createElement('button');
    b.className = 'copy'; b.type = 'button'; b.textContent = 'copy';
    b.addEventListener('click', function () {
      navigator.clipboard.writeText(d.querySelector('code').innerText).then(function () { b.textContent = 'copied'; });
    });
    d.appendChild(b);
  });

  // a link into closed evidence opens it
  function reveal() {
    var target = location.hash && $(decodeURIComponent(location.hash.slice(1)));
    for (var e = target; e; e = e.parentElement) if (e.tagName === 'DETAILS') e.open = true;
    if (target && target.closest('details')) target.scrollIntoView();
  }
  addEventListener('hashchange', reveal); reveal();

  // search: the index is fetched when somebody starts to type
  var box = $('search'), hits = $('hits'), chosen = -1;
  function load(then) {
    if (window.INDEX) return then();
    var s = document.createElement('script');
    s.src = 'search-index.js'; s.onload = then; document.head.appendChild(s);
  }
  function marked(text, words) {                      // text nodes only: nothing is ever read as HTML
    var out = document.createDocumentFragment(), low = text.toLowerCase(), at = 0;
    for (;;) {
      var best = -1, length = 0;
      words.forEach(function (w) {
        var i = low.indexOf(w, at);
        if (i >= 0 && (best < 0 || i < best)) { best = i; length = w.length; }
      });
      if (best < 0) break;
      out.appendChild(document.createTextNode(text.slice(at, best)));
      var m = document.createElement('mark'); m.textContent = text.substr(best, length); out.appendChild(m);
      at = best + length;
    }
    out.appendChild(document.createTextNode(text.slice(at)));
    return out;
  }
  function search() {
    var words = box.value.toLowerCase().split(/\s+/).filter(Boolean), found = [];
    hits.textContent = ''; chosen = -1;
    body.classList.toggle('searching', words.length > 0);
    if (!words.length) return;
    window.INDEX.forEach(function (e) {
      var title = e.t.toLowerCase(), text = e.x.toLowerCase(), score = 0;
      for (var i = 0; i < words.length; i++) {
        var n = text.split(words[i]).length - 1, t = title.indexOf(words[i]) >= 0;
        if (!n && !t) return;
        score += Math.min(n, 5) + (t ? 12 : 0);
      }
      found.push([score, e]);
    });
    found.sort(function (a, b) { return b[0] - a[0]; });
    found.slice(0, 12).forEach(function (f) {
      var e = f[1], li = document.createElement('li'), a = document.createElement('a'), s = document.createElement('small');
      var i = Math.max(0, e.x.toLowerCase().indexOf(words[0]) - 40);
      a.href = e.u; a.appendChild(marked(e.t, words));
      s.appendChild(marked((i ? '…' : '') + e.x.substr(i, 120) + '…', words));
      li.appendChild(a); li.appendChild(s); hits.appendChild(li);
    });
    if (!found.length) {
      var none = document.createElement('li'); none.textContent = 'nothing found'; hits.appendChild(none);
    }
  }
  box.addEventListener('input', function () { load(search); });
  box.addEventListener('keydown', function (e) {
    var links = hits.querySelectorAll('a');
    if (e.key === 'Escape') { box.value = ''; search(); box.blur(); return; }
    if (e.key === 'Enter' && links.length) { links[Math.max(0, chosen)].click(); return; }
    if (e.key !== 'ArrowDown' && e.key !== 'ArrowUp') return;
    e.preventDefault();
    chosen = Math.max(0, Math.min(links.length - 1, chosen + (e.key === 'ArrowDown' ? 1 : -1)));
    links.forEach(function (a, i) { a.classList.toggle('chosen', i === chosen); });
  });

  // keys: / search, n and p (or the arrows) next and previous page, e opens or closes all evidence
  document.addEventListener('keydown', function (e) {
    if (e.ctrlKey || e.metaKey || e.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(e.target.tagName)) return;
    if (/^Arrow/.test(e.key) && e.target !== body && e.target.scrollWidth > e.target.clientWidth) return;   // it scrolls
    var way = { n: 'next', ArrowRight: 'next', p: 'prev', ArrowLeft: 'prev' }[e.key];
    if (e.key === '/') {
      e.preventDefault(); $('contents-open').checked = true; box.focus();
    } else if (way) {
      var link = document.head.querySelector('link[rel=' + way + ']');
      if (link) location.href = link.href;
    } else if (e.key === 'e') {
      var all = document.querySelectorAll('details.evidence'), open = !document.querySelector('details.evidence[open]');
      all.forEach(function (d) { d.open = open; });
    }
  });
})();
