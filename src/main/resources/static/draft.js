// Saves a draft as it is typed. What could not be sent stays in this browser and is sent when the line is back.
(() => {
  const form = document.querySelector('[data-draft]');
  if (!form) return;
  const state = document.querySelector('[data-draft-state]');
  const key = 'draft:' + form.dataset.draft;
  let timer, sending = false, dirty = false, stopped = false;
  const say = text => { if (state) state.textContent = text; };
  const body = () => new URLSearchParams([...new FormData(form)].filter(([n, v]) => typeof v === 'string' && n !== '_once'));
  const keep = () => { try { localStorage.setItem(key, body().toString()); } catch (e) { /* private window */ } };
  const send = async () => {
    if (sending || stopped) return;
    sending = true; dirty = false; keep();
    try {
      const answer = await fetch(form.dataset.draft, { method: 'POST', body: body(), headers: { 'X-Requested-With': 'fetch' }, redirect: 'manual' });
      if (answer.ok) {
        const saved = await answer.json();
        form.elements.version.value = saved.version; say(saved.text); localStorage.removeItem(key);
        document.body.dispatchEvent(new Event('lc-saved'));
      } else if (answer.status === 409) { stopped = true; say((await answer.json()).text); }
      else { dirty = true; say('⚠ ' + answer.status); }
    } catch (e) { dirty = true; say('⚠ offline'); timer = setTimeout(send, 5000); }
    sending = false;
    if (dirty && !stopped) { clearTimeout(timer); timer = setTimeout(send, 3000); }
  };
  const later = () => { dirty = true; clearTimeout(timer); timer = setTimeout(send, 900); };
  form.addEventListener('input', later);
  document.querySelectorAll('[form="' + form.id + '"]').forEach(i => i.addEventListener('input', later));
  window.addEventListener('online', () => dirty && send());
  form.addEventListener('submit', () => { stopped = true; clearTimeout(timer); try { localStorage.removeItem(key); } catch (e) { /* private window */ } });
  document.querySelectorAll('form[data-upload]').forEach(f => {
    f.querySelector('input[type=file]').addEventListener('change', async () => {
      clearTimeout(timer); if (dirty) await send(); f.requestSubmit();
    });
  });
})();
