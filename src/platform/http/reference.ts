type Json = Record<string, unknown>

interface Operation {
  summary?: string
  'x-permission'?: string
  parameters?: { name: string; in: string; required?: boolean; schema?: Json }[]
  requestBody?: { content: Record<string, { schema: Json }> }
  responses: Record<string, { description: string; content?: Record<string, { schema: Json }> }>
  tags?: string[]
}

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')

/** An OpenAPI document as one page to read: no script, nothing from elsewhere. */
export function referencePage(document: Json): string {
  const { title, version } = document['info'] as { title: string; version: string }
  const groups = new Map<string, string[]>()
  for (const [path, methods] of Object.entries(document['paths'] as Record<string, Record<string, Operation>>))
    for (const [method, operation] of Object.entries(methods)) {
      const tag = operation.tags?.[0] ?? 'api'
      groups.set(tag, [...(groups.get(tag) ?? []), section(method.toUpperCase(), path, operation)])
    }
  const tags = [...groups.keys()].sort()
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)} API ${escaped(version)}</title><style>${STYLE}</style></head><body>
<h1>${escaped(title)} API ${escaped(version)}</h1>
<p>For programs: <a href="/api/openapi.json">openapi.json</a> (OpenAPI 3.1). Sign in with <code>POST /api/session?token=true</code> and send
<code>Authorization: Bearer …</code>; errors are RFC 9457 problem+json.</p>
<nav>${tags.map((tag) => `<a href="#${escaped(tag)}">${escaped(tag)}</a>`).join(' ')}</nav>
${tags.map((tag) => `<h2 id="${escaped(tag)}">${escaped(tag)}</h2>${groups.get(tag)?.join('')}`).join('\n')}
</body></html>`
}

const STYLE = `body{font:15px/1.6 system-ui,sans-serif;max-width:960px;margin:24px auto;padding:0 16px;color-scheme:light dark}
nav a{margin-right:8px}details{border-top:1px solid #8884;padding:6px 0}summary{cursor:pointer}code,pre{font:13px/1.5 ui-monospace,monospace}
pre{overflow:auto;padding:8px;background:#8881}b{display:inline-block;min-width:64px}i{opacity:.7}`

function section(method: string, path: string, operation: Operation): string {
  const parameters = (operation.parameters ?? []).map(
    ({ name, in: place, required, schema }) =>
      `<li><code>${escaped(name)}</code> <i>${escaped(place)}${required ? ', required' : ''}</i> ${schemaText(schema)}</li>`,
  )
  const body = Object.entries(operation.requestBody?.content ?? {})[0]
  const reply = Object.entries(operation.responses['200']?.content ?? {})[0]
  return `<details><summary><b>${escaped(method)}</b> <code>${escaped(path)}</code> ${escaped(operation.summary ?? '')}</summary>
${operation['x-permission'] ? `<p>Permission: <code>${escaped(operation['x-permission'])}</code></p>` : ''}
${parameters.length > 0 ? `<ul>${parameters.join('')}</ul>` : ''}
${body ? `<p>Body <i>${escaped(body[0])}</i></p><pre>${pretty(body[1].schema)}</pre>` : ''}
${reply ? `<p>Reply <i>${escaped(reply[0])}</i></p><pre>${pretty(reply[1].schema)}</pre>` : ''}</details>`
}

const pretty = (schema: Json): string => escaped(JSON.stringify(schema, null, 1))

function schemaText(schema: Json | undefined): string {
  return schema === undefined ? '' : `<code>${escaped(JSON.stringify(schema)).slice(0, 400)}</code>`
}
