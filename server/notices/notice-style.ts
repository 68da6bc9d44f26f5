const LIGHT = `color-scheme:light;--surface:#fff;--sunken:#f4f5f7;--border:#e6e8eb;
--text:#1b1d22;--quiet:#5c626e;--brand:#0052d9;--on-brand:#fff`
const DARK = `color-scheme:dark;--surface:#1b1c1f;--sunken:#26282c;--border:#313338;
--text:#e8e9ec;--quiet:#a3a8b2;--brand:#7fabff;--on-brand:#10182a`

/** Style of a notice: looks as the app's failure screens, with the colours of assets/css/tokens.css. */
export const NOTICE_STYLE = `
:root{${LIGHT}}[data-theme=dark]{${DARK}}@media(prefers-color-scheme:dark){:root:not([data-theme]){${DARK}}}
*{box-sizing:border-box}[hidden]{display:none!important}
body{margin:0;background:var(--surface);color:var(--text);overflow-wrap:anywhere;
font:14px/1.5 -apple-system,BlinkMacSystemFont,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{display:grid;gap:8px;max-width:440px;margin:auto;padding:24vh 20px 32px;text-align:center}
.picture{justify-self:center;width:40px;height:40px;color:#8b919c;fill:none;stroke:currentColor;stroke-width:1.2;
stroke-linecap:round}
h1{margin:0;font-size:16px;line-height:22px}p,dl,dd{margin:0}p,details{color:var(--quiet)}.fixer{color:var(--text)}
.hint{padding:8px 12px;border-radius:6px;background:var(--sunken);text-align:start}
strong{display:block;color:var(--text);font-weight:500}
.action{justify-self:center;display:inline-flex;align-items:center;min-height:32px;margin-top:8px;padding:4px 12px;
border-radius:6px;background:var(--brand);color:var(--on-brand);font-weight:500;text-decoration:none}
details{margin-top:8px;font-size:12px}summary{min-height:24px;line-height:24px;cursor:pointer}
code,dd{font-family:ui-monospace,Menlo,Consolas,monospace}
dl{text-align:start;display:grid;gap:4px;padding:4px 0 8px}dt{color:var(--quiet)}dd{color:var(--text)}
button{min-height:32px;padding:0 12px;border:1px solid var(--border);border-radius:6px;
background:var(--surface);color:var(--text);font:inherit;cursor:pointer}
:focus-visible{outline:2px solid var(--brand);outline-offset:2px;border-radius:6px}
@media(pointer:coarse){.action,button,summary{min-height:44px}summary{line-height:44px}}`

/** The picture of a failure: a circle with an exclamation mark (Lucide's circle-alert). */
export const NOTICE_PICTURE = '<svg class="picture" viewBox="0 0 24 24" aria-hidden="true">'
  + '<circle cx="12" cy="12" r="10"/><path d="M12 8v4M12 16h.01"/></svg>'
