// The clock of a meeting runs on the server; between two looks at it this counts on by itself, so that every screen shows the same.
(() => {
  let taken = performance.now();
  const text = left => (left < 0 ? '+' : '') + Math.floor(Math.abs(left) / 60) + ':' + String(Math.abs(left) % 60).padStart(2, '0');
  const tick = () => document.querySelectorAll('[data-timer]').forEach(clock => {
    const gone = clock.dataset.running === 'yes' ? Math.floor((performance.now() - taken) / 1000) : 0;
    const left = Number(clock.dataset.left) - gone;
    clock.querySelector('output').textContent = text(left);
    clock.classList.toggle('lc-over', left < 0);
    clock.classList.toggle('lc-soon', left >= 0 && left < 60);
  });
  setInterval(tick, 250);
  document.addEventListener('htmx:afterSwap', () => { taken = performance.now(); tick(); });
  const status = document.querySelector('[data-live-status]');
  const say = (on) => {
    if (!status) return;
    if (on) { status.textContent = status.dataset.on; status.classList.remove('lc-lost'); }
    else if (!status.classList.contains('lc-lost')) {
      status.textContent = status.dataset.off + ' ' + new Date().toLocaleTimeString(document.documentElement.lang, { timeZone: 'Asia/Shanghai', hour12: false });
      status.classList.add('lc-lost');
    }
  };
  document.addEventListener('htmx:afterRequest', e => say(e.detail.successful));
})();
