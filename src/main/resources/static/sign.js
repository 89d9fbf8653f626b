// A signature drawn with the finger. Without script one's name and a tick say the same.
(() => {
  for (const form of document.querySelectorAll('form[data-sign]')) {
    const box = form.querySelector('[data-pad]');
    const canvas = box.querySelector('canvas');
    const pen = canvas.getContext('2d');
    let drawn = false, last = null;
    box.hidden = false;
    const clear = () => { pen.fillStyle = '#fff'; pen.fillRect(0, 0, canvas.width, canvas.height); drawn = false; form.elements.drawing.value = ''; };
    const place = e => { const at = canvas.getBoundingClientRect(); return [(e.clientX - at.left) * canvas.width / at.width, (e.clientY - at.top) * canvas.height / at.height]; };
    pen.lineWidth = 4; pen.lineCap = 'round'; pen.lineJoin = 'round'; pen.strokeStyle = '#111';
    canvas.addEventListener('pointerdown', e => { canvas.setPointerCapture(e.pointerId); last = place(e); e.preventDefault(); });
    canvas.addEventListener('pointermove', e => {
      if (!last) return;
      const to = place(e);
      pen.beginPath(); pen.moveTo(...last); pen.lineTo(...to); pen.stroke();
      last = to; drawn = true; e.preventDefault();
    });
    const lift = () => { last = null; };
    canvas.addEventListener('pointerup', lift); canvas.addEventListener('pointercancel', lift);
    form.querySelector('[data-clear]').addEventListener('click', clear);
    form.addEventListener('submit', () => { form.elements.drawing.value = drawn ? canvas.toDataURL('image/png') : ''; }, true);
    clear();
  }
})();
