// Runs before the page is drawn, so that a chosen colour scheme never flashes.
(function () {
  var root = document.documentElement;
  root.classList.add('js');
  try {
    var chosen = localStorage.getItem('theme');
    if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
  } catch (e) { /* private windows have no memory: follow the system */ }
})();
