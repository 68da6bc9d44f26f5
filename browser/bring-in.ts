/** Puts what a template of the page holds into its head, once. Scripts then run, and files are fetched. */
export function bringIn(templateId: string): void {
  const template = document.getElementById(templateId)
  if (!(template instanceof HTMLTemplateElement)) return
  document.head.append(template.content)
  template.remove()
}
