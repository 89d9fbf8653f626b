// Shows a field when the field it depends on has its value; without script every field shows and the server decides.
(() => {
  const conditional = [...document.querySelectorAll('[data-show-field]')].filter(e => e.dataset.showField);
  const value = name => {
    const inputs = [...document.querySelectorAll(`[name="${name}"]`)];
    const checked = inputs.filter(i => (i.type !== 'checkbox' && i.type !== 'radio') || i.checked);
    return checked.map(i => i.value);
  };
  const apply = () => conditional.forEach(e => { e.hidden = !value(e.dataset.showField).includes(e.dataset.showValue); });
  if (conditional.length) { document.addEventListener('input', apply); apply(); }
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
