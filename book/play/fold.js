// Chapter "Change of variables": bend the line by z + a sin z and watch what a formula with one branch sees.
(function () {
  'use strict';
  var SVG = 'http://www.w3.org/2000/svg', TURN = 2 * Math.PI;

  function bell(z) { return Math.exp(-z * z / 2) / Math.sqrt(TURN); }
  function wave(z, a) { return z + a * Math.sin(z); }
  // A point counts if the curve has not been as high before: it is then the lowest source of its image.
  function walk(a) {
    var highest = -Infinity, mass = 0, steps = 240000, width = 24 / steps, missed = [], open = null;
    for (var i = 0; i < steps; i++) {
      var z = -12 + (i + 0.5) * width, x = wave(z, a);
      if (x > highest) {
        mass += bell(z) * width; highest = x;
        if (open !== null) { missed.push([open, z]); open = null; }
      } else if (open === null) { open = z; }
    }
    return { mass: mass, missed: missed };
  }
  function node(name, attributes, parent, text) {
    var e = document.createElementNS(SVG, name);
    for (var k in attributes) e.setAttribute(k, attributes[k]);
    if (text !== undefined) e.textContent = text;
    parent.appendChild(e);
    return e;
  }
  // The curve stands above, the base with its missed slices below.
  function px(z) { return 30 + (z + 7) * 31; }
  function py(x) { return 110 - x * 13; }
  function pd(density) { return 290 - density * 190; }

  function start(host) {
    var box = document.createElement('div'), row = document.createElement('label');
    box.className = 'play-box';
    row.className = 'play-row';
    row.appendChild(document.createTextNode('a '));
    var input = document.createElement('input'), shown = document.createElement('output');
    input.type = 'range'; input.min = 0; input.max = 2; input.step = 0.01; input.value = 0.5;
    row.appendChild(input); row.appendChild(shown); box.appendChild(row);
    var svg = node('svg', { viewBox: '0 0 500 330', role: 'img', width: '100%' }, box);
    svg.style.fontSize = '12px';
    node('line', { x1: 30, x2: 464, y1: 290, y2: 290, stroke: 'currentColor', 'stroke-opacity': 0.4 }, svg);
    var slices = node('path', { fill: 'var(--orange, #c8551b)', 'fill-opacity': 0.55 }, svg);
    var base = '';
    for (var i = 0; i <= 280; i++) {
      var z = -7 + i * 0.05;
      base += (i ? 'L' : 'M') + px(z).toFixed(1) + ' ' + pd(bell(z)).toFixed(1);
    }
    node('path', { d: base, fill: 'none', stroke: 'currentColor', 'stroke-opacity': 0.6 }, svg);
    var curve = node('path', { fill: 'none', stroke: 'var(--blue, #0b66a8)', 'stroke-width': 2 }, svg);
    node('text', { x: 34, y: 24, fill: 'var(--blue, #0b66a8)' }, svg, 'x = z + a sin z');
    node('text', { x: 34, y: 250, fill: 'currentColor' }, svg, 'noise; what is missed, in colour');
    var words = node('text', { x: 34, y: 318, fill: 'currentColor' }, svg);

    function update() {
      var a = +input.value, seen = walk(a), d = '', fill = '';
      for (var i = 0; i <= 280; i++) {
        var z = -7 + i * 0.05;
        d += (i ? 'L' : 'M') + px(z).toFixed(1) + ' ' + py(wave(z, a)).toFixed(1);
      }
      seen.missed.forEach(function (piece) {
        var low = Math.max(-7, piece[0]), high = Math.min(7, piece[1]);
        if (high <= low) return;
        fill += 'M' + px(low).toFixed(1) + ' 290';
        for (var k = 0; k <= 20; k++) {
          var z = low + (high - low) * k / 20;
          fill += 'L' + px(z).toFixed(1) + ' ' + pd(bell(z)).toFixed(1);
        }
        fill += 'L' + px(high).toFixed(1) + ' 290Z';
      });
      curve.setAttribute('d', d);
      slices.setAttribute('d', fill);
      shown.textContent = a.toFixed(2);
      words.textContent = (a < 1 ? 'one to one: ' : a === 1 ? 'level at single points: ' : 'it folds: ') +
        'one branch sees the mass ' + seen.mass.toFixed(4);
      svg.setAttribute('aria-label', 'z plus ' + a.toFixed(2) + ' sin z; ' + words.textContent);
    }
    input.addEventListener('input', update);
    update();
    host.appendChild(box);
  }
  document.querySelectorAll('[data-play="fold"]').forEach(start);
})();
