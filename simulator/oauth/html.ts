/** Escapes a text for HTML and for attribute values. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, character => `&#${character.charCodeAt(0)};`)
}

/**
 * One of the simulator's own pages.
 *
 * @param title plain text
 * @param body HTML
 */
export function page(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">
<title>${escapeHtml(title)}</title>
<style>
:root { color-scheme: light dark; font: 15px/1.6 system-ui, sans-serif }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; background: light-dark(#f2f4f7, #16181c);
  color: light-dark(#1c1f23, #e7e9ec)
}
main { box-sizing: border-box; width: min(22rem, 100%); padding: 2rem 1.5rem }
h1 { font-size: 1.15rem; margin: 0 0 .5rem }
p { margin: 0 0 1rem; color: light-dark(#5c636d, #a0a7b1) }
ul { list-style: none; margin: 0; padding: 0; display: grid; gap: .5rem }
a {
  display: flex; align-items: center; gap: .75rem; padding: .6rem .75rem; border-radius: 10px; color: inherit;
  text-decoration: none; background: light-dark(#fff, #22262c)
}
a:hover, a:focus-visible { outline: 2px solid #2f6fed }
small { color: light-dark(#5c636d, #a0a7b1); margin-left: auto }
</style>
<main>${body}</main>
</html>`
}

/** A refusal as the member sees it inside WeCom. */
export function errorPage(title: string, explanation: string): string {
  return page(title, `<h1>${escapeHtml(title)}</h1><p>${escapeHtml(explanation)}</p>`)
}
