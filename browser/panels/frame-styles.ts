/** The variables of MCP Apps, and those of our page that they are. */
const VARIABLES = {
  '--color-background-primary': '--surface',
  '--color-background-secondary': '--sunken',
  '--color-text-primary': '--text',
  '--color-text-secondary': '--text-secondary',
  '--color-text-info': '--brand',
  '--color-text-danger': '--danger',
  '--color-text-success': '--wechat',
  '--color-text-warning': '--wecom',
  '--color-border-primary': '--control-border',
  '--color-border-secondary': '--border',
  '--font-sans': '--font',
  '--font-mono': '--font-mono',
  '--font-text-sm-size': '--text-small',
  '--font-text-md-size': '--text-normal',
  '--font-heading-sm-size': '--text-title',
  '--border-radius-sm': '--radius-small',
  '--border-radius-md': '--radius',
  '--border-radius-lg': '--radius-large',
}

/** @returns the look of the page, by the names that a page in a frame knows */
export function frameStyles(page: Pick<CSSStyleDeclaration, 'getPropertyValue'>): Record<string, string> {
  return Object.fromEntries(Object.entries(VARIABLES).map(([name, ours]) => [name, page.getPropertyValue(ours).trim()]))
}
