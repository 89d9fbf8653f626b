// The big screen keeps itself current: it asks for its own page again and takes over what has changed. Without a connection it says since when.
(() => {
  const EVERY = 15000;
  const status = document.querySelector('[data-live-status]');
  const clock = document.querySelector('[data-clock]');
  const tick = () => { if (clock) clock.textContent = new Date().toLocaleString(document.documentElement.lang, { timeZone: 'Asia/Shanghai', hour12: false }); };
  const refresh = async () => {
    try {
      const answer = await fetch(location.href, { headers: { Accept: 'text/html' } });
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
      document.querySelectorAll('[data-live]').forEach(old => {
        const now = fresh.getElementById(old.id);
        if (now && now.innerHTML !== old.innerHTML && !old.contains(document.activeElement)) {
          old.innerHTML = now.innerHTML;
          old.classList.add('lc-fresh'); setTimeout(() => old.classList.remove('lc-fresh'), 1500);
          document.dispatchEvent(new CustomEvent('lingchuang:figures', { detail: old }));
        }
      });
      if (status) { status.textContent = status.dataset.on; status.classList.remove('lc-lost'); }
    } catch {
      if (status && !status.classList.contains('lc-lost')) {
        status.textContent = status.dataset.off + ' ' + new Date().toLocaleTimeString(document.documentElement.lang, { timeZone: 'Asia/Shanghai', hour12: false });
        status.classList.add('lc-lost');
      }
    }
    setTimeout(refresh, EVERY);
  };
  tick(); setInterval(tick, 1000); setTimeout(refresh, EVERY);
})();
