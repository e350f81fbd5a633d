// The ELBO identity: move the guess on the named line and watch bound and gap.
// z ~ N(0, 1), x given z ~ N(2z, 1/2), x = 3/2; the posterior is N(2/3, 1/9).
play.start('guess', function (stage) {
  'use strict';
  var W = 2, V = 0.5, X = 1.5, POST = [2 / 3, 1 / 9];
  var EVIDENCE = -0.5 * Math.log(2 * Math.PI * (W * W + V)) - X * X / (2 * (W * W + V));

  function kl(m, v, M, U) { return 0.5 * ((v + (m - M) * (m - M)) / U - 1 - Math.log(v / U)); }
  function density(z, m, v) { return Math.exp(-(z - m) * (z - m) / (2 * v)) / Math.sqrt(2 * Math.PI * v); }
  function reconstruction(m, v) {
    return -0.5 * Math.log(2 * Math.PI * V) - ((X - W * m) * (X - W * m) + W * W * v) / (2 * V);
  }
  function path(m, v) {
    var d = '';
    for (var i = 0; i <= 200; i++) {
      var z = -2.5 + i * 0.025, y = Math.min(density(z, m, v), 2.2);
      d += (i ? 'L' : 'M') + (10 + (z + 2.5) * 80).toFixed(1) + ' ' + (120 - 48 * y).toFixed(1);
    }
    return d;
  }

  var mean = play.slider(stage, 'mean', [-1.5, 2, 0.001], 0.3, update);
  // the guess of the chapter has the variance 1/5, whose root is no step of the slider: it counts until the slider is moved
  var still = Math.sqrt(1 / 5);
  var deviation = play.slider(stage, 'deviation', [0.1, 1.6, 0.001], still, function () { still = null; update(); });
  var wrong = document.createElement('label'), tick = document.createElement('input');
  tick.type = 'checkbox';
  tick.addEventListener('change', update);
  wrong.append(tick, ' add the divergence instead of subtracting it');
  stage.append(wrong);
  var svg = play.node('svg', { viewBox: '0 0 420 290', role: 'img', width: '100%' }, stage);
  svg.style.cssText = 'font-size:14px;max-width:36rem';
  play.node('path', { d: path(0, 1), fill: 'none', stroke: 'currentColor', 'stroke-opacity': 0.45 }, svg);
  play.node('path', { d: path(POST[0], POST[1]), fill: 'none', stroke: 'var(--green)', 'stroke-width': 1.6 }, svg);
  var curve = play.node('path', { fill: 'none', stroke: 'var(--orange)', 'stroke-width': 2.2 }, svg);
  play.node('text', { x: 16, y: 106, fill: 'currentColor' }, svg, 'prior');
  play.node('text', { x: 306, y: 56, fill: 'var(--green)' }, svg, 'posterior');
  var name = play.node('text', { 'text-anchor': 'end', fill: 'var(--orange)' }, svg, 'guess');
  play.node('path', { d: 'M10 120H410', stroke: 'currentColor', 'stroke-opacity': 0.4 }, svg);

  var words = document.createElement('p');
  words.setAttribute('aria-live', 'polite');
  stage.append(words);

  // Nats run from -8 at the left to 0 at the right.
  function at(nats) { return 10 + (Math.max(-8, Math.min(0, nats)) + 8) * 50; }
  var rows = [154, 196, 238].map(function (y) {
    return {
      bar: play.node('rect', { y: y, height: 14, rx: 2 }, svg),
      text: play.node('text', { y: y - 5, x: 10, fill: 'currentColor' }, svg)
    };
  });
  play.node('path', { d: [152, 194, 236].map(function (y) { return 'M' + at(EVIDENCE) + ' ' + y + 'v18'; }).join(''), stroke: 'currentColor', 'stroke-width': 1.6 }, svg);
  play.node('text', { x: at(EVIDENCE), y: 276, 'text-anchor': 'middle', fill: 'currentColor' }, svg, 'log p(x) = ' + play.number(EVIDENCE, 4));

  function place(row, from, to, colour, label) {
    row.bar.setAttribute('x', at(Math.min(from, to)));
    row.bar.setAttribute('width', Math.max(1, Math.abs(at(to) - at(from))));
    row.bar.setAttribute('fill', colour);
    row.text.textContent = label;
  }
  function update() {
    var m = Number(mean.input.value), s = still || Number(deviation.input.value), v = s * s;
    var rec = reconstruction(m, v), prior = kl(m, v, 0, 1), gap = kl(m, v, POST[0], POST[1]);
    var value = rec + (tick.checked ? prior : -prior), broken = value > EVIDENCE + 1e-9;
    mean.shown.textContent = play.number(m, 3);
    deviation.shown.textContent = s.toFixed(3);
    curve.setAttribute('d', path(m, v));
    name.setAttribute('x', (m + 2.5) * 80);
    name.setAttribute('y', 114 - 48 * Math.min(density(m, m, v), 2.2));
    place(rows[0], -8, rec, 'var(--blue)', 'reconstruction ' + play.number(rec, 4)
      + (tick.checked ? ' plus ' : ' minus ') + prior.toFixed(4) + ' to the prior');
    place(rows[1], -8, value, broken ? 'var(--red)' : 'var(--purple)',
      (broken ? 'no bound: above the evidence, ' : 'the bound ') + play.number(value, 4));
    place(rows[2], EVIDENCE - gap, EVIDENCE, 'var(--orange)',
      'to the posterior ' + gap.toFixed(4) + (tick.checked ? '' : ': bound and gap make ' + play.number(value + gap, 4)));
    words.textContent = broken ? 'This is no bound: it stands above the evidence.'
      : 'The bound misses the evidence by ' + (EVIDENCE - value).toFixed(4) + (tick.checked ? '.' : ', the divergence to the posterior.');
    svg.setAttribute('aria-label', rows.map(function (r) { return r.text.textContent; }).join('; ')
      + '; evidence ' + play.number(EVIDENCE, 4));
  }
  update();
});
