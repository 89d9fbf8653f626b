// Saves a draft as it is typed. What could not be sent stays in this browser and is sent when the line is back. A form with data-base is looked
// after by merge.js too: it is kept with every key, and put together with what another window wrote.
(() => {
  const form = document.querySelector('[data-draft]');
  if (!form) return;
  const state = document.querySelector('[data-draft-state]');
  const key = 'draft:' + form.dataset.draft;
  let timer, going = Promise.resolve(), sending = false, dirty = false, stopped = false, signedOut = false, secret = false;
  let unsent = false; // a hand-in that waits for the line: what is said of it stands until more is typed or all is up
  const say = text => { if (state && text) state.textContent = text; };
  const word = name => (state && state.dataset[name]) || '';
  const both = form.dataset.base && window.lcBoth ? window.lcBoth(form, { say, word, again: () => soon(200) }) : null;
  const body = () => (both ? both.body() : new URLSearchParams([...new FormData(form)].filter(([n, v]) => typeof v === 'string' && n !== '_once')));
  const forget = () => { if (both) both.keep(); else try { localStorage.removeItem(key); } catch (e) { /* private window */ } };
  const keep = () => {
    if (both) return both.keep().then(kept => { if (!kept) say(word('unkept')); return kept; });
    if (!secret) try { localStorage.setItem(key, body().toString()); } catch (e) { /* private window */ }
    return null;
  };
  // Another window was faster: the text stays here. Something secret: no word of it may stay anywhere.
  const refused = text => {
    if (text !== 'secret') { say(JSON.parse(text).text); return; }
    secret = true; forget();
    location.replace(form.dataset.draft.replace(/draft$/, 'edit'));
  };
  // The sheet is sealed, over or taken back: what was typed can be copied.
  const ended = (why, discard) => { stopped = true; say(why); window.lcEnded(both.text(), why, discard); };
  const soon = ms => { dirty = true; clearTimeout(timer); timer = setTimeout(send, ms); };
  const send = () => (sending || stopped ? going : (going = put()));
  const post = more => fetch(form.dataset.draft, { method: 'POST', body: body(), headers: { 'X-Requested-With': 'fetch' }, redirect: 'manual', ...more });
  const saved = answer => {
    unsent = false;
    if (both) { both.taken(answer); if (!both.waiting()) say(both.wrong() ? word('left') : answer.text); }
    else { form.elements.version.value = answer.version; say(answer.text); forget(); }
    document.body.dispatchEvent(new Event('lc-saved'));
  };
  const met = async answer => {
    if (!both) { stopped = true; refused(await answer.text()); return; }
    const theirs = await answer.json();
    both.meet(theirs.version, theirs.fields);
    if (!both.clean()) dirty = true;
  };
  const put = async () => {
    let again = 3000;
    sending = true; dirty = false; clearTimeout(timer); await keep();
    try {
      const answer = await post();
      if (answer.ok) saved(await answer.json());
      else if (answer.status === 409) { await met(answer); again = 200; }
      else if (both && answer.status === 410) ended((await answer.json()).text);
      else if (both && answer.status === 404) ended(word('gone'), both.forget);
      else if (answer.status === 422) say((await answer.json()).text);
      else if (answer.type === 'opaqueredirect' || answer.status === 403) { stopped = signedOut = true; say(word('signedOut')); }
      else { dirty = true; say(word(unsent ? 'notYet' : 'failed')); }
    } catch (e) { dirty = true; say(word(unsent ? 'notYet' : 'offline')); }
    sending = false;
    if (dirty && !stopped) soon(again);
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
  const later = () => {
    dirty = true; unsent = false; clearTimeout(timer);
    if (both) keep().then(kept => { if (kept && dirty && !sending && !stopped && !both.waiting()) say(word('kept')); });
    if (stopped) keep(); else timer = setTimeout(send, 900);
  };
  form.addEventListener('input', later);
  document.querySelectorAll('[form="' + form.id + '"]').forEach(i => i.addEventListener('input', later));
  if (both) both.restore(); else restore();
  window.addEventListener('online', () => dirty && send());
  if (both) window.addEventListener('pagehide', () => { if (dirty && !stopped && !sending) { keep(); post({ keepalive: true }).catch(() => {}); } });
  // A draft that is just going up is waited for: sending on top of it would look like a second window.
  const wait = e => {
    clearTimeout(timer);
    if (!stopped && (sending || both && (dirty || !both.clean()))) {
      e.preventDefault(); e.stopImmediatePropagation();
      const button = e.submitter, of = e.target;
      (sending ? going.then(() => (dirty ? send() : null)) : send()).then(() => {
        if (!both || stopped && signedOut || both.clean()) { of.requestSubmit(button); return; }
        if (stopped) return;
        const wrong = both.wrong();
        if (wrong) form.elements[wrong].focus();
        unsent = !wrong && !both.waiting();
        say(wrong ? word('left') : unsent ? word('notYet') : state.textContent);
      });
      return false;
    }
    return true;
  };
  document.querySelectorAll('form[data-after-draft]').forEach(f => f.addEventListener('submit', e => { if (wait(e)) stopped = true; }));
  form.addEventListener('submit', e => {
    if (!wait(e)) return;
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
