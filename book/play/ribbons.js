// Two parallel lines: a shift and a width. JS = log 2 * min(|theta|/w, 1) sharpens from a ramp to a step as the
// ribbons become thin; W1 = |theta| never moves.
play.start('ribbons', function (stage) {
  'use strict';
  var LOG2 = Math.log(2), blue = 'var(--blue)', orange = 'var(--orange)';
  var width = play.slider(stage, 'width w', [0.01, 1, 0.01], 0.5, update);
  var shift = play.slider(stage, 'shift \u03b8', [-1, 1, 0.01], 0.3, update);
  var svg = play.node('svg', { viewBox: '0 0 420 300', role: 'img', width: '100%' }, stage);
  svg.style.cssText = 'font-size:14px;max-width:36rem';

  // Above, the ribbons; below, the two distances over the shift.
  function px(theta) { return 210 + theta * 180; }
  function py(distance) { return 265 - distance * 165; }
  var real = play.node('rect', { y: 8, height: 60, fill: blue, 'fill-opacity': 0.55 }, svg);
  var made = play.node('rect', { y: 16, height: 60, fill: orange, 'fill-opacity': 0.55 }, svg);
  play.node('path', { d: 'M30 265H390M210 265v5M30 265v5M390 265v5', stroke: 'currentColor', 'stroke-opacity': 0.5, fill: 'none' }, svg);
  [-1, 0, 1].forEach(function (t) {
    play.node('text', { x: px(t), y: 286, 'text-anchor': 'middle', fill: 'currentColor' }, svg, play.number(t, 0));
  });
  play.node('path', { d: 'M' + px(-1) + ' ' + py(1) + 'L' + px(0) + ' ' + py(0) + 'L' + px(1) + ' ' + py(1), fill: 'none', stroke: blue, 'stroke-width': 2 }, svg);
  play.node('text', { x: px(0.84), y: py(0.98), 'text-anchor': 'end', fill: blue }, svg, 'W\u2081');
  var ramp = play.node('path', { fill: 'none', stroke: orange, 'stroke-width': 2, 'stroke-dasharray': '7 4' }, svg);
  play.node('text', { x: px(-0.99), y: py(LOG2) - 6, fill: orange }, svg, 'JS');
  var here = play.node('circle', { r: 5, fill: blue }, svg), there = play.node('circle', { r: 5, fill: orange }, svg);
  var words = document.createElement('p');
  words.setAttribute('aria-live', 'polite');
  stage.append(words);

  function update() {
    var w = Number(width.input.value), theta = Number(shift.input.value), way = Math.abs(theta);
    var js = LOG2 * Math.min(way / w, 1), thick = 180 * w, left = px(0) - thick / 2;
    real.setAttribute('x', left);
    made.setAttribute('x', left + 180 * theta);
    [real, made].forEach(function (r) { r.setAttribute('width', thick); });
    ramp.setAttribute('d', 'M' + px(-1) + ' ' + py(LOG2) + 'H' + px(-w) + 'L' + px(0) + ' ' + py(0) + 'L' + px(w) + ' ' + py(LOG2) + 'H' + px(1));
    [[here, way], [there, js]].forEach(function (d) {
      d[0].setAttribute('cx', px(theta));
      d[0].setAttribute('cy', py(d[1]));
    });
    width.shown.textContent = w.toFixed(2);
    shift.shown.textContent = play.number(theta, 2);
    words.textContent = theta === 0 ? 'JS = 0 and W\u2081 = 0: the ribbons are one.' : 'JS = ' + js.toFixed(4)
      + (way < w ? ', with slope ' + (LOG2 / w).toFixed(2) : ', with slope 0: nothing to follow')
      + '. W\u2081 = ' + way.toFixed(2) + ', with slope 1.';
    svg.setAttribute('aria-label', 'Ribbons of width ' + w.toFixed(2) + ' at the shift ' + play.number(theta, 2) + '. ' + words.textContent);
  }
  update();
});
