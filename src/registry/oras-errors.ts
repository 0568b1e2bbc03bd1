import { UserError } from '../errors.ts'

/** What an oras call that exited with 1 means. `absent` is the only one that is an answer instead of an error. */
export type Failure =
  | 'absent'
  | 'missing'
  | 'unauthorized'
  | 'conflict'
  | 'busy'
  | 'server'
  | 'unreachable'
  | 'too-large'
  | 'mismatch'
  | 'unsupported'
  | 'foreign-link'
  | 'broken'

/** Worth another try after a pause: the next answer may differ. */
export const TRANSIENT: ReadonlySet<Failure> = new Set(['busy', 'server', 'unreachable'])

/**
 * Error codes of the distribution-spec ("Error Codes") and of registries that add their own, as oras prints them: lowercase, `_` → space.
 * `UNKNOWN` and its kin come with 5xx; oras hides the status where the body is JSON.
 */
const CODES: readonly (readonly [RegExp, Failure])[] = [
  [/^(?:name unknown|not found|project ?not ?found|repository not found)$/, 'missing'],
  [/^(?:unauthorized|denied|forbidden)$/, 'unauthorized'],
  // Quay; Harbor; ECR and GAR say it under TAG_INVALID; GitLab
  [/^(?:tag immutable|precondition|tag invalid|conflict|manifest immutable|protected tag)$/, 'conflict'],
  [/^(?:toomanyrequests|too many requests)$/, 'busy'],
  [/^(?:unknown|unavailable|internal|internal error|internal server error|service unavailable|timeout)$/, 'server'],
  [/^(?:digest invalid|size invalid|blob upload invalid)$/, 'mismatch'],
  [/^(?:unsupported|method not allowed)$/, 'unsupported'],
]

/** By status where the body is no OCI error. A 404 without one comes from a proxy or a wrong address, never from "no such tag". */
const STATUSES: readonly (readonly [RegExp, Failure])[] = [
  [/^40[13]$/, 'unauthorized'],
  [/^(?:408|425|429)$/, 'busy'],
  [/^405$/, 'unsupported'],
  [/^412$/, 'conflict'],
  [/^413$/, 'too-large'],
  [/^5\d\d$/, 'server'],
]

/** Everything else oras and Go's net/http say before a registry answered at all. */
const TEXTS: readonly (readonly [RegExp, Failure])[] = [
  [/credential not found|empty (?:username|password|credential)|error getting credentials/, 'unauthorized'],
  [/invalid next link/, 'foreign-link'],
  [
    /no such host|connection refused|network is unreachable|no route to host|connection reset|broken pipe|i\/o timeout|context deadline exceeded|TLS handshake|(?:: |^)(?:EOF|unexpected EOF)$|server closed|http2:/m,
    'unreachable',
  ],
  [/x509:|tls:|server gave HTTP response to HTTPS client/, 'unreachable'],
]

/** Reads the stderr of a failed oras call about `reference`. What no row knows is `broken`: never "not there". Sources: oras-go errcode and measured output of oras 1.3.3. */
export function classify(stderr: string, reference: string): Failure {
  const line = stderr.split('\n').find((text) => text.startsWith('Error')) ?? stderr
  if (/failed to decode response/.test(line)) return 'broken'
  // HEAD has no body, so oras says this for each 404 there, with our own reference before it
  if (line.startsWith('Error response from registry: ') && line.endsWith(`${reference}: not found`)) return 'absent'
  const status = /response status code (\d{3})/.exec(line)?.[1]
  if (status === '409') return 'conflict'
  if (status !== undefined) return lookup(STATUSES, status) ?? 'broken'
  const code = /^Error response from registry: (?:failed to [^:]*: )?([a-z][a-z ]*): /.exec(line)?.[1]
  if (code !== undefined) return lookup(CODES, code) ?? (/manifest unknown|blob unknown/.test(code) ? 'absent' : 'broken')
  return lookup(TEXTS, line) ?? 'broken'
}

function lookup(table: readonly (readonly [RegExp, Failure])[], text: string): Failure | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1]
}

