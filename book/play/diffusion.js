// Chapter "Forward and reverse diffusion": a cloud on its way from noise to two humps, and five samplers.
// Across, the data are half N(-3, 1/4) and half N(3, 1/4); along, N(0, 1/4). The prediction is ideal, from the exact score.
// The variance along has a recursion, so that the number that is shown is that of the sampler and not of 300 points.
play.start('diffusion', function (stage) {
  'use strict';
  var T = 1000, COUNT = 300, EVERY = 10, TARGET = 0.25;
  var beta = [0], kept = [1];
  for (var s = 1; s <= T; s++) {
    beta.push(0.0001 + 0.0199 * (s - 1) / (T - 1));
    kept.push(kept[s - 1] * (1 - beta[s]));
  }
  var samplers = [
    { name: 'right', stretch: true, fresh: true },
    { name: 'no fresh noise', stretch: true, fresh: false },
    { name: 'no rescaling', stretch: false, fresh: true },
    { name: 'plain subtraction', stretch: false, fresh: false },
    { name: 'noise of the step', stretch: true, fresh: true, last: true }
  ];

  // Normal draws that are the same on every visit: a small generator with a fixed seed, and Box and Muller's formula.
  function normals(seed) {
    function uniform() {
      seed = (seed + 0x6d2b79f5) | 0;
      var z = Math.imul(seed ^ (seed >>> 15), seed | 1);
      z ^= z + Math.imul(z ^ (z >>> 7), z | 61);
      return ((z ^ (z >>> 14)) >>> 0) / 4294967296;
    }
    return function () {
      return Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
    };
  }
  // All clouds of one sampler, every tenth step, and the variance along.
  function run(sampler) {
    var normal = normals(5), points = [], clouds = [], variances = [], along = 1;
    for (var i = 0; i < 2 * COUNT; i++) points.push(normal());
    for (var t = T; t >= 0; t--) {
      if (t % EVERY === 0) { clouds[t / EVERY] = points.slice(); variances[t / EVERY] = along; }
      if (t === 0) break;
      var a = kept[t], b = beta[t], v = TARGET * a + 1 - a, m = 3 * Math.sqrt(a);
      // What is taken away is beta times the score; asked for the last noise only, it is smaller by this factor.
      var taken = b * (sampler.last ? Math.sqrt(b / (1 - a)) : 1);
      var scale = sampler.stretch ? 1 / Math.sqrt(1 - b) : 1, noise = sampler.fresh && t > 1 ? Math.sqrt(b) : 0;
      for (i = 0; i < COUNT; i++) {
        var x = points[2 * i], y = points[2 * i + 1];
        points[2 * i] = scale * (x + taken * (m * Math.tanh(m * x / v) - x) / v) + noise * normal();
        points[2 * i + 1] = scale * y * (1 - taken / v) + noise * normal();
      }
      along = along * Math.pow(scale * (1 - taken / v), 2) + noise * noise;
    }
    return { clouds: clouds, variances: variances };
  }

  var runs = {}, chosen = samplers[0];
  var buttons = samplers.map(function (sampler) {
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = sampler.name;
    button.addEventListener('click', function () { chosen = sampler; show(); });
    stage.append(button, ' ');
    return button;
  });
  var slider = play.slider(stage, 'step t', [0, T, EVERY], 400, show);
  // To the right is later in the chain that is run: from noise to data.
  slider.input.style.direction = 'rtl';

  var svg = play.node('svg', { viewBox: '0 0 420 232', role: 'img', width: '100%' }, stage);
  svg.style.cssText = 'font-size:14px;max-width:36rem';
  var frame = { fill: 'none', stroke: 'currentColor' };
  play.node('rect', Object.assign({ x: 1, y: 1, width: 418, height: 208, 'stroke-opacity': 0.3 }, frame), svg);
  var home = [-3, 3].map(function () {
    return play.node('ellipse', Object.assign({ 'stroke-opacity': 0.6, 'stroke-dasharray': '4 3' }, frame), svg);
  });
  var cloud = play.node('path', { stroke: 'var(--blue)', 'stroke-width': 3, 'stroke-linecap': 'round', fill: 'none', 'stroke-opacity': 0.75 }, svg);
  var legend = play.node('text', { x: 4, y: 227, fill: 'currentColor' }, svg);
  var words = document.createElement('p');
  words.setAttribute('aria-live', 'polite');
  stage.append(words);

  function number(v) {
    if (v >= 0.01 && v < 1e5) return v.toPrecision(4);
    var parts = v.toExponential(1).split('e');
    return parts[0] + ' \u00b7 10^' + play.number(Number(parts[1]), 0);
  }
  function show() {
    var made = runs[chosen.name] || (runs[chosen.name] = run(chosen));
    var t = Number(slider.input.value), points = made.clouds[t / EVERY], far = 5;
    for (var i = 0; i < 2 * COUNT; i++) far = Math.max(far, Math.abs(points[i]) * (i % 2 ? 2 : 1));
    // The picture zooms out in doublings when points leave it.
    var half = 5;
    while (half < far && half < 5 * 1024) half *= 2;
    var unit = 208 / half, d = '';
    for (i = 0; i < COUNT; i++) {
      d += 'M' + (210 + unit * points[2 * i]).toFixed(1) + ' ' + (105 - unit * points[2 * i + 1]).toFixed(1) + 'h0';
    }
    cloud.setAttribute('d', d);
    home.forEach(function (e, k) {
      e.setAttribute('cx', 210 + unit * (k ? 3 : -3));
      e.setAttribute('cy', 105);
      e.setAttribute('rx', unit);
      e.setAttribute('ry', unit);
    });
    legend.textContent = 'dashed: two deviations of the data' + (half > 5 ? '; zoomed out ' + half / 5 + ' times' : '');
    buttons.forEach(function (b, k) {
      var on = samplers[k] === chosen;
      b.setAttribute('aria-pressed', on);
      b.style.fontWeight = on ? '700' : '';
    });
    slider.shown.textContent = String(t);
    words.textContent = 'Variance from top to bottom now ' + number(made.variances[t / EVERY]) + '. At the end ('
      + chosen.name + ') ' + number(made.variances[0]) + '; the target is 0.25.';
    svg.setAttribute('aria-label', COUNT + ' points at step ' + t + ', ' + chosen.name + '. ' + words.textContent);
  }
  show();
});
