// Pages work without script; this only makes them pleasant.
(() => {
  const menu = document.querySelector('[data-menu]');
  if (menu && matchMedia('(min-width: 62.01rem)').matches) menu.open = true;
  document.querySelector('[data-focus]')?.focus();
  document.addEventListener('click', e => {
    const all = e.target.closest('[data-tick-all]');
    if (all) document.querySelectorAll('input[name="id"][form="bulk"]').forEach(b => { b.checked = all.checked; });
    if (e.target.closest('[data-print]')) window.print();
    if (e.target.closest('[data-back]') && history.length > 1) { e.preventDefault(); history.back(); }
    const confirmed = e.target.closest('[data-confirm]');
    // Nobody is asked whether they are sure of what the form will not take.
    if (confirmed && confirmed.form && !confirmed.formNoValidate && !confirmed.form.noValidate && !confirmed.form.checkValidity()) return;
    if (confirmed && !window.confirm(confirmed.dataset.confirm)) { e.preventDefault(); e.stopPropagation(); }
  }, true);
  // A second press of the same button does nothing; the server refuses it too.
  document.addEventListener('submit', e => {
    if (e.target.dataset.sent) { e.preventDefault(); return; }
    if (e.target.method === 'post') { e.target.dataset.sent = '1'; setTimeout(() => { delete e.target.dataset.sent; }, 8000); }
  });
  window.addEventListener('pageshow', () => document.querySelectorAll('form[data-sent]').forEach(f => { delete f.dataset.sent; }));
  // How much of a long text's room is taken; a browser cuts what is pasted beyond it without a word.
  document.querySelectorAll('main textarea[maxlength]').forEach(t => {
    const left = document.createElement('div');
    left.className = 'form-hint text-end'; left.setAttribute('aria-live', 'off');
    const count = () => { left.textContent = t.value.length + ' / ' + t.maxLength; left.classList.toggle('lc-error', t.value.length >= t.maxLength); };
    t.after(left); t.addEventListener('input', count); count();
  });
  // A page that answers a form is not asked for again by "back": its place is taken by the page with the form.
  if (document.body.dataset.posted) {
    const from = document.referrer && new URL(document.referrer);
    history.replaceState(null, '', from && from.origin === location.origin ? from.pathname + from.search : location.href);
  }
})();