/** Where people of one registry find the switch. */
const PERMISSION: readonly (readonly [RegExp, string])[] = [
  [
    /^ghcr\.io$/,
    'Add `permissions: { packages: write }` to the job and log in with docker/login-action (registry ghcr.io, password github.token). If the package exists already, open its settings on GitHub and give this repository the role Write under "Manage Actions access"; forks can only read.',
  ],
  [
    /\.amazonaws\.com$/,
    'Log in with aws-actions/amazon-ecr-login; the role needs ecr:BatchGetImage, ecr:GetDownloadUrlForLayer, ecr:PutImage and the upload permissions on this repository.',
  ],
  [
    /-docker\.pkg\.dev$/,
    'Log in with google-github-actions/auth and docker/login-action (username oauth2accesstoken); the account needs roles/artifactregistry.writer.',
  ],
  [/\.azurecr\.io$/, 'Log in with azure/docker-login or docker/login-action; the identity needs the role AcrPush.'],
  [/(?:^|\.)docker\.io$/, 'Log in with docker/login-action and an access token that may read and write.'],
]
const LOGIN =
  'Log in before this step (docker/login-action, `docker login` or `oras login`) with an account that may pull from and push to this repository.'

/** The sentence and the remedy of a failure. `doing` completes "… failed while": `listing the tags`. */
export function failureError(failure: Failure, host: string, repository: string, doing: string, stderr: string): UserError {
  const said = stderr
    .split('\n')
    .filter((line) => !/^(?:Uploading|Uploaded|Exists|Skipped|Copied)\b/.test(line))
    .join(' ')
    .replace(/^Error(?: response from registry)?: /, '')
    .trim()
    .slice(0, 600)
  const because = said === '' ? '' : ` The answer: ${said}`
  switch (failure) {
    case 'unauthorized':
      return new UserError(
        'registry-unauthorized',
        `${host} refuses this login while ${doing} of ${repository}.${because}`,
        lookupText(PERMISSION, host) ?? LOGIN,
      )
    case 'missing':
    case 'absent':
      return new UserError(
        'repository-missing',
        `${repository} does not exist on ${host}, and the registry does not create it while ${doing}.${because}`,
        'Create the repository (or its project) on the registry first, and check the spelling of `image`.',
      )
    case 'conflict':
      return new UserError(
        'version-taken',
        `${host} does not let this tag of ${repository} be written: it exists and is immutable.${because}`,
        'Set `immutable-tags: true`, so that the registry decides who gets a version.',
      )
    case 'busy':
      return new UserError(
        'registry-unreachable',
        `${host} asks to slow down (too many requests) while ${doing} of ${repository}, also after several pauses.${because}`,
        'Run the job again later; nothing was lost. Logging in usually raises the limit.',
      )
    case 'server':
      return new UserError(
        'registry-unreachable',
        `${host} fails on its side while ${doing} of ${repository}, also after several tries.${because}`,
        "Look at the registry's status page and run the job again; an upload that was begun is completed.",
      )
    case 'unreachable':
      return new UserError(
        'registry-unreachable',
        `${host} can't be reached while ${doing} of ${repository}.${because}`,
        'Check the host name, the network and the certificate (only localhost is spoken to without TLS), then run the job again.',
      )
    case 'too-large':
      return new UserError(
        'registry-broken-answer',
        `${host} refuses the size of what was sent while ${doing} of ${repository}.${because}`,
        'Raise the limit of the registry or of the proxy before it, or split the largest file: GHCR takes 10 GB in a layer.',
      )
    case 'mismatch':
      return new UserError(
        'upload-interrupted',
        `${host} received other bytes than were announced while ${doing} of ${repository}: a file changed during the upload, or the connection broke.${because}`,
        'Let nothing write to the model directory during the upload, and run again.',
      )
    case 'unsupported':
      return new UserError(
        'registry-broken-answer',
        `${host} does not support ${doing} of ${repository}.${because}`,
        'Use a registry with the OCI distribution API.',
      )
    case 'foreign-link':
      return new UserError(
        'registry-broken-answer',
        `${host} sends the second page of the tag list to another address, which is not followed.${because}`,
        'Set the external address in the registry (distribution: `http.host`, `relativeurls: true`) or its proxy.',
      )
    case 'broken':
      return new UserError(
        'registry-broken-answer',
        `${host} answers something that is no registry's answer while ${doing} of ${repository}.${because}`,
        'Check that `image` names a container registry and no web page, proxy or login portal stands before it.',
      )
  }
}

function lookupText(table: readonly (readonly [RegExp, string])[], text: string): string | undefined {
  return table.find(([pattern]) => pattern.test(text))?.[1]
}
