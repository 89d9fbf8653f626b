// What is secret is not sent: a yes clears the draft at once, and what this browser still holds of it goes too.
(() => {
  const forget = document.querySelector('[data-forget]');
  if (forget) try { localStorage.removeItem(forget.dataset.forget); } catch (e) { /* private window */ }
  document.addEventListener('input', e => {
    const ask = e.target.dataset?.secret;
    if (!ask) return;
    e.stopImmediatePropagation();
    if (window.confirm(ask)) document.getElementById('secret').submit();
    else e.target.checked = false;
  }, true);
})();
// A file that is too large is not sent to be refused: that is said beside its field.
document.addEventListener('change', e => {
  const form = e.target.closest('form[data-upload]');
  if (!form || ![...e.target.files].some(f => f.size > Number(form.dataset.max))) return;
  e.stopImmediatePropagation();
  e.target.value = '';
  const said = form.querySelector('.lc-error') || form.insertBefore(document.createElement('div'), e.target.nextSibling);
  said.className = 'lc-error'; said.setAttribute('role', 'alert'); said.textContent = form.dataset.tooLarge;
}, true);
// Shows a field when the field it depends on has its value; without script every field shows and the server decides.
(() => {
  const conditional = () => [...document.querySelectorAll('[data-show-field]')].filter(e => e.dataset.showField);
  // A choice by id, such as the category, says in data-value what fields wait for.
  const value = name => {
    const inputs = [...document.querySelectorAll(`[name="${name}"]`)];
    const checked = inputs.filter(i => (i.type !== 'checkbox' && i.type !== 'radio') || i.checked);
    return checked.map(i => i.selectedOptions?.[0]?.dataset.value ?? i.value);
  };
  const apply = () => conditional().forEach(e => { e.hidden = !value(e.dataset.showField).includes(e.dataset.showValue); });
  document.addEventListener('input', apply);
  document.addEventListener('htmx:afterSwap', apply);
  apply();
  document.querySelectorAll('[data-sum-prefix]').forEach(out => {
    const inputs = [...document.querySelectorAll(`input[name^="${out.dataset.sumPrefix}"]`)];
    const sum = () => { if (inputs.some(i => i.value)) out.textContent = Math.round(inputs.reduce((s, i) => s + (parseFloat(i.value) || 0), 0) * 100) / 100; };
    inputs.forEach(i => i.addEventListener('input', sum)); sum();
  });
  document.querySelectorAll('[data-sum]').forEach(out => {
    const sum = () => {
      const total = [...document.querySelectorAll(`[name="${out.dataset.sum}"]`)].reduce((s, i) => s + (parseFloat(i.value) || 0), 0);
      out.textContent = Math.round(total * 100) / 100;
    };
    document.addEventListener('input', sum);
  });
})();
