// What stays on this device until the house has it: at once in the local storage, and in a database that a killed browser has on its disk too.
window.lcStore = (() => {
  let opened;
  const database = () => opened || (opened = new Promise((yes, no) => {
    const asked = indexedDB.open('lingchuang', 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore('kept');
    asked.onsuccess = () => yes(asked.result);
    asked.onerror = () => no(asked.error);
  }));
  const deep = (mode, work) => database().then(db => new Promise((yes, no) => {
    const deed = db.transaction('kept', mode), asked = work(deed.objectStore('kept'));
    deed.oncomplete = () => yes(asked && asked.result);
    deed.onerror = deed.onabort = () => no(deed.error);
    if (deed.commit && mode === 'readwrite') deed.commit();
  })).catch(() => null);
  const quick = work => { try { return work(localStorage) || true; } catch (e) { return false; } };
  const drop = key => { quick(s => s.removeItem(key)); return deep('readwrite', s => s.delete(key)); };
  return {
    // Comes to false where this browser keeps nothing.
    put: (key, value) => {
      const now = quick(s => s.setItem(key, JSON.stringify(value)));
      return deep('readwrite', s => s.put(value, key)).then(done => now || done !== null);
    },
    drop,
    // Everything whose key begins so, the oldest first; of what both hold the later one.
    all: async prefix => {
      const found = new Map();
      const take = (key, value) => { if (value && (!found.has(key) || found.get(key).at < value.at)) found.set(key, value); };
      quick(s => Object.keys(s).filter(k => k.startsWith(prefix)).forEach(k => take(k, JSON.parse(s.getItem(k)))));
      const range = IDBKeyRange.bound(prefix, prefix + '\uffff');
      const keys = await deep('readonly', s => s.getAllKeys(range)), values = await deep('readonly', s => s.getAll(range));
      (keys || []).forEach((key, i) => take(key, (values || [])[i]));
      return [...found].sort((a, b) => a[1].at - b[1].at);
    },
  };
})();
// Whoever signs out at this browser leaves nothing behind of whoever wrote here before them.
document.addEventListener('DOMContentLoaded', async () => {
  const viewer = document.body.dataset.viewer;
  if (viewer) {
    document.querySelectorAll('form[action="/sign-out"]').forEach(f => f.addEventListener('submit', () => sessionStorage.setItem('lc-out', viewer)));
    return;
  }
  const out = sessionStorage.getItem('lc-out');
  if (!out) return;
  for (const [key] of await window.lcStore.all('sheet:')) if (!key.startsWith('sheet:' + out + ':')) await window.lcStore.drop(key);
  sessionStorage.removeItem('lc-out');
});
// A form whose sending failed (signed out meanwhile, somebody was faster, a fault) finds its text again when it is opened next in
// this window, by the same person. Nothing of a form that was accepted is kept, and no password or file ever.
document.addEventListener('DOMContentLoaded', () => {
  const KEY = 'lc-sent';
  const viewer = document.body.dataset.viewer || '';
  const read = () => { try { return JSON.parse(sessionStorage.getItem(KEY)); } catch (e) { return null; } };
  const write = sent => { try { sent ? sessionStorage.setItem(KEY, JSON.stringify(sent)) : sessionStorage.removeItem(KEY); } catch (e) { /* private window */ } };
  const own = i => i.name && !i.name.startsWith('_') && i.type !== 'hidden' && i.type !== 'password' && i.type !== 'file';
  // Two forms of a page may lead to the same place: a reason to send back is no reason to recommend.
  const forms = () => [...document.querySelectorAll('main form[method=post]')];
  const action = form => form.getAttribute('action') || location.pathname;
  const place = form => action(form) + ' ' + forms().filter(f => action(f) === action(form)).indexOf(form);

  const sent = read();
  const signIn = location.pathname.startsWith('/sign-in');
  const failed = document.querySelector('[data-error-page]');
  if (sent && failed && !['404', '405'].includes(failed.dataset.errorPage)) { sent.failed = true; write(sent); }
  else if (sent && sent.failed && !signIn && viewer) {
    const form = sent.viewer === viewer && forms().find(f => place(f) === sent.action);
    if (form) { restore(form, sent.typed); write(null); }
    else if (sent.viewer !== viewer) write(null);
  } else if (sent && !signIn && !failed) write(null);

  function restore(form, typed) {
    const before = [...form.elements].filter(own).map(i => [i, i.value, i.checked]);
    const nth = {};
    let changed = false;
    for (const [input, value, checked] of before) {
      const values = typed.filter(([n]) => n === input.name).map(([, v]) => v);
      if (input.type === 'checkbox' || input.type === 'radio') input.checked = values.includes(input.value);
      else {
        const at = nth[input.name] = (nth[input.name] ?? -1) + 1;
        if (values[at] !== undefined) input.value = values[at];
      }
      changed = changed || input.value !== value || input.checked !== checked;
    }
    if (!changed) return;
    for (let d = form.closest('details'); d; d = d.parentElement.closest('details')) d.open = true;
    const told = document.createElement('div');
    told.className = 'alert alert-warning'; told.role = 'alert'; told.textContent = document.body.dataset.kept + ' ';
    const not = document.createElement('button');
    not.type = 'button'; not.className = 'btn btn-sm'; not.textContent = document.body.dataset.keptNot;
    not.addEventListener('click', () => {
      before.forEach(([i, value, checked]) => { if (i.type === 'checkbox' || i.type === 'radio') i.checked = checked; else i.value = value; });
      told.remove();
      form.dispatchEvent(new Event('input', { bubbles: true }));
    });
    told.append(not); form.prepend(told);
    form.dispatchEvent(new Event('input', { bubbles: true }));
    told.scrollIntoView({ block: 'center' });
  }

  document.addEventListener('submit', e => {
    const form = e.target;
    if (e.defaultPrevented || form.method !== 'post' || !form.closest('main') || signIn) return;
    const typed = [...new FormData(form)].filter(([n, v]) => typeof v === 'string' && [...form.elements].some(i => i.name === n && own(i)));
    write(typed.length ? { action: place(form), viewer, typed, failed: false } : null);
  });
});
