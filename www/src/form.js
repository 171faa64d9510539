/** What a form around an element gets under its name. */

/** Sets the value, `null` for none; in a hidden field of the page's where the browser knows no form-associated elements. */
export function setFormValue(host, internals, value) {
  if (internals.setFormValue) {
    internals.setFormValue(value);
    return;
  }
  let field = host.querySelector('input[data-precheck-value]');
  if (!field) {
    field = document.createElement('input');
    field.type = 'hidden';
    field.setAttribute('data-precheck-value', '');
    host.appendChild(field);
  }
  field.name = host.name || '';
  field.disabled = value === null;
  field.value = value || '';
}

/** Hears of a form's being reset, where the browser does not tell the element; returns what ends it. */
export function onReset(host, internals, heard) {
  const form = internals.setFormValue ? null : host.closest('form');
  if (!form) return () => {};
  form.addEventListener('reset', heard);
  return () => form.removeEventListener('reset', heard);
}
