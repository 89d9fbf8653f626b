// The queue by keyboard: j and k move, Enter opens, space or x ticks.
(() => {
  const rows = [...document.querySelectorAll('.lc-table tbody tr')];
  let at = -1;
  const go = n => {
    if (!rows.length) return;
    at = Math.max(0, Math.min(rows.length - 1, n));
    rows.forEach(r => r.classList.remove('lc-at'));
    rows[at].classList.add('lc-at'); rows[at].scrollIntoView({ block: 'nearest' });
  };
  document.addEventListener('keydown', e => {
    if (e.target.closest('input:not([type=checkbox]),textarea,select') || e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'j') go(at + 1);
    else if (e.key === 'k') go(at - 1);
    else if (at >= 0 && e.key === 'Enter') rows[at].querySelector('a')?.click();
    else if (at >= 0 && (e.key === 'x' || e.key === ' ')) { const b = rows[at].querySelector('input[name=id]'); if (b) b.checked = !b.checked; e.preventDefault(); }
  });
})();
