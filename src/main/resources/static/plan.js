// Arranging a plan: each line's selects get a bar in the months, which is dragged, stretched at its ends, or moved with the arrow keys.
// The selects stay what is sent; without this script they are used by themselves.
(() => {
  const form = document.querySelector('[data-arrange]');
  if (!form) return;
  const told = form.querySelector('[data-told]');
  document.querySelectorAll('[data-scripted]').forEach(e => { e.hidden = false; });
  const words = (text, ...args) => args.reduce((t, a, i) => t.replace('{' + i + '}', a), text);

  form.querySelectorAll('tr[data-item]').forEach(row => {
    const name = row.querySelector('th').firstChild.textContent.trim();
    const from = row.querySelector('[name=from]');
    const until = row.querySelector('[name=until]');
    const cells = [...row.querySelectorAll('[data-month]')];
    const first = { from: +row.dataset.from, until: +row.dataset.until };
    const bar = document.createElement('button');
    bar.type = 'button';
    bar.className = 'lc-bar';
    let at = +from.value <= +until.value ? { from: +from.value, until: +until.value } : { ...first };
    cells.forEach(cell => cell.classList.remove('lc-planned'));

    const lay = () => {
      const left = cells[at.from - 1].getBoundingClientRect().left;
      bar.style.width = cells[at.until - 1].getBoundingClientRect().right - left + 'px';
    };
    const show = () => {
      const held = document.activeElement === bar;
      cells[at.from - 1].prepend(bar);
      lay();
      bar.classList.toggle('lc-changed', at.from !== first.from || at.until !== first.until);
      bar.setAttribute('aria-label', words(form.dataset.bar, name, at.from, at.until));
      if (held) bar.focus();
    };
    window.addEventListener('resize', lay);
    const set = (f, u, say) => {
      if (f < 1 || u > 12 || f > u) {
        told.textContent = words(form.dataset.edge, name);
        return;
      }
      if (f === at.from && u === at.until) return;
      at = { from: f, until: u };
      from.value = f;
      until.value = u;
      show();
      told.textContent = words(say || form.dataset.moved, name, f, u);
    };
    const read = () => {
      const f = +from.value;
      const u = +until.value;
      if (f <= u) { at = { from: f, until: u }; show(); told.textContent = words(form.dataset.moved, name, f, u); }
    };
    from.addEventListener('change', read);
    until.addEventListener('change', read);
    form.addEventListener('reset', () => setTimeout(() => { at = { from: +from.value, until: +until.value }; show(); told.textContent = ''; }));

    bar.addEventListener('keydown', e => {
      const by = { ArrowLeft: -1, ArrowRight: 1 }[e.key];
      if (by) {
        e.preventDefault();
        if (e.shiftKey) set(at.from, at.until + by);
        else set(at.from + by, at.until + by);
      } else if (e.key === 'Escape') {
        set(first.from, first.until, form.dataset.undone);
      }
    });

    // The head tells over which month the pointer is.
    const head = form.querySelectorAll('thead .lc-month');
    const month = x => {
      const found = [...head].findIndex(c => x < c.getBoundingClientRect().right);
      return found < 0 ? 12 : found + 1;
    };
    bar.addEventListener('pointerdown', e => {
      const box = bar.getBoundingClientRect();
      const end = Math.min(14, box.width / 4);
      const grip = e.clientX - box.left < end ? 'from' : box.right - e.clientX < end ? 'until' : 'both';
      const begun = { month: month(e.clientX), ...at };
      bar.setPointerCapture(e.pointerId);
      const drag = m => {
        const by = month(m.clientX) - begun.month;
        if (grip === 'from') set(Math.max(1, Math.min(begun.from + by, at.until)), at.until);
        else if (grip === 'until') set(at.from, Math.min(12, Math.max(begun.until + by, at.from)));
        else {
          const fit = Math.max(1 - begun.from, Math.min(by, 12 - begun.until));
          set(begun.from + fit, begun.until + fit);
        }
      };
      const drop = () => {
        window.removeEventListener('pointermove', drag);
        window.removeEventListener('pointerup', drop);
        window.removeEventListener('pointercancel', drop);
      };
      window.addEventListener('pointermove', drag);
      window.addEventListener('pointerup', drop);
      window.addEventListener('pointercancel', drop);
      bar.focus();
    });
    show();
  });
})();
