// A form that two windows may have open, and that neither a lost line nor a closed window may empty. What differs from what the house has is kept
// on the device; what another window wrote meanwhile is put together with it field by field, and where both wrote the person chooses.
(() => {
  const store = window.lcStore, viewer = document.body.dataset.viewer || '';
  const prefix = address => 'sheet:' + viewer + ':' + address + ':';
  const plain = text => { const t = (text ?? '').replace(/\r\n/g, '\n').trim(); return /^\d+(\.\d+)?$/.test(t) ? String(Number(t)) : t; };
  const same = (a, b) => plain(a) === plain(b);

  window.lcBoth = (form, tell) => {
    const address = form.dataset.draft, own = prefix(address) + Math.random().toString(36).slice(2);
    const base = JSON.parse(form.dataset.base), names = Object.keys(base).filter(n => form.elements[n]);
    const other = new Map(), wrong = new Map();
    let tried = {}, sent = {};
    const input = n => form.elements[n];
    const label = n => input(n).dataset.label || n;
    const changed = n => input(n).validity.badInput || !same(input(n).value, base[n]);
    const clean = () => !other.size && !names.some(changed);
    const number = () => Number(form.elements.version.value);
    const version = v => document.querySelectorAll('[data-version]').forEach(i => { i.value = v; });
    const goes = n => (other.has(n) || input(n).validity.badInput ? base[n] : input(n).value);
    const labels = ns => ns.map(label).join('、');

    const keep = () => {
      if (clean()) { store.drop(own); return Promise.resolve(true); }
      const values = {};
      names.forEach(n => { values[n] = input(n).value; });
      return store.put(own, { at: Date.now(), version: number(), base: { ...base }, values, tried, other: [...other] });
    };
    const body = () => {
      const all = new URLSearchParams([...new FormData(form)].filter(([n, v]) => typeof v === 'string' && n !== '_once' && !names.includes(n)));
      sent = {};
      names.forEach(n => { sent[n] = goes(n); all.set(n, sent[n]); if (!same(sent[n], base[n])) (tried[n] = tried[n] || []).push(sent[n]); });
      return all;
    };
    const box = (n, kind) => form.querySelector('[data-' + kind + '="' + n + '"]');
    const beside = (n, kind, className) => {
      const made = box(n, kind) || document.createElement('div');
      made.className = className; made.setAttribute('role', 'alert'); made.setAttribute('data-' + kind, n); made.textContent = '';
      const at = input(n).closest('.lc-given') || input(n);
      at.after(made);
      return made;
    };
    const ask = n => {
      const made = beside(n, 'choose', 'alert alert-warning lc-told lc-choose');
      const text = document.createElement('div');
      text.className = 'lc-lines'; text.textContent = tell.word('theirs') + (other.get(n) || tell.word('empty'));
      made.append(text, button('takeMine', () => {}), button('takeTheirs', () => { input(n).value = other.get(n); }));
      function button(word, deed) {
        const b = document.createElement('button');
        b.type = 'button'; b.className = 'btn btn-sm'; b.textContent = tell.word(word); b.setAttribute('data-' + word.toLowerCase(), n);
        b.addEventListener('click', () => { deed(); other.delete(n); made.remove(); input(n).focus(); input(n).dispatchEvent(new Event('input', { bubbles: true })); });
        return b;
      }
    };
    const faults = left => names.forEach(n => {
      box(n, 'left')?.remove(); wrong.delete(n);
      if (left[n]) { wrong.set(n, left[n]); beside(n, 'left', 'lc-error').textContent = left[n]; }
    });
    // What the house has now against what it had when this window last knew, and against what stands here.
    const meet = (now, fields) => {
      const taken = [];
      names.forEach(n => {
        const theirs = fields[n] ?? '', new_ = !same(theirs, base[n]) && !(tried[n] || []).some(t => same(t, theirs));
        const mine = changed(n);
        base[n] = theirs;
        if (!new_) return;
        if (mine && !same(input(n).value, theirs)) { other.set(n, theirs); ask(n); }
        else if (!mine) { input(n).value = theirs; taken.push(n); input(n).classList.add('lc-merged'); }
      });
      version(now);
      keep();
      if (taken.length) form.dispatchEvent(new Event('lc-merged', { bubbles: true }));
      tell.say(other.size ? tell.word('choose').replace('{0}', labels([...other.keys()])) : taken.length ? tell.word('merged').replace('{0}', labels(taken)) : '');
    };
    const line = 'BroadcastChannel' in window ? new BroadcastChannel(prefix(address)) : null, open = new Set();
    const others = () => { const told = document.querySelector('[data-draft-other]'); if (told) told.hidden = !open.size; };
    if (line) {
      line.onmessage = ({ data }) => {
        if (data.what === 'hello') line.postMessage({ what: 'here', from: own });
        if (data.what === 'gone') open.delete(data.from); else open.add(data.from);
        others();
        if (data.what === 'saved' && data.version > number()) { meet(data.version, data.fields); if (!clean()) tell.again(); }
      };
      window.addEventListener('pagehide', () => line.postMessage({ what: 'gone', from: own }));
      window.addEventListener('pageshow', () => line.postMessage({ what: 'hello', from: own }));
    }
    // What a window left behind that is no more.
    const adopt = kept => names.forEach(n => {
      const before = kept.base[n] ?? '', arrived = t => (kept.tried[n] || []).some(k => same(k, t));
      const texts = [kept.values[n], ...kept.other.filter(o => o[0] === n).map(o => o[1])];
      texts.filter((t, i) => t !== undefined && (i > 0 || !same(t, before)) && !same(t, input(n).value)).forEach(t => {
        if (!changed(n) && (same(base[n], before) || arrived(base[n]))) input(n).value = t;
        else { other.set(n, t); ask(n); }
      });
    });
    const restore = async () => {
      if (line) { line.postMessage({ what: 'hello', from: own }); await new Promise(done => setTimeout(done, 150)); }
      const left = (await store.all(prefix(address))).filter(([key]) => key !== own && !open.has(key));
      if (!left.length && clean()) return;
      left.forEach(([, kept]) => adopt(kept));
      keep();
      left.forEach(([key]) => store.drop(key));
      if (clean()) return;
      form.dispatchEvent(new Event('input', { bubbles: true }));
      tell.say(other.size ? tell.word('choose').replace('{0}', labels([...other.keys()])) : left.length ? tell.word('restored') : '');
    };
    return {
      body, keep, restore, clean, meet,
      wrong: () => wrong.keys().next().value ?? names.find(n => input(n).validity.badInput),
      waiting: () => other.size > 0,
      taken: answer => {
        faults(answer.left || {});
        names.forEach(n => { if (!wrong.has(n)) base[n] = sent[n]; });
        tried = {};
        version(answer.version);
        keep();
        if (line) line.postMessage({ what: 'saved', from: own, version: answer.version, fields: { ...base } });
        if (other.size) tell.say(tell.word('choose').replace('{0}', labels([...other.keys()])));
      },
      text: () => names.filter(n => input(n).value).map(n => label(n) + '：' + input(n).value).join('\n'),
      forget: () => store.drop(own),
    };
  };

  // What can't be sent any more: to be copied or saved as a file.
  window.lcEnded = (text, why, discard) => {
    const block = document.querySelector('[data-draft-ended]');
    if (!block) return;
    const area = block.querySelector('[data-draft-text]'), out = block.querySelector('[data-draft-discard]');
    if (why) block.querySelector('[data-draft-why]').textContent = why;
    area.value = text; block.hidden = false;
    if (discard) { out.hidden = false; out.addEventListener('click', () => { discard(); out.hidden = true; }); }
    block.scrollIntoView({ block: 'center' });
  };
  document.addEventListener('click', async e => {
    const copy = e.target.closest('[data-draft-copy]'), down = e.target.closest('[data-draft-download]');
    const area = (copy || down)?.closest('[data-draft-ended]').querySelector('[data-draft-text]');
    if (down) down.href = URL.createObjectURL(new Blob([area.value], { type: 'text/plain;charset=utf-8' }));
    if (!copy) return;
    try { await navigator.clipboard.writeText(area.value); copy.textContent = copy.dataset.draftCopy; } catch { area.focus(); area.select(); }
  });
  const asText = kept => Object.keys(kept.values).filter(n => !same(kept.values[n], kept.base[n])).map(n => n + '：' + kept.values[n]).join('\n');
  document.querySelectorAll('[data-draft-kept]').forEach(async told => {
    if (!(await store.all(prefix(told.dataset.draftKept))).length) return;
    told.hidden = false;
    told.closest('tr')?.querySelectorAll('input[name=sheet]').forEach(b => { b.checked = false; });
  });
  document.querySelectorAll('[data-draft-done], [data-draft-late]').forEach(async of => {
    const kept = await store.all(prefix(of.dataset.draftDone || of.dataset.draftLate));
    const saved = of.dataset.base ? JSON.parse(of.dataset.base) : {};
    const unsent = kept.filter(([, k]) => Object.keys(k.values).some(n => !same(k.values[n], k.base[n]) && !same(k.values[n], saved[n])));
    const drop = () => kept.forEach(([key]) => store.drop(key));
    if (!unsent.length) { drop(); return; }
    const area = document.querySelector('[data-draft-text]');
    window.lcEnded([area.value, ...unsent.map(([, k]) => asText(k))].filter(t => t).join('\n\n'), null, drop);
  });
})();
