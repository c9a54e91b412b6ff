// Shows a token once; from then on the browser sends it as a cookie that no script can read.

const form = document.getElementById('sign-in');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const token = document.getElementById('token').value.trim();
  const response = await fetch('/api/v1/session', { method: 'POST', headers: { Authorization: `Bearer ${token}` } });
  if (response.ok) {
    const to = new URLSearchParams(location.search).get('to') ?? '';
    location.assign(`/${to.startsWith('#') ? to : ''}`);
  } else {
    document.getElementById('why').textContent = (await response.json()).detail;
  }
});
