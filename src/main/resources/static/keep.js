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
