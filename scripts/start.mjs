#!/usr/bin/env node
// npm start             uploads the example model into the folder ./registry, with nothing but Node >= 20
// npm start -- DIR      the same with your own model; more flags of `mlambda publish` may follow
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const program = join(root, 'dist', 'cli', 'index.js')
const example = join(root, 'examples', 'onnx', 'models', 'churn')
// npm runs scripts in the project's folder and leaves the caller's in INIT_CWD
const here = process.env.INIT_CWD ?? process.cwd()

const [given, ...flags] = process.argv.slice(2)
const ownModel = given !== undefined && !given.startsWith('-')
const model = ownModel ? resolve(here, given) : example
const rest = ownModel || given === undefined ? flags : [given, ...flags]

if (Number(process.versions.node.split('.')[0]) < 20) fail(`Node 20 or newer is needed, this is ${process.version}: https://nodejs.org`)
if (!existsSync(model)) fail(`${model} does not exist: \`npm start -- DIR\` takes the folder of a model`)
if (!existsSync(program)) {
  // dist/ is committed and needs no installation; this is a checkout without it
  if (!existsSync(join(root, 'node_modules'))) npm(['install', '--no-save'])
  npm(['run', 'build'])
}

const image = rest.some((flag) => flag === '--image' || flag.startsWith('--image=')) ? [] : ['--image', `oci:./registry/${repositoryName(model)}`]
const builder = rest.some((flag) => flag === '--builder' || flag.startsWith('--builder=')) ? [] : ['--builder', 'embedded']
// short where it is short: inside of this project
const inside = relative(root, model)
const args = ['publish', inside.startsWith('..') ? model : inside || '.', ...image, ...builder, ...rest]
console.error(`$ mlambda ${args.join(' ')}`)
process.exitCode = spawnSync(process.execPath, [program, ...args], { cwd: root, stdio: 'inherit' }).status ?? 1

/** The collection's folder: the model's own name, or that of the folder above where it is only called `model`; as registries allow it. */
function repositoryName(directory) {
  const name = basename(directory) === 'model' ? basename(dirname(directory)) : basename(directory)
  const allowed = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return allowed === '' ? 'model' : allowed
}

function npm(args) {
  const done = spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (done.status !== 0) fail(`npm ${args.join(' ')} failed`)
}

function fail(sentence) {
  console.error(sentence)
  process.exit(2)
}
