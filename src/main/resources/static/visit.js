// Only when a visitor presses for it, the phone is asked where it is; the numbers stand in the form and can be taken out again.
(() => {
  const button = document.querySelector('[data-locate]');
  if (!button) return;
  const form = button.form;
  const say = document.querySelector('[data-located]');
  button.addEventListener('click', () => {
    if (!navigator.geolocation) { say.textContent = button.dataset.failed; return; }
    navigator.geolocation.getCurrentPosition(at => {
      form.elements.latitude.value = at.coords.latitude.toFixed(4);
      form.elements.longitude.value = at.coords.longitude.toFixed(4);
      say.textContent = '';
      form.dispatchEvent(new Event('input', { bubbles: true }));
    }, () => { say.textContent = button.dataset.failed; }, { maximumAge: 60000, timeout: 15000 });
  });
})();
