// Chapter "Two parallel lines": a shift and a width. JS = log 2 * min(|theta|/w, 1) sharpens from a ramp to a
// step as the ribbons become thin; W1 = |theta| never moves.
(function () {
  'use strict';
  var SVG = 'http://www.w3.org/2000/svg', LOG2 = Math.log(2);

  function divergence(theta, w) { return LOG2 * Math.min(Math.abs(theta) / w, 1); }
  function slope(theta, w) { return Math.abs(theta) < w ? LOG2 / w : 0; }
  function node(name, attributes, parent, text) {
    var e = document.createElementNS(SVG, name);
    for (var k in attributes) e.setAttribute(k, attributes[k]);
    if (text !== undefined) e.textContent = text;
    parent.appendChild(e);
    return e;
  }
  function control(host, label, min, max, step, value) {
    var row = document.createElement('label'), input = document.createElement('input');
    row.className = 'play-row';
    row.style.display = 'block';
    row.appendChild(document.createTextNode(label + ' '));
    input.type = 'range'; input.min = min; input.max = max; input.step = step; input.value = value;
    var shown = document.createElement('output');
    row.appendChild(input); row.appendChild(shown); host.appendChild(row);
    return { input: input, shown: shown };
  }
  // Above, the ribbons from the side of the shift; below, the two distances over the shift.
  function px(theta) { return 210 + theta * 180; }
  function py(distance) { return 265 - distance * 165; }

  function start(host) {
    var box = document.createElement('div');
    box.className = 'play-stage';
    var width = control(box, 'width w', 0.01, 1, 0.01, 0.5);
    var shift = control(box, 'shift \u03b8', -1, 1, 0.01, 0.3);
    var svg = node('svg', { viewBox: '0 0 420 300', role: 'img', width: '100%' }, box);
    svg.style.fontSize = '14px';
    svg.style.maxWidth = '36rem';
    var blue = 'var(--blue, #0b66a8)', orange = 'var(--orange, #c8551b)';
    var real = node('rect', { y: 8, height: 60, fill: blue, 'fill-opacity': 0.55 }, svg);
    var made = node('rect', { y: 16, height: 60, fill: orange, 'fill-opacity': 0.55 }, svg);
    node('path', { d: 'M30 265H390M210 265v5M30 265v5M390 265v5', stroke: 'currentColor', 'stroke-opacity': 0.5, fill: 'none' }, svg);
    [-1, 0, 1].forEach(function (t) {
      node('text', { x: px(t), y: 286, 'text-anchor': 'middle', fill: 'currentColor' }, svg, String(t).replace('-', '\u2212'));
    });
    node('path', { d: 'M' + px(-1) + ' ' + py(1) + 'L' + px(0) + ' ' + py(0) + 'L' + px(1) + ' ' + py(1), fill: 'none', stroke: blue, 'stroke-width': 2 }, svg);
    node('text', { x: px(0.84), y: py(0.98), 'text-anchor': 'end', fill: blue }, svg, 'W\u2081');
    var ramp = node('path', { fill: 'none', stroke: orange, 'stroke-width': 2, 'stroke-dasharray': '7 4' }, svg);
    node('text', { x: px(-0.99), y: py(LOG2) - 6, fill: orange }, svg, 'JS');
    var here = node('circle', { r: 5, fill: blue }, svg), there = node('circle', { r: 5, fill: orange }, svg);
    var words = document.createElement('p');
    words.setAttribute('aria-live', 'polite');
    box.appendChild(words);

    function update() {
      var w = +width.input.value, theta = +shift.input.value, js = divergence(theta, w);
      var thick = 180 * w, left = px(0) - thick / 2;
      real.setAttribute('x', left); real.setAttribute('width', thick);
      made.setAttribute('x', left + 180 * theta); made.setAttribute('width', thick);
      ramp.setAttribute('d', 'M' + px(-1) + ' ' + py(LOG2) + 'H' + px(-w) + 'L' + px(0) + ' ' + py(0) +
        'L' + px(w) + ' ' + py(LOG2) + 'H' + px(1));
      here.setAttribute('cx', px(theta)); here.setAttribute('cy', py(Math.abs(theta)));
      there.setAttribute('cx', px(theta)); there.setAttribute('cy', py(js));
      width.shown.textContent = ' ' + w.toFixed(2);
      shift.shown.textContent = ' ' + theta.toFixed(2).replace('-', '\u2212');
      words.textContent = theta === 0 ? 'JS = 0 and W\u2081 = 0: the ribbons are one.' :
        'JS = ' + js.toFixed(4) + ', with slope ' + slope(theta, w).toFixed(2) +
        (slope(theta, w) ? '' : ': nothing to follow') + '. W\u2081 = ' + Math.abs(theta).toFixed(2) + ', with slope 1.';
      svg.setAttribute('aria-label', 'Ribbons of width ' + w.toFixed(2) + ' at the shift ' + theta.toFixed(2) + '. ' + words.textContent);
    }
    width.input.addEventListener('input', update);
    shift.input.addEventListener('input', update);
    update();
    host.appendChild(box);
  }
  document.querySelectorAll('[data-play="ribbons"]').forEach(start);
})();
