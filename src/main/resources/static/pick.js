// Narrows a list of people as one types; whoever is chosen stays in sight. Without script the button beside the field asks the house.
'use strict';
document.querySelectorAll('[data-pick]').forEach(field => {
  const list = document.getElementById(field.dataset.pick);
  if (!list) return;
  const none = list.querySelector('[data-pick-none]');
  const narrow = () => {
    const words = field.value.trim().toLowerCase().split(/\s+/).filter(w => w);
    let shown = 0;
    list.querySelectorAll('[data-pick-one]').forEach(one => {
      const text = one.textContent.toLowerCase();
      const here = one.querySelector('input').checked || words.every(w => text.includes(w));
      one.hidden = !here;
      if (here) shown++;
    });
    none.hidden = shown > 0;
  };
  field.addEventListener('input', narrow);
  field.addEventListener('keydown', e => { if (e.key === 'Enter') e.preventDefault(); });
  narrow();
});
document.querySelectorAll('[data-pick-chair]').forEach(chair => {
  const members = () => new Set([...document.querySelectorAll(`[name="${chair.dataset.pickChair}"]:checked`)].map(i => i.value));
  const narrow = () => {
    const seated = members();
    chair.querySelectorAll('option').forEach(o => { if (o.value) { o.hidden = o.disabled = seated.size > 0 && !seated.has(o.value); } });
    if (chair.selectedOptions[0] && chair.selectedOptions[0].disabled) chair.value = '';
  };
  chair.form.addEventListener('change', narrow);
  narrow();
});
