// Dark or light: as the machine says, or as somebody chose on this machine.

const KEY = 'teleon-look';
const LOOKS = ['', 'dark', 'light'];

function apply(look) {
  document.documentElement.style.colorScheme = look || '';
  window.dispatchEvent(new Event('teleon-theme'));
}

export function learnLook() {
  apply(localStorage.getItem(KEY) ?? '');
}

export function nextLook() {
  const look = LOOKS[(LOOKS.indexOf(localStorage.getItem(KEY) ?? '') + 1) % LOOKS.length];
  localStorage.setItem(KEY, look);
  apply(look);
}
