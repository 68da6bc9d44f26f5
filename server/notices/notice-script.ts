/**
 * Script of a notice: copies the text for the admin, or the details, and tries again by itself. The wait doubles with
 * each failure. It only leaves the notice when the server answers, because the browser's own error page does not try
 * again.
 */
export const NOTICE_SCRIPT = `
const main = document.querySelector('main')
function offerCopy(copy) {
  copy.hidden = false
  copy.onclick = async () => {
    const rows = [...main.querySelectorAll('dl > div')].map(row => row.textContent)
    const text = copy.dataset.text || rows.join('\\n')
    let copied = true
    try {
      await navigator.clipboard.writeText(text)
    }
    catch {
      const area = document.createElement('textarea')
      area.value = text
      copy.after(area)
      area.select()
      copied = document.execCommand('copy')
      area.remove()
    }
    copy.nextElementSibling.textContent = copied ? copy.dataset.copied : copy.dataset.failed
  }
}
main.querySelectorAll('button').forEach(offerCopy)

const { again, after } = main.dataset
let tries = 0
function wait() {
  setTimeout(leave, Math.max(after * 1000, Math.min(2500 * 2 ** tries++, 30000)))
}
async function leave() {
  if (document.visibilityState !== 'visible') {
    return document.addEventListener('visibilitychange', leave, { once: true })
  }
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
    // Without storage, each page starts with the shortest wait.
  }
  wait()
}
`
