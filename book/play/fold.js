// Change of variables: bend the line by z + a sin z and watch what a formula with one branch sees.
play.start('fold', function (stage) {
  'use strict';
  function bell(z) { return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI); }
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

  // The curve stands above, the base with its missed slices below.
  function px(z) { return 10 + (z + 7) * 28.5; }
  function py(x) { return 110 - x * 13; }
  function pd(density) { return 290 - density * 190; }
  function path(from, to, pieces, y) {
    var d = '';
    for (var i = 0; i <= pieces; i++) {
      var z = from + (to - from) * i / pieces;
      d += (i ? 'L' : 'M') + px(z).toFixed(1) + ' ' + y(z).toFixed(1);
    }
    return d;
  }

  var bend = play.slider(stage, 'a', [0, 2, 0.01], 0.5, update);
  var svg = play.node('svg', { viewBox: '0 0 420 300', role: 'img', width: '100%' }, stage);
  svg.style.cssText = 'font-size:14px;max-width:36rem';
  play.node('path', { d: 'M10 290H410', stroke: 'currentColor', 'stroke-opacity': 0.4 }, svg);
  var slices = play.node('path', { fill: 'var(--orange)', 'fill-opacity': 0.55 }, svg);
  play.node('path', { d: path(-7, 7, 280, function (z) { return pd(bell(z)); }), fill: 'none', stroke: 'currentColor', 'stroke-opacity': 0.6 }, svg);
  var curve = play.node('path', { fill: 'none', stroke: 'var(--blue)', 'stroke-width': 2 }, svg);
  play.node('text', { x: 14, y: 22, fill: 'var(--blue)' }, svg, 'x = z + a sin z');
  play.node('text', { x: 14, y: 234, fill: 'currentColor' }, svg, 'the noise');
  play.node('text', { x: 14, y: 252, fill: 'var(--orange)' }, svg, 'what is missed');
  var words = document.createElement('p');
  words.setAttribute('aria-live', 'polite');
  stage.append(words);

  function update() {
    var a = Number(bend.input.value), seen = walk(a);
    curve.setAttribute('d', path(-7, 7, 280, function (z) { return py(wave(z, a)); }));
    slices.setAttribute('d', seen.missed.map(function (piece) {
      var low = Math.max(-7, piece[0]), high = Math.min(7, piece[1]);
      return high <= low ? '' : path(low, high, 20, function (z) { return pd(bell(z)); })
        + 'L' + px(high).toFixed(1) + ' 290L' + px(low).toFixed(1) + ' 290Z';
    }).join(''));
    bend.shown.textContent = a.toFixed(2);
    words.textContent = (a < 1 ? 'One to one: ' : a === 1 ? 'Level at single points: ' : 'It folds: ')
      + 'a formula with one branch sees the mass ' + seen.mass.toFixed(4) + '.';
    svg.setAttribute('aria-label', 'z plus ' + a.toFixed(2) + ' sin z. ' + words.textContent);
  }
  update();
});
