// Chapter "The ELBO identity": move the guess on the named line and watch bound and gap.
// z ~ N(0, 1), x given z ~ N(2z, 1/2), x = 3/2; the posterior is N(2/3, 1/9).
(function () {
  'use strict';
  var W = 2, V = 0.5, X = 1.5, POST = [2 / 3, 1 / 9];
  var SVG = 'http://www.w3.org/2000/svg';

  function kl(m, v, M, U) { return 0.5 * ((v + (m - M) * (m - M)) / U - 1 - Math.log(v / U)); }
  function density(z, m, v) { return Math.exp(-(z - m) * (z - m) / (2 * v)) / Math.sqrt(2 * Math.PI * v); }
  function state(m, s) {
    var v = s * s, error = (X - W * m) * (X - W * m) + W * W * v;
    return {
      rec: -0.5 * Math.log(2 * Math.PI * V) - error / (2 * V),
      prior: kl(m, v, 0, 1), gap: kl(m, v, POST[0], POST[1])
    };
  }
  var EVIDENCE = -0.5 * Math.log(2 * Math.PI * (W * W + V)) - X * X / (2 * (W * W + V));

  function node(name, attributes, parent, text) {
    var e = document.createElementNS(SVG, name);
    for (var k in attributes) e.setAttribute(k, attributes[k]);
    if (text !== undefined) e.textContent = text;
    parent.appendChild(e);
    return e;
  }
  function control(host, label, min, max, value) {
    var row = document.createElement('label'), input = document.createElement('input');
    row.className = 'play-row';
    row.style.display = 'block';
    row.appendChild(document.createTextNode(label + ' '));
    input.type = 'range'; input.min = min; input.max = max; input.step = 0.001; input.value = value;
    var shown = document.createElement('output');
    row.appendChild(input); row.appendChild(shown); host.appendChild(row);
    return { input: input, shown: shown };
  }
  function path(m, v) {
    var d = '';
    for (var i = 0; i <= 200; i++) {
      var z = -2.5 + i * 0.025, y = Math.min(density(z, m, v), 2.2);
      d += (i ? 'L' : 'M') + (20 + (z + 2.5) * 92).toFixed(1) + ' ' + (120 - 48 * y).toFixed(1);
    }
    return d;
  }

  function start(host) {
    var box = document.createElement('div');
    box.className = 'play-box';
    var mean = control(box, 'mean of the guess', -1.5, 2, 0.3);
    var deviation = control(box, 'deviation of the guess', 0.1, 1.6, 0.447);
    var wrong = document.createElement('label'), tick = document.createElement('input');
    tick.type = 'checkbox';
    wrong.className = 'play-row';
    wrong.style.display = 'block';
    wrong.appendChild(tick);
    wrong.appendChild(document.createTextNode(' add the divergence instead of subtracting it'));
    box.appendChild(wrong);
    var svg = node('svg', { viewBox: '0 0 500 270', role: 'img', width: '100%' }, box);
    svg.style.fontSize = '12px';
    node('path', { d: path(0, 1), fill: 'none', stroke: 'currentColor', 'stroke-opacity': 0.45 }, svg);
    node('path', { d: path(POST[0], POST[1]), fill: 'none', stroke: 'var(--green, #0a8463)', 'stroke-width': 1.6 }, svg);
    var curve = node('path', { fill: 'none', stroke: 'var(--orange, #c8551b)', 'stroke-width': 2.2 }, svg);
    node('text', { x: 30, y: 104, fill: 'currentColor' }, svg, 'prior');
    node('text', { x: 360, y: 50, fill: 'var(--green, #0a8463)' }, svg, 'posterior');
    node('line', { x1: 20, x2: 480, y1: 120, y2: 120, stroke: 'currentColor', 'stroke-opacity': 0.4 }, svg);
    // Nats run from -8 at the left to 0 at the right.
    function at(nats) { return 20 + (Math.max(-8, Math.min(0, nats)) + 8) * 57.5; }
    var rows = [['reconstruction', 150], ['bound', 186], ['gap', 222]].map(function (r) {
      return {
        bar: node('rect', { y: r[1], height: 16, rx: 2 }, svg),
        text: node('text', { y: r[1] - 4, x: 20, fill: 'currentColor' }, svg), name: r[0]
      };
    });
    node('line', {
      x1: at(EVIDENCE), x2: at(EVIDENCE), y1: 138, y2: 246, stroke: 'currentColor', 'stroke-width': 1.6
    }, svg);
    node('text', { x: at(EVIDENCE) + 5, y: 258, fill: 'currentColor' }, svg, 'log p(x) = ' + EVIDENCE.toFixed(4));

    function place(row, from, to, colour, label) {
      row.bar.setAttribute('x', at(Math.min(from, to)));
      row.bar.setAttribute('width', Math.max(1, Math.abs(at(to) - at(from))));
      row.bar.setAttribute('fill', colour);
      row.text.textContent = label;
    }
    function update() {
      var m = +mean.input.value, s = +deviation.input.value, now = state(m, s);
      var value = now.rec + (tick.checked ? now.prior : -now.prior);
      mean.shown.textContent = m.toFixed(3);
      deviation.shown.textContent = s.toFixed(3);
      curve.setAttribute('d', path(m, s * s));
      place(rows[0], -8, now.rec, 'var(--blue, #0b66a8)', 'reconstruction ' + now.rec.toFixed(4) +
        (tick.checked ? '   plus ' : '   minus ') + now.prior.toFixed(4) + ' to the prior');
      place(rows[1], -8, value, value > EVIDENCE + 1e-9 ? 'var(--red, #b3273c)' : 'var(--purple, #8e4c9e)',
        (value > EVIDENCE + 1e-9 ? 'no bound: above the evidence, ' : 'the bound ') + value.toFixed(4));
      place(rows[2], EVIDENCE - now.gap, EVIDENCE, 'var(--orange, #c8551b)',
        'to the posterior ' + now.gap.toFixed(4) + (tick.checked ? '' : ': bound and gap make ' + (value + now.gap).toFixed(4)));
      svg.setAttribute('aria-label', 'Reconstruction ' + now.rec.toFixed(3) + ', bound ' + value.toFixed(3) +
        ', gap ' + now.gap.toFixed(3) + ', evidence ' + EVIDENCE.toFixed(3));
    }
    [mean.input, deviation.input, tick].forEach(function (e) { e.addEventListener('input', update); });
    update();
    host.appendChild(box);
  }
  document.querySelectorAll('[data-play="guess"]').forEach(start);
})();
