// Be the discriminator: three handles set D(0), D(1), D(3); the report V rises under a ceiling that cannot be crossed.
play.start('be-the-discriminator', function (stage) {
  'use strict';
  var notes = [0, 1, 3], real = [1 / 2, 1 / 3, 1 / 6], forged = [1 / 4, 1 / 4, 1 / 2];
  var best = real.map(function (p, i) { return p / (p + forged[i]); }), low = -4;

  function report(d) {
    return d.reduce(function (sum, v, i) { return sum + real[i] * Math.log(v) + forged[i] * Math.log(1 - v); }, 0);
  }
  function place(v) { return Math.max(0, Math.min(100, 100 * (v - low) / -low)) + '%'; }

  var sliders = notes.map(function (note) {
    return play.slider(stage, 'D(' + note + ')', [0.01, 0.99, 0.005], 0.5, function () { show(verdicts()); });
  });
  function verdicts() { return sliders.map(function (s) { return Number(s.input.value); }); }

  var gauge = document.createElement('div'), bar = document.createElement('div');
  var ceiling = document.createElement('div'), words = document.createElement('p');
  gauge.style.cssText = 'position:relative;height:1.1em;border:1px solid currentColor';
  bar.style.cssText = 'height:100%;background:currentColor;opacity:.35';
  ceiling.style.cssText = 'position:absolute;top:-.25em;bottom:-.25em;border-left:2px solid currentColor';
  words.setAttribute('aria-live', 'polite');
  gauge.append(bar, ceiling);
  stage.append(gauge, words);

  [['Shrug', [0.5, 0.5, 0.5]], ['Shout', [0.99, 0.95, 0.01]], ['Perfect', best]].forEach(function (choice) {
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = choice[0];
    button.addEventListener('click', function () {
      sliders.forEach(function (s, i) { s.input.value = choice[1][i]; });
      show(choice[1]);
    });
    stage.append(button, ' ');
  });

  function show(verdicts) {
    var value = report(verdicts), cap = report(best);
    verdicts.forEach(function (v, i) { sliders[i].shown.textContent = v.toFixed(3); });
    bar.style.width = place(value);
    ceiling.style.left = place(cap);
    words.textContent = 'Your report: V = ' + play.number(value, 4) + '. The ceiling: ' + play.number(cap, 4)
      + (value.toFixed(4) === cap.toFixed(4) ? '. You are the perfect critic.' : '. You miss ' + (cap - value).toFixed(4) + ' of it.');
  }
  show(verdicts());
});
