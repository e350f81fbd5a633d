// Be the discriminator: three handles set D(0), D(1), D(3); the report V rises under a ceiling that cannot be crossed.
(function () {
  'use strict';
  var box = document.querySelector('[data-play="be-the-discriminator"]');
  if (!box) return;
  var notes = [0, 1, 3], real = [1 / 2, 1 / 3, 1 / 6], forged = [1 / 4, 1 / 4, 1 / 2];
  var best = real.map(function (p, i) { return p / (p + forged[i]); });
  var verdicts = [0.5, 0.5, 0.5], low = -4;

  function report(d) {
    return d.reduce(function (sum, v, i) { return sum + real[i] * Math.log(v) + forged[i] * Math.log(1 - v); }, 0);
  }
  function element(tag, attributes, text) {
    var e = document.createElement(tag);
    Object.keys(attributes || {}).forEach(function (k) { e.setAttribute(k, attributes[k]); });
    if (text) e.textContent = text;
    return e;
  }
  function place(v) { return Math.max(0, Math.min(100, 100 * (v - low) / -low)); }

  var stage = element('div', { 'class': 'play-stage' }), sliders = [], outputs = [];
  notes.forEach(function (note, i) {
    var id = 'verdict-' + note, row = element('p', { 'class': 'play-row' });
    var slider = element('input', { type: 'range', id: id, min: '0.01', max: '0.99', step: '0.005', value: '0.5' });
    var output = element('output', { 'for': id });
    slider.addEventListener('input', function () { verdicts[i] = Number(slider.value); show(); });
    row.append(element('label', { 'for': id }, 'D(' + note + ') '), slider, output);
    stage.append(row);
    sliders.push(slider);
    outputs.push(output);
  });

  var gauge = element('div', { 'class': 'play-gauge', style: 'position:relative;height:1.1em;border:1px solid currentColor' });
  var bar = element('div', { style: 'height:100%;background:currentColor;opacity:.35' });
  var ceiling = element('div', { style: 'position:absolute;top:-.25em;bottom:-.25em;border-left:2px solid currentColor' });
  gauge.append(bar, ceiling);
  var words = element('p', { 'aria-live': 'polite' });
  stage.append(gauge, words);

  function set(values) {
    verdicts = values.slice();
    sliders.forEach(function (s, i) { s.value = verdicts[i]; });
    show();
  }
  [['Shrug', [0.5, 0.5, 0.5]], ['Shout', [0.99, 0.95, 0.01]], ['Perfect', best]].forEach(function (choice) {
    var button = element('button', { type: 'button' }, choice[0]);
    button.addEventListener('click', function () { set(choice[1]); });
    stage.append(button, ' ');
  });

  function show() {
    var value = report(verdicts), cap = report(best);
    verdicts.forEach(function (v, i) { outputs[i].textContent = ' ' + v.toFixed(3); });
    bar.style.width = place(value) + '%';
    ceiling.style.left = place(cap) + '%';
    words.textContent = 'Your report: V = ' + value.toFixed(4) + '. The ceiling: ' + cap.toFixed(4)
      + (cap - value < 5e-5 ? '. You are the perfect critic.' : '. You miss ' + (cap - value).toFixed(4) + ' of it.');
  }
  box.append(stage);
  show();
})();
