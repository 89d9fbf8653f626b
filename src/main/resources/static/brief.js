// Copies the brief as plain text; where the browser lets no page write to the clipboard, the text is marked to be copied by hand.
(() => {
  document.addEventListener('click', async e => {
    const button = e.target.closest('[data-copy]');
    if (!button) return;
    const text = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(text.value);
      button.textContent = button.dataset.copied;
    } catch {
      text.closest('details').open = true; text.focus(); text.select();
    }
  });
})();
