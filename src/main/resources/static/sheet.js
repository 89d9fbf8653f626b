// The score sheet by keyboard, and on a phone in two parts; the nearest of one's own points beside what is typed.
(() => {
  const sheet = document.querySelector('[data-sheet]');
  if (!sheet) return;
  const points = [...sheet.querySelectorAll('.lc-points')];
  const keys = document.getElementById('keys');
  const narrow = () => matchMedia('(max-width: 44rem)').matches;
  const parts = ['material', 'rubric'];
  const show = (part, focus) => {
    if (narrow()) {
      parts.forEach(p => { document.getElementById(p).classList.toggle('lc-away', p !== part); });
      document.querySelectorAll('[data-part]').forEach(a => { if (a.dataset.part === part) a.setAttribute('aria-current', 'true'); else a.removeAttribute('aria-current'); });
      window.scrollTo(0, 0);
    }
    if (focus) document.getElementById(part).focus({ preventScroll: narrow() });
  };
  document.querySelectorAll('[data-part]').forEach(a => a.addEventListener('click', e => { e.preventDefault(); show(a.dataset.part, true); }));
  const errors = sheet.querySelector('#rubric .lc-error, #rubric [role=alert]:not([hidden])');
  show(errors || sessionStorage.getItem('lc-part') === 'rubric' ? 'rubric' : 'material');
  addEventListener('pagehide', () => { try { sessionStorage.setItem('lc-part', document.getElementById('rubric').classList.contains('lc-away') ? 'material' : 'rubric'); } catch (e) { /* private window */ } });

  const nearest = box => {
    const input = box.closest('[data-criterion]').querySelector('.lc-points'), out = box.querySelector('[data-nearest-to]');
    const mine = parseFloat(input.value);
    const own = box.dataset.own.split(' ').map(o => o.split('=')).sort((a, b) => Math.abs(a[1] - mine) - Math.abs(b[1] - mine)).slice(0, 2);
    out.textContent = isNaN(mine) ? '' : box.dataset.nearest.replace('{0}', own.map(([code, p]) => code + ' ' + p).join('，'));
  };
  sheet.querySelectorAll('[data-own]').forEach(box => {
    box.closest('[data-criterion]').querySelector('.lc-points').addEventListener('input', () => nearest(box));
    nearest(box);
  });

  // A wheel over a field must not change its points.
  sheet.addEventListener('wheel', e => { if (e.target.type === 'number' && e.target === document.activeElement) e.target.blur(); }, { passive: true });
  const help = () => { if (keys.showModal) keys.showModal(); else keys.setAttribute('open', ''); };
  document.querySelector('[data-keys-help]')?.addEventListener('click', help);
  const to = rel => document.querySelector('a[rel=' + rel + ']')?.click();
  const into = field => { if (!field || field.disabled) return; show('rubric'); field.focus(); field.select?.(); };
  const here = () => document.activeElement.closest('[data-criterion]') || sheet.querySelector('[data-criterion]');
  const does = {
    n: () => to('next'), p: () => to('prev'), c: () => into(document.getElementById('comment')),
    r: () => into(here().querySelector('textarea')), '?': help,
    m: () => show(document.activeElement.closest('#rubric') ? 'material' : 'rubric', true),
  };
  document.addEventListener('keydown', e => {
    const at = e.target, text = at.closest('textarea, input:not([type=number]), select, dialog');
    if (e.isComposing || keys.open) return;
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) { e.preventDefault(); document.querySelector('#sheet [value=seal]')?.click(); return; }
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    if (e.key === 'Escape' && at.closest('#sheet')) { document.getElementById('rubric').focus(); return; }
    if (text) return;
    if (e.key === 'Enter' && at.classList.contains('lc-points')) {
      e.preventDefault();
      into(points[points.indexOf(at) + 1] || document.getElementById('comment'));
    } else if (/^[0-9]$/.test(e.key) && !at.classList.contains('lc-points')) {
      const empty = points.find(p => !p.value) || points[0];
      if (empty && !empty.disabled) { show('rubric'); empty.focus(); }
    } else if (does[e.key]) { e.preventDefault(); does[e.key](); }
  });
})();
