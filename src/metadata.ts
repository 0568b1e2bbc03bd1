// Generated from action.yml by `npm run docs`: change it there.
export const INPUTS = [
  { name: 'path', default: '.', description: 'Directory (or single file) of the model, relative to `working-directory`. A definition file (`serving.yaml`) in it is read.' },
  { name: 'image', default: '', description: 'Repository that is the model\'s collection, without tag. `ghcr.io/owner/churn`, `localhost:5000/churn`, or a folder in OCI image layout, `oci:./registry/churn`. Default `ghcr.io/<owner>/<repository>/<name>`.' },
  { name: 'name', default: '', description: 'Name of the model. Default is the name in the definition file, else the name of the directory.' },
  { name: 'mode', default: 'auto', description: '`validate` (nothing leaves the runner), `publish`, `drift` (a validation that fails where registry and repository no longer agree), or `auto`: validate on pull_request and merge_group, publish on push, workflow_dispatch and schedule.' },
  { name: 'contract', default: '', description: 'Definition file with the declared contract, relative to `working-directory`. Default is a `serving.yaml`, `contract.prototxt` or `contract.protobin` in the model directory.' },
  { name: 'baseline', default: '', description: 'What a validation compares with instead of the highest published version, `IMAGE:TAG`, a file or directory in the checkout (model, definition or canonical contract), or a git revision such as `origin/main`. A publish always compares with the highest version.' },
  { name: 'version', default: '', description: 'Publish exactly this version. It must be higher than every published one.' },
  { name: 'version-scheme', default: 'semver', description: '`semver` (`1.4.2`, the number follows from the contract change) or `integer` (`7`, every upload is one more).' },
  { name: 'tag-prefix', default: '', description: 'Text before the number in tags, for example `v`. Both spellings of a number count as taken.' },
  { name: 'bump', default: '', description: '`major`, `minor` or `patch` instead of the number the contract change asks for. Lower than that is refused.' },
  { name: 'initial-version', default: '', description: 'First version of an empty collection. Default `1.0.0` (semver) or `1` (integer).' },
  { name: 'unchanged', default: 'auto', description: 'When the highest version holds the same files and contract: `skip` returns it, `publish` makes a new version, `auto` publishes on workflow_dispatch and skips otherwise.' },
  { name: 'breaking', default: 'auto', description: 'Breaking changes: `fail`, `warn`, `allow`; `strict` fails also on facts that were known and are not any more. `auto` fails on pull requests without the label `breaking-contract`, and publishes a new major version on push.' },
  { name: 'min-completeness', default: '50', description: 'Percentage of facts (names, types, ranks, dimensions) that must be known from the files when no contract is declared.' },
  { name: 'runtime', default: '', description: 'Base image, for example `registry/runtime:1.2`. Overrides the definition. Default none, the image then holds only the model\'s files.' },
  { name: 'builder', default: 'auto', description: '`buildx` (docker buildx), `embedded` (no Docker needed), or `auto`: buildx where it can push, else embedded.' },
  { name: 'platform', default: 'linux/amd64', description: 'Platform of the image.' },
  { name: 'compression', default: 'none', description: 'Compression of the image\'s layers, `none` or `gzip`. Weights do not compress.' },
  { name: 'immutable-tags', default: 'false', description: '`true` if the registry itself refuses to overwrite tags (ECR, GAR, Docker Hub, GitLab, Quay settings). The publishing request then decides races, without claim tags.' },
  { name: 'floating-tags', default: '', description: 'Tags that follow the highest version, comma separated, any of `latest`, `major`, `minor`. Moved forward only, after success.' },
  { name: 'comment', default: 'true', description: 'Keep one comment per model on the pull request up to date.' },
  { name: 'working-directory', default: '.', description: 'Directory that `path` and `contract` are relative to.' },
  { name: 'github-token', default: '', description: 'Token for the pull request comment, which needs `pull-requests:write`. On a push it is asked which label accepted a breaking change.' },
  { name: 'oras-path', default: '', description: 'An oras executable (1.3.0 or newer) to use instead of the one on PATH or the pinned download.' },
  { name: 'dry-run', default: 'false', description: 'Tell what a publish would do, and publish nothing.' },
] as const

export const OUTPUTS = [
  'name',
  'version',
  'previous-version',
  'image',
  'digest',
  'ref',
  'published',
  'change',
  'breaking',
  'framework',
  'completeness',
  'contract',
  'changes',
  'report',
  'models',
] as const

export type InputName = (typeof INPUTS)[number]['name']
export type OutputName = (typeof OUTPUTS)[number]
