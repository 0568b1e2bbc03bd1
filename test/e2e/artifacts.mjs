// Stand-ins for actions/upload-artifact and actions/download-artifact, whose code is on github.com alone. They speak the artifact service's own protocol
// (twirp, github.actions.results.api.v1.ArtifactService) to act's server; what they put into an artifact is JSON of names and texts in place of a zip.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const input = (name) => process.env[`INPUT_${name.toUpperCase()}`] ?? ''
const ids = { workflow_run_backend_id: process.env.GITHUB_RUN_ID, workflow_job_run_backend_id: '1' }

async function call(method, body) {
  const address = `${process.env.ACTIONS_RESULTS_URL}twirp/github.actions.results.api.v1.ArtifactService/${method}`
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${process.env.ACTIONS_RUNTIME_TOKEN}` }
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify({ ...ids, ...body }) })
  if (!answer.ok) throw new Error(`${method}: ${answer.status} ${await answer.text()}`)
  return await answer.json()
}

export async function upload() {
  const [name, path] = [input('name'), input('path')]
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const content = JSON.stringify(Object.fromEntries(files.map((entry) => [entry.name, readFileSync(join(entry.parentPath, entry.name), 'utf8')])))
  const created = await call('CreateArtifact', { name, version: 4 })
  const stored = await fetch(`${created.signedUploadUrl ?? created.signed_upload_url}&comp=appendBlock`, { method: 'PUT', body: content })
  if (!stored.ok) throw new Error(`upload of ${name}: ${stored.status}`)
  await call('FinalizeArtifact', { name, size: String(content.length) })
}

export async function download() {
  const prefix = input('pattern').replace(/\*$/, '')
  const { artifacts = [] } = await call('ListArtifacts', {})
  for (const { name } of artifacts.filter((artifact) => artifact.name.startsWith(prefix))) {
    const { signedUrl, signed_url } = await call('GetSignedArtifactURL', { name })
    const files = await (await fetch(signedUrl ?? signed_url)).json()
    for (const [file, text] of Object.entries(files)) {
      const target = join(input('path'), name, file)
      mkdirSync(dirname(target), { recursive: true })
      writeFileSync(target, text)
    }
  }
}
