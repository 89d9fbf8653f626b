// Noting something down in seconds: what is typed stays on this phone until the house has it. Without a line the whole record waits here, photos too, and goes up by
// itself when the line is back; its once-token lets the house take it a single time, however often it is sent.
(() => {
  const form = document.querySelector('form[data-ledger]');
  if (!form || !window.lcStore) return;
  const viewer = document.body.dataset.viewer, box = document.querySelector('[data-ledger-waiting]'), state = document.querySelector('[data-ledger-state]');
  const begun = 'ledger-begun:' + viewer + ':' + form.dataset.ledger, queue = 'ledger:' + viewer + ':' + form.dataset.ledger + ':';
  const say = text => { state.textContent = text || ''; };
  const own = i => i.name && !i.name.startsWith('_') && i.type !== 'hidden' && i.type !== 'file';
  const typed = () => [...new FormData(form)].filter(([n, v]) => typeof v === 'string' && [...form.elements].some(i => i.name === n && own(i)));
  const fill = values => {
    [...form.elements].filter(own).forEach(i => {
      const of = values.filter(([n]) => n === i.name).map(([, v]) => v);
      if (i.type === 'checkbox' || i.type === 'radio') i.checked = of.includes(i.value);
      else if (of.length) i.value = of[0];
    });
    for (const d of form.querySelectorAll('details')) if ([...d.querySelectorAll('input,textarea')].some(i => i.type !== 'date' && i.value)) d.open = true;
  };
  // A photo as text: the store of the device keeps nothing else.
  const photo = file => new Promise((yes, no) => {
    const reader = new FileReader();
    reader.onload = () => yes({ name: file.name, type: file.type, data: reader.result });
    reader.onerror = () => no(reader.error);
    reader.readAsDataURL(file);
  });
  const bytes = p => {
    const raw = atob(p.data.split(',')[1] || ''), all = new Uint8Array(raw.length);
    for (let i = 0; i < raw.length; i++) all[i] = raw.charCodeAt(i);
    return new File([all], p.name, { type: p.type });
  };
  // Touching an item of the plan says what was done; whoever has typed keeps their words.
  let offered = '';
  form.addEventListener('change', e => {
    if (e.target.name !== 'planItem') return;
    const what = form.elements.title;
    if (!what.value || what.value === offered) { offered = e.target.dataset.title || ''; what.value = offered; }
    const service = e.target.dataset.kind === 'SERVICE' && [...form.elements.kind].find(k => k.value === 'SERVICE');
    if (service) service.checked = true;
  });
  let timer;
  form.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(() => window.lcStore.put(begun, { at: Date.now(), values: typed() }), 300); });

  const another = () => (crypto.randomUUID ? crypto.randomUUID() : ([1e7] + -1e3 + -4e3 + -8e3 + -1e11).replace(/[018]/g, c => (c ^ crypto.getRandomValues(new Uint8Array(1))[0] & 15 >> c / 4).toString(16)));
  let busy = false;
  // Kept first, then sent: whoever presses without a line, or loses it just then, has done their part.
  form.addEventListener('submit', async e => {
    e.preventDefault(); e.stopImmediatePropagation();
    if (busy) return;
    busy = true; clearTimeout(timer);
    const once = form.elements._once.value, sent = new FormData(form), key = queue + once;
    const photos = await Promise.all([...form.elements.photo.files].map(photo));
    const kept = await window.lcStore.put(key, { at: Date.now(), once, values: typed(), photos });
    let answer = null;
    try { if (navigator.onLine) answer = await fetch(form.getAttribute('action'), { method: 'POST', body: sent }); } catch (lost) { /* it waits */ }
    if (answer && answer.ok && answer.redirected && !answer.url.includes('/sign-in')) {
      await window.lcStore.drop(key); await window.lcStore.drop(begun);
      location.assign(answer.url);
    } else if (answer && answer.status >= 400 && answer.status < 500 && answer.status !== 403 || !kept) {
      await window.lcStore.drop(key);
      form.submit(); // refused: the page comes back with what is wrong beside its field
    } else {
      await window.lcStore.drop(begun);
      form.reset();
      form.elements._once.value = another();
      say(form.dataset.kept);
      busy = false;
      show();
    }
  }, true);

  const title = kept => (kept.values.find(([n]) => n === 'title') || [, ''])[1];
  const show = async () => {
    const all = await window.lcStore.all(queue);
    box.replaceChildren(...all.map(([key, kept]) => {
      const line = document.createElement('div');
      line.className = 'alert alert-' + (kept.refused ? 'danger' : 'warning');
      line.textContent = (kept.refused ? box.dataset.refused : box.dataset.one) + ' ' + title(kept) + (kept.refused ? ' · ' + kept.refused : '') + ' ';
      if (kept.refused) {
        const mend = document.createElement('button'), drop = document.createElement('button');
        mend.type = drop.type = 'button'; mend.className = 'btn btn-sm me-2'; drop.className = 'btn btn-sm';
        mend.textContent = box.dataset.again; drop.textContent = box.dataset.drop;
        mend.addEventListener('click', async () => { fill(kept.values); await window.lcStore.drop(key); show(); form.elements.title.focus(); });
        drop.addEventListener('click', async () => { await window.lcStore.drop(key); show(); });
        line.append(mend, drop);
      }
      return line;
    }));
  };
  let going = false;
  const send = async () => {
    if (going || !navigator.onLine) return;
    going = true;
    try {
      for (const [key, kept] of await window.lcStore.all(queue)) {
        if (kept.refused) continue;
        const body = new FormData();
        kept.values.forEach(([n, v]) => body.append(n, v));
        kept.photos.forEach(p => body.append('photo', bytes(p)));
        body.append('_once', kept.once);
        // The page may be older than the sign-in: the token of a fresh one is asked for.
        const fresh = await fetch(location.pathname, { headers: { 'X-Requested-With': 'fetch' } });
        if (fresh.redirected || !fresh.ok) { say(box.dataset.signedOut); break; }
        const page = new DOMParser().parseFromString(await fresh.text(), 'text/html'), token = page.querySelector('form[data-ledger] input[type=hidden]');
        body.append(token.name, token.value);
        const answer = await fetch(form.getAttribute('action'), { method: 'POST', body });
        if (answer.ok) { await window.lcStore.drop(key); say(box.dataset.sent + ' ' + title(kept)); }
        else if (answer.status >= 400 && answer.status < 500 && answer.status !== 429) {
          const told = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('.lc-error, .alert-danger, main p');
          await window.lcStore.put(key, { ...kept, at: Date.now(), refused: (told ? told.textContent : String(answer.status)).trim().slice(0, 200) });
        } else break;
      }
    } catch (lost) { /* later */ }
    going = false;
    show();
  };
  window.addEventListener('online', send);
  (async () => {
    const [last] = await window.lcStore.all(begun);
    if (last && !document.body.dataset.posted && !form.elements.title.value) fill(last[1].values);
    await show(); send();
  })();
})();
