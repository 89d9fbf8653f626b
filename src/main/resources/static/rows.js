// Rows of a form: add, move, take out. Without script there are blank rows, a number to order by, and an emptied name takes a row out.
(() => {
  const told = list => {
    [...list.querySelectorAll('[name=order]')].forEach((input, nth) => { input.value = nth + 1; });
    list.dispatchEvent(new Event('input', { bubbles: true }));
  };
  // Of a form's field only what its kind uses is asked: choices of a choice, a unit of a number.
  const asked = row => {
    const kind = row.querySelector('[name=fieldKind]')?.value;
    row.querySelectorAll('[data-kinds]').forEach(cell => { cell.hidden = !cell.dataset.kinds.split(' ').includes(kind) && !cell.querySelector('.lc-error'); });
  };
  const ready = row => { asked(row); tools(row); };
  const tools = row => row.querySelectorAll('[data-row-tools]').forEach(tools => { tools.hidden = false; });
  document.querySelectorAll('[data-rows]').forEach(box => {
    const list = box.querySelector('[data-rows-list]');
    const blank = box.querySelector('[data-row-blank]');
    const add = box.querySelector('[data-row-add]');
    list.querySelectorAll('[data-row]').forEach(ready);
    add.hidden = false;
    add.addEventListener('click', () => {
      const row = blank.content.firstElementChild.cloneNode(true);
      list.append(row);
      ready(row);
      told(list);
      row.querySelector('input:not([type=hidden]):not([name=order])').focus();
    });
    list.addEventListener('click', e => {
      const row = e.target.closest('[data-row]');
      const is = name => e.target.closest('[data-row-' + name + ']');
      if (!row) return;
      if (is('up') && row.previousElementSibling) { row.previousElementSibling.before(row); is('up').focus(); told(list); }
      if (is('down') && row.nextElementSibling) { row.nextElementSibling.after(row); is('down').focus(); told(list); }
      if (is('out')) {
        const next = row.nextElementSibling || row.previousElementSibling;
        row.remove();
        ((next && next.querySelector('[data-row-out]')) || add).focus();
        told(list);
      }
    });
    list.addEventListener('input', e => {
      if (e.target.name === 'fieldKind') asked(e.target.closest('[data-row]'));
      const title = e.target.closest('[data-row]')?.querySelector('[data-row-title]');
      if (title && title.dataset.rowTitle === e.target.name && e.target.value) title.textContent = e.target.value;
    });
  });
  // What places and prizes come to, as they are typed.
  document.querySelectorAll('[data-money]').forEach(out => {
    const [places, prizes] = out.dataset.money.split(' ').map(name => () => [...document.querySelectorAll(`[name="${name}"]`)]);
    const number = input => parseFloat((input?.value || '').replace(/,/g, '')) || 0;
    document.addEventListener('input', () => {
      const each = prizes();
      const sum = places().reduce((s, input, nth) => s + number(input) * number(each[nth]), 0);
      out.textContent = out.textContent.replace(/[\d,]+\.\d\d/, sum.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 }));
    });
  });
})();
