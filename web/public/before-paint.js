// Runs before the first paint, so that the theme and the language never flash as another one.
// A file of its own, because the content security policy allows no inline script.
(() => {
  var root = document.documentElement;
  let theme = null;
  try {
    theme = localStorage.getItem('renhe.theme');
    const locale = localStorage.getItem('renhe.locale');
    if (locale) root.lang = locale;
  } catch (_) {
    // Storage may be blocked; the system's choice applies then.
  }
  if (theme !== 'light' && theme !== 'dark') {
    theme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  }
  root.dataset.theme = theme;
})();
