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
