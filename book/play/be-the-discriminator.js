// Be the discriminator: three handles set D(0), D(1), D(3); the report V rises under a ceiling that cannot be crossed.
// Another forger moves the ceiling, but not the report of a critic who shrugs.
play.start('be-the-discriminator', function (stage) {
  'use strict';
  var notes = [0, 1, 3], real = [1 / 2, 1 / 3, 1 / 6], low = -4;
  var forgers = [
    ['the forger of the chapter', [1 / 4, 1 / 4, 1 / 2]],
    ['a clumsy one', [1 / 12, 1 / 12, 5 / 6]],
    ['one who prints the real law', real]
  ];
  var forged = forgers[0][1];

  function best() { return real.map(function (p, i) { return p / (p + forged[i]); }); }
  function report(d) {
    return d.reduce(function (sum, v, i) { return sum + real[i] * Math.log(v) + forged[i] * Math.log(1 - v); }, 0);
  }
  function place(v) { return Math.max(0, Math.min(100, 100 * (v - low) / -low)) + '%'; }

  var row = document.createElement('p'), name = document.createElement('label'), who = document.createElement('select');
  name.append('against ', who);
  who.style.font = 'inherit';
  forgers.forEach(function (f, i) { who.add(new Option(f[0], i)); });
  who.addEventListener('change', function () { forged = forgers[who.value][1]; show(verdicts()); });
  row.append(name);
  stage.append(row);

  // The two piles, note by note.
  var svg = play.node('svg', { viewBox: '0 0 420 120', role: 'img', width: '100%' }, stage);
  svg.style.cssText = 'font-size:14px;max-width:30rem';
  play.node('path', { d: 'M20 96H400', stroke: 'currentColor', 'stroke-opacity': 0.4 }, svg);
  function bar(x, fill) { return play.node('rect', { x: x, width: 36, fill: fill }, svg); }
  var bars = notes.map(function (note, i) {
    var x = 40 + 130 * i;
    play.node('text', { x: x + 38, y: 114, 'text-anchor': 'middle', fill: 'currentColor' }, svg, 'note ' + note);
    return [bar(x, 'var(--blue)'), bar(x + 40, 'var(--orange)')];
  });
  // the longer name begins where its bar does, clear of the other
  var names = [['real', 'var(--blue)', 58, 'middle'], ['forged', 'var(--orange)', 80, 'start']].map(function (n) {
    return play.node('text', { x: n[2], 'text-anchor': n[3], fill: n[1] }, svg, n[0]);
  });
  function draw() {
    function set(rect, p) { rect.setAttribute('y', 96 - 90 * p); rect.setAttribute('height', 90 * p); }
    bars.forEach(function (pair, i) { set(pair[0], real[i]); set(pair[1], forged[i]); });
    names[0].setAttribute('y', 91 - 90 * real[0]);
    names[1].setAttribute('y', 91 - 90 * forged[0]);
    svg.setAttribute('aria-label', 'Weights of the notes 0, 1 and 3: real ' + [real, forged].map(function (w) {
      return w.map(function (p) { return p.toFixed(2); }).join(', ');
    }).join('; forged '));
  }

  var sliders = notes.map(function (note) {
    return play.slider(stage, 'D(' + note + ')', [0.01, 0.99, 0.005], 0.5, function () { show(verdicts()); });
  });
  function verdicts() { return sliders.map(function (s) { return Number(s.input.value); }); }

  var gauge = document.createElement('div'), level = document.createElement('div');
  var ceiling = document.createElement('div'), words = document.createElement('p');
  gauge.style.cssText = 'position:relative;height:1.1em;border:1px solid currentColor';
  level.style.cssText = 'height:100%;background:currentColor;opacity:.35';
  ceiling.style.cssText = 'position:absolute;top:-.25em;bottom:-.25em;border-left:2px solid currentColor';
  words.setAttribute('aria-live', 'polite');
  gauge.append(level, ceiling);
  stage.append(gauge, words);

  var choices = [
    ['Shrug', function () { return [0.5, 0.5, 0.5]; }], ['Shout', function () { return [0.99, 0.95, 0.01]; }],
    ['Perfect', best]
  ];
  choices.forEach(function (choice) {
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = choice[0];
    button.addEventListener('click', function () {
      var d = choice[1]();
      sliders.forEach(function (s, i) { s.input.value = d[i]; });
      show(d);
    });
    stage.append(button, ' ');
  });

  function show(verdicts) {
    var value = report(verdicts), cap = report(best());
    draw();
    verdicts.forEach(function (v, i) { sliders[i].shown.textContent = v.toFixed(3); });
    level.style.width = place(value);
    ceiling.style.left = place(cap);
    words.textContent = 'Your report: V = ' + play.number(value, 4) + '. The ceiling: ' + play.number(cap, 4)
      + (value.toFixed(4) === cap.toFixed(4) ? '. You are the perfect critic.' : '. You miss ' + (cap - value).toFixed(4) + ' of it.');
  }
  show(verdicts());
});
