// Saves a draft as it is typed. What could not be sent stays in this browser and is sent when the line is back.
(() => {
  const form = document.querySelector('[data-draft]');
  if (!form) return;
  const state = document.querySelector('[data-draft-state]');
  const key = 'draft:' + form.dataset.draft;
  let timer, going = Promise.resolve(), sending = false, dirty = false, stopped = false, signedOut = false, secret = false;
  const say = text => { if (state) state.textContent = text; };
  const word = name => (state && state.dataset[name]) || '';
  const body = () => new URLSearchParams([...new FormData(form)].filter(([n, v]) => typeof v === 'string' && n !== '_once'));
  const forget = () => { try { localStorage.removeItem(key); } catch (e) { /* private window */ } };
  const keep = () => { if (!secret) try { localStorage.setItem(key, body().toString()); } catch (e) { /* private window */ } };
  // Another window was faster: the text stays here. Something secret: no word of it may stay anywhere.
  const refused = text => {
    if (text !== 'secret') { say(JSON.parse(text).text); return; }
    secret = true; forget();
    location.replace(form.dataset.draft.replace(/draft$/, 'edit'));
  };
  const send = () => (sending || stopped ? going : (going = put()));
  const put = async () => {
    sending = true; dirty = false; keep();
    try {
      const answer = await fetch(form.dataset.draft, { method: 'POST', body: body(), headers: { 'X-Requested-With': 'fetch' }, redirect: 'manual' });
      if (answer.ok) {
        const saved = await answer.json();
        form.elements.version.value = saved.version; say(saved.text); forget();
        document.body.dispatchEvent(new Event('lc-saved'));
      } else if (answer.status === 409) { stopped = true; refused(await answer.text()); }
      else if (answer.status === 422) say((await answer.json()).text);
      else if (answer.type === 'opaqueredirect' || answer.status === 403) { stopped = signedOut = true; say(word('signedOut')); }
      else { dirty = true; say(word('failed')); }
    } catch (e) { dirty = true; say(word('offline')); }
    sending = false;
    if (dirty && !stopped) { clearTimeout(timer); timer = setTimeout(send, 3000); }
  };
  // What a lost connection or a closed window left behind comes back, and is sent.
  const restore = () => {
    let kept = null;
    try { kept = localStorage.getItem(key); } catch (e) { /* private window */ }
    if (!kept) return;
    const typed = new URLSearchParams(kept);
    if (typed.get('version') !== form.elements.version.value && !window.confirm(word('older'))) {
      forget();
      return;
    }
    for (const name of new Set([...typed.keys()])) {
      if (name.startsWith('_') || name === 'version') continue;
      const values = typed.getAll(name);
      [...form.elements].filter(i => i.name === name && i.type !== 'hidden').forEach((input, nth) => {
        if (input.type === 'checkbox' || input.type === 'radio') input.checked = values.includes(input.value);
        else if (values[nth] !== undefined) input.value = values[nth];
      });
    }
    say(word('restored'));
    form.dispatchEvent(new Event('input', { bubbles: true }));
  };
  const later = () => { dirty = true; clearTimeout(timer); if (stopped) keep(); else timer = setTimeout(send, 900); };
  form.addEventListener('input', later);
  document.querySelectorAll('[form="' + form.id + '"]').forEach(i => i.addEventListener('input', later));
  restore();
  window.addEventListener('online', () => dirty && send());
  // A draft that is just going up is waited for: sending on top of it would look like a second window.
  form.addEventListener('submit', e => {
    clearTimeout(timer);
    if (sending && !stopped) {
      e.preventDefault(); e.stopImmediatePropagation();
      const button = e.submitter;
      going.then(() => form.requestSubmit(button));
      return;
    }
    // From here on keep.js holds the text until the server has taken it.
    if (!signedOut) forget();
    stopped = true;
  });
  document.querySelectorAll('form[data-upload]').forEach(f => {
    f.querySelector('input[type=file]').addEventListener('change', async () => {
      clearTimeout(timer); if (dirty) await send(); f.requestSubmit();
    });
  });
})();
