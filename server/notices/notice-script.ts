/**
 * What a notice can do where scripts run: copy its details, and try again by itself. The longer it has failed, the longer
 * it waits, and it leaves only for a server that answers: the browser's own error page would be a dead end.
 */
export const NOTICE_SCRIPT = `
const main = document.querySelector('main'), copy = main.querySelector('button'), said = main.querySelector('[role=status]')
copy.hidden = false
copy.onclick = async () => {
  const rows = main.querySelector('dl')
  let copied = true
  try {
    await navigator.clipboard.writeText([...rows.children].map(row => row.textContent).join('\\n'))
  }
  catch {
    getSelection().selectAllChildren(rows)
    copied = document.execCommand('copy')
  }
  said.textContent = copied ? copy.dataset.copied : copy.dataset.failed
}

const { again, after } = main.dataset
let tries = 0
function wait() {
  setTimeout(leave, Math.max(after * 1000, Math.min(2500 * 2 ** tries++, 30000)))
}
async function leave() {
  if (document.visibilityState !== 'visible') return document.addEventListener('visibilitychange', leave, { once: true })
  const answer = await fetch('/healthz').catch(() => undefined)
  if (answer?.ok) location.replace(again)
  else wait()
}
if (again) {
  try {
    const [before, at] = (sessionStorage.notice || '0 0').split(' ').map(Number)
    if (Date.now() - at < 120000) tries = before
    sessionStorage.notice = tries + 1 + ' ' + Date.now()
  }
  catch {
    // Without storage each page begins anew.
  }
  wait()
}
`
