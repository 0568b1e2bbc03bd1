export const id = 560;
export const ids = [560];
export const modules = {

/***/ 5226:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  P: () => (/* binding */ terminalPorts)
});

// EXTERNAL MODULE: ./.build/log.js
var _build_log = __webpack_require__(7820);
// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/errors.js
var errors = __webpack_require__(9243);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
;// CONCATENATED MODULE: ./.build/registry/folder-lock.js






/** A holder works for milliseconds. On another machine its death can't be seen, only its age: milliseconds. */
const FOREIGN_STALE = 5 * 60_000;
/** Give up waiting: milliseconds. */
const PATIENCE = 60_000;
/**
 * Runs `work` while no other process does, on this machine or on others that share the folder, and survives the death of holders.
 *
 * `link` of a file that already names its owner takes the lock: it fails if the name exists, so that no lock is ever without an owner.
 * A dead holder's lock is removed only by the one process that created `lock.break.<token of the dead>.<n>`: two waiters who both saw the death
 * can't remove the lock that a third took in between. A breaker that died itself is succeeded by number n + 1.
 * `work` is given `held`, to ask right before its one visible effect.
 */
async function withLock(folder, work) {
    await (0,promises_.mkdir)(folder, { recursive: true });
    const lock = (0,external_node_path_.join)(folder, 'lock');
    const owner = { token: (0,external_node_crypto_.randomUUID)(), host: (0,external_node_os_.hostname)(), pid: process.pid, started: await startOf(process.pid) };
    const mine = (0,external_node_path_.join)(folder, `owner.${owner.token}`);
    await (0,promises_.writeFile)(mine, JSON.stringify(owner), { flag: 'wx' });
    try {
        await take(lock, mine, owner);
        try {
            return await work(async () => (await ownerOf(lock))?.token === owner.token);
        }
        finally {
            if ((await ownerOf(lock))?.token === owner.token)
                await (0,promises_.unlink)(lock);
        }
    }
    finally {
        await (0,promises_.unlink)(mine).catch(() => undefined);
    }
}
async function take(lock, mine, owner) {
    const began = Date.now();
    for (let wait = 1;; wait = Math.min(wait * 1.5, 50)) {
        if (await linked(mine, lock))
            return;
        const holder = await ownerOf(lock);
        if (holder !== null && (await isDead(holder, lock)))
            await breakLock(lock, mine, holder, owner);
        else if (Date.now() - began > PATIENCE)
            throw new errors/* UserError */.y('registry-unreachable', `The folder is locked by process ${holder?.pid ?? '?'} on ${holder?.host ?? '?'} for more than ${PATIENCE / 1000} s.`, `If nothing writes to it any more, delete ${lock}.`);
        await (0,external_node_timers_promises_.setTimeout)(wait * (0.5 + Math.random()));
    }
}
/** Removes the lock of a dead holder, if nobody else has the right to. */
async function breakLock(lock, mine, dead, owner) {
    for (let n = 0;; n++) {
        const right = `${lock}.break.${dead.token}.${n}`;
        if (!(await linked(mine, right))) {
            const breaker = await ownerOf(right);
            if (breaker !== null && breaker.token !== owner.token && (await isDead(breaker, right)))
                continue;
            return;
        }
        if ((await ownerOf(lock))?.token === dead.token)
            await (0,promises_.unlink)(lock);
        return;
    }
}
async function linked(from, to) {
    try {
        await (0,promises_.link)(from, to);
        return true;
    }
    catch (error) {
        if (codeOf(error) === 'EEXIST')
            return false;
        throw error;
    }
}
async function ownerOf(file) {
    try {
        const json = JSON.parse(await (0,promises_.readFile)(file, 'utf8'));
        if (typeof json !== 'object' || json === null)
            return null;
        const { token, host, pid, started } = { token: '', host: '', pid: 0, started: '', ...json };
        return { token, host, pid, started };
    }
    catch (error) {
        if (codeOf(error) === 'ENOENT' || error instanceof SyntaxError)
            return null;
        throw error;
    }
}
async function isDead(owner, file) {
    if (owner.host !== (0,external_node_os_.hostname)()) {
        const age = await (0,promises_.stat)(file).then(({ mtimeMs }) => Date.now() - mtimeMs, () => 0);
        return age > FOREIGN_STALE;
    }
    try {
        process.kill(owner.pid, 0);
    }
    catch (error) {
        return codeOf(error) === 'ESRCH';
    }
    const started = await startOf(owner.pid);
    return owner.started !== '' && started !== '' && started !== owner.started;
}
/** Start time of a process in clock ticks since boot (proc(5), field 22 of stat); '' where there is no /proc. */
async function startOf(pid) {
    const line = await (0,promises_.readFile)(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    return line.slice(line.lastIndexOf(')') + 2).split(' ')[19] ?? '';
}
function codeOf(error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

// EXTERNAL MODULE: ./.build/registry/manifest.js
var manifest = __webpack_require__(5835);
// EXTERNAL MODULE: ./.build/registry/reference.js
var registry_reference = __webpack_require__(4157);
;// CONCATENATED MODULE: ./.build/registry/folder.js







/** OCI image-layout: annotation of a descriptor in index.json that names it. */
const REF_NAME = 'org.opencontainers.image.ref.name';
const LAYOUT = '{"imageLayoutVersion":"1.0.0"}';
/** 100,000 versions with their descriptors; an index beyond that is not ours. Bytes. */
const MAX_INDEX = 64 * 1024 * 1024;
const MAX_MANIFEST = 4 * 1024 * 1024;
/**
 * A repository in an OCI image layout folder (image-spec image-layout.md), as oras, skopeo and crane read it. Blobs are written beside their place,
 * verified and renamed; index.json is replaced as a whole under a lock, so that processes side by side lose nothing.
 * Throws UserError `repository-invalid`, `registry-broken-answer`, `disk-full`, `permission-missing`, `upload-interrupted`.
 */
function folderRepository(name) {
    const parsed = (0,registry_reference/* parseRepository */.SU)(name);
    if (parsed.kind !== 'folder')
        throw new Error(`${name} is no folder`);
    const root = parsed.folder;
    const blobPath = (digest) => (0,external_node_path_.join)(root, 'blobs', 'sha256', digest.slice('sha256:'.length));
    async function rows() {
        const text = await bounded((0,external_node_path_.join)(root, 'index.json'), MAX_INDEX);
        if (text !== null)
            return parseIndex(text, root);
        return null;
    }
    async function change(next) {
        await prepare(root);
        await withLock((0,external_node_path_.join)(root, '.mlambda'), async (held) => {
            const before = (await rows()) ?? [];
            const bytes = new TextEncoder().encode(renderIndex(next(before)));
            const index = (0,external_node_path_.join)(root, 'index.json');
            const temporary = `${index}.${(0,external_node_crypto_.randomUUID)()}`;
            await write(temporary, [bytes]);
            if (!(await held())) {
                await (0,promises_.rm)(temporary, { force: true });
                throw new errors/* UserError */.y('upload-interrupted', `Another process took over the folder ${root} while this one was suspended.`, 'Run the upload again.');
            }
            await (0,promises_.rename)(temporary, index);
            await sync(root);
        });
    }
    async function find(reference) {
        const all = (await rows()) ?? [];
        if ((0,registry_reference/* isDigest */.Bc)(reference))
            return all.some(({ digest }) => digest === reference) || (await isManifest(reference)) ? reference : null;
        return all.find(({ tag }) => tag === reference)?.digest ?? null;
    }
    /** Manifests that other tools keep as children of an index have no row of their own. */
    async function isManifest(digest) {
        const bytes = await bounded(blobPath(digest), MAX_MANIFEST).catch(() => null);
        return bytes !== null && (0,manifest/* mediaTypeOf */.c0)(bytes) !== null;
    }
    async function get(reference) {
        const digest = await find(reference);
        if (digest === null)
            return null;
        const bytes = await bounded(blobPath(digest), MAX_MANIFEST);
        const mediaType = bytes === null ? null : (0,manifest/* mediaTypeOf */.c0)(bytes);
        if (bytes === null || mediaType === null || (0,manifest/* digestOf */.ol)(bytes) !== digest)
            throw broken(root, `the manifest ${digest} of ${reference} is missing or damaged`);
        return { bytes, digest, mediaType };
    }
    async function putBytes(digest, size, chunks) {
        await prepare(root);
        const temporary = (0,external_node_path_.join)(root, '.mlambda', `blob.${(0,external_node_crypto_.randomUUID)()}`);
        try {
            const written = await write(temporary, chunks);
            if (written.digest !== digest || written.size !== size)
                throw new errors/* UserError */.y('upload-interrupted', `A file changed during the upload: ${size} bytes of ${digest} were announced, ${written.size} of ${written.digest} came.`, 'Let nothing write to the model directory during the upload, and run again.');
            await (0,promises_.rename)(temporary, blobPath(digest));
            await sync((0,external_node_path_.join)(root, 'blobs', 'sha256'));
        }
        finally {
            await (0,promises_.rm)(temporary, { force: true });
        }
    }
    async function hasBlob(digest, size) {
        const found = await (0,promises_.stat)(blobPath(digest)).catch(() => null);
        return found?.size === size;
    }
    return guarded(root, {
        name,
        async list() {
            const all = await rows();
            return all === null ? null : all.flatMap(({ tag }) => (tag === null ? [] : [tag]));
        },
        head: find,
        get,
        async putManifest(reference, { bytes, mediaType }) {
            const digest = (0,manifest/* digestOf */.ol)(bytes);
            if ((0,registry_reference/* isDigest */.Bc)(reference) ? reference !== digest : !(0,registry_reference/* isTag */.dz)(reference))
                throw new Error(`not a reference of this manifest: ${reference}`);
            await putBytes(digest, bytes.length, [bytes]);
            const tag = (0,registry_reference/* isDigest */.Bc)(reference) ? null : reference;
            await change((all) => {
                if (tag === null)
                    return all.some((row) => row.digest === digest) ? all : [...all, { digest, mediaType, size: bytes.length, tag, annotations: {}, rest: {} }];
                // the row without a tag only keeps a manifest that nothing names; a moved tag keeps what it named, as a registry does
                const moved = all.map((row) => (row.tag === tag ? { ...row, tag: null } : row));
                return [
                    ...untaggedOnce(moved.filter((row) => row.digest !== digest || row.tag !== null)),
                    { digest, mediaType, size: bytes.length, tag, annotations: {}, rest: {} },
                ];
            });
        },
        async deleteTags(tags) {
            const gone = new Set(tags);
            await change((all) => untaggedOnce(all.map((row) => (row.tag !== null && gone.has(row.tag) ? { ...row, tag: null } : row))));
            return true;
        },
        hasBlob,
        async getBlob(digest, limit) {
            const bytes = await bounded(blobPath(digest), limit);
            if (bytes !== null && (0,manifest/* digestOf */.ol)(bytes) !== digest)
                throw broken(root, `the blob ${digest} is damaged`);
            return bytes;
        },
        async putBlob(blob) {
            if (await hasBlob(blob.digest, blob.size))
                return;
            await putBytes(blob.digest, blob.size, blob.open());
        },
    });
}
/** Rows without a tag stay only where no other row keeps the same manifest. */
function untaggedOnce(rows) {
    const kept = new Set(rows.flatMap((row) => (row.tag === null ? [] : [row.digest])));
    return rows.filter((row) => {
        if (row.tag !== null)
            return true;
        if (kept.has(row.digest))
            return false;
        kept.add(row.digest);
        return true;
    });
}
function parseIndex(bytes, root) {
    let json;
    try {
        json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch (error) {
        throw broken(root, 'index.json is no JSON', error);
    }
    const manifests = (0,manifest/* record */.g1)(json)['manifests'];
    if (!Array.isArray(manifests))
        throw broken(root, 'index.json has no list `manifests`');
    return manifests.map((entry) => {
        const { digest, mediaType, size, annotations, ...rest } = (0,manifest/* record */.g1)(entry);
        if (!(0,registry_reference/* isDigest */.Bc)(digest) || typeof mediaType !== 'string' || typeof size !== 'number')
            throw broken(root, 'index.json holds a row without digest, mediaType or size');
        const { [REF_NAME]: tag, ...others } = (0,manifest/* strings */.P$)(annotations);
        return { digest, mediaType, size, tag: tag ?? null, annotations: others, rest };
    });
}
function renderIndex(rows) {
    const manifests = rows.map(({ digest, mediaType, size, tag, annotations, rest }) => {
        const all = tag === null ? annotations : { ...annotations, [REF_NAME]: tag };
        return { mediaType, digest, size, ...(Object.keys(all).length === 0 ? {} : { annotations: all }), ...rest };
    });
    return JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests }, null, 1);
}
/** Makes the folder a layout. A folder that is something else is refused: a typing mistake must not fill a source tree with blobs. */
async function prepare(root) {
    await (0,promises_.mkdir)(root, { recursive: true });
    const marker = (0,external_node_path_.join)(root, 'oci-layout');
    const exists = await (0,promises_.access)(marker).then(() => true, () => false);
    if (exists) {
        await (0,promises_.mkdir)((0,external_node_path_.join)(root, 'blobs', 'sha256'), { recursive: true });
        await (0,promises_.mkdir)((0,external_node_path_.join)(root, '.mlambda'), { recursive: true });
        return;
    }
    const foreign = (await (0,promises_.readdir)(root)).find((entry) => !['blobs', '.mlambda', 'index.json', 'oci-layout'].includes(entry) && !entry.startsWith('oci-layout.'));
    if (foreign !== undefined)
        throw new errors/* UserError */.y('repository-invalid', `The folder ${root} holds \`${foreign}\` and no \`oci-layout\`: it is no image layout.`, 'Choose an empty or new folder: `image: oci:./registry/churn`.');
    const temporary = `${marker}.${(0,external_node_crypto_.randomUUID)()}`;
    await write(temporary, [new TextEncoder().encode(LAYOUT)]);
    await (0,promises_.rename)(temporary, marker);
    await prepare(root);
}
/** Writes a new file through to the disk. */
async function write(path, chunks) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let size = 0;
    const file = await (0,promises_.open)(path, 'wx');
    try {
        for await (const chunk of chunks) {
            hash.update(chunk);
            size += chunk.length;
            for (let offset = 0; offset < chunk.length;)
                offset += (await file.write(chunk, offset)).bytesWritten;
        }
        await file.sync();
    }
    finally {
        await file.close();
    }
    return { digest: `sha256:${hash.digest('hex')}`, size };
}
/** A rename survives a power cut only when its directory is synced; Windows has no such call. */
async function sync(folder) {
    const handle = await (0,promises_.open)(folder, 'r').catch(() => null);
    await handle?.sync().catch(() => undefined);
    await handle?.close();
}
async function bounded(path, limit) {
    try {
        const { size } = await (0,promises_.stat)(path);
        if (size > limit)
            throw new errors/* UserError */.y('registry-broken-answer', `${path} has ${size} bytes, more than the ${limit} that are read.`, 'Check that the folder is an image layout of this tool.');
        return await (0,promises_.readFile)(path);
    }
    catch (error) {
        if (folder_codeOf(error) === 'ENOENT' || folder_codeOf(error) === 'ENOTDIR')
            return null;
        throw error;
    }
}
function broken(root, what, cause) {
    return new errors/* UserError */.y('registry-broken-answer', `The image layout in ${root} is damaged: ${what}.`, 'Restore the folder from a copy, or choose a new one.', undefined, { cause });
}
const SYSTEM_ERRORS = {
    ENOSPC: (root, cause) => new errors/* UserError */.y('disk-full', `The disk is full while writing to ${root}.`, 'Free space, or choose a folder on another disk.', { file: root }, { cause }),
    EDQUOT: (root, cause) => new errors/* UserError */.y('disk-full', `The disk quota is used up while writing to ${root}.`, 'Free space, or choose a folder on another disk.', { file: root }, { cause }),
    EACCES: (root, cause) => new errors/* UserError */.y('permission-missing', `The folder ${root} can't be used: ${cause.message}.`, 'Give this account the right to read and write it.', { file: root }, { cause }),
    EPERM: (root, cause) => new errors/* UserError */.y('permission-missing', `The folder ${root} can't be used: ${cause.message}.`, 'Give this account the right to read and write it.', { file: root }, { cause }),
    EROFS: (root, cause) => new errors/* UserError */.y('permission-missing', `The folder ${root} is on a read-only file system.`, 'Choose a folder that can be written.', { file: root }, { cause }),
    ENOTDIR: (root, cause) => new errors/* UserError */.y('repository-invalid', `${root} is no folder.`, 'Choose an empty or new folder: `image: oci:./registry/churn`.', { file: root }, { cause }),
    EEXIST: (root, cause) => new errors/* UserError */.y('repository-invalid', `${root} is no folder.`, 'Choose an empty or new folder: `image: oci:./registry/churn`.', { file: root }, { cause }),
};
/** Errors of the file system that a user can fix become UserErrors, for every method alike. */
function guarded(root, repository) {
    const guard = (method) => async (...args) => {
        try {
            return await method(...args);
        }
        catch (error) {
            const known = error instanceof Error && !(error instanceof errors/* UserError */.y) ? SYSTEM_ERRORS[folder_codeOf(error) ?? ''] : undefined;
            if (known !== undefined && error instanceof Error)
                throw known(root, error);
            throw error;
        }
    };
    return {
        name: repository.name,
        list: guard(repository.list),
        head: guard(repository.head),
        get: guard(repository.get),
        putManifest: guard(repository.putManifest),
        deleteTags: guard(repository.deleteTags),
        hasBlob: guard(repository.hasBlob),
        getBlob: guard(repository.getBlob),
        putBlob: guard(repository.putBlob),
    };
}
function folder_codeOf(error) {
    return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

// EXTERNAL MODULE: ./node_modules/execa/index.js + 131 modules
var execa = __webpack_require__(6993);
;// CONCATENATED MODULE: ./.build/registry/oras-errors.js

/** Worth another try after a pause: the next answer may differ. */
const TRANSIENT = new Set(['busy', 'server', 'unreachable']);
/**
 * Error codes of the distribution-spec ("Error Codes") and of registries that add their own, as oras prints them: lowercase, `_` → space.
 * `UNKNOWN` and its kin come with 5xx; oras hides the status where the body is JSON.
 */
const CODES = [
    [/^(?:name unknown|not found|project ?not ?found|repository not found)$/, 'missing'],
    [/^(?:unauthorized|denied|forbidden)$/, 'unauthorized'],
    // Quay; Harbor; ECR and GAR say it under TAG_INVALID; GitLab
    [/^(?:tag immutable|precondition|tag invalid|conflict|manifest immutable|protected tag)$/, 'conflict'],
    [/^(?:toomanyrequests|too many requests)$/, 'busy'],
    [/^(?:unknown|unavailable|internal|internal error|internal server error|service unavailable|timeout)$/, 'server'],
    [/^(?:digest invalid|size invalid|blob upload invalid)$/, 'mismatch'],
    [/^(?:unsupported|method not allowed)$/, 'unsupported'],
];
/** By status where the body is no OCI error. A 404 without one comes from a proxy or a wrong address, never from "no such tag". */
const STATUSES = [
    [/^40[13]$/, 'unauthorized'],
    [/^(?:408|425|429)$/, 'busy'],
    [/^405$/, 'unsupported'],
    [/^412$/, 'conflict'],
    [/^413$/, 'too-large'],
    [/^5\d\d$/, 'server'],
];
/** Everything else oras and Go's net/http say before a registry answered at all. */
const TEXTS = [
    [/credential not found|empty (?:username|password|credential)|error getting credentials/, 'unauthorized'],
    [/invalid next link/, 'foreign-link'],
    [
        /no such host|connection refused|network is unreachable|no route to host|connection reset|broken pipe|i\/o timeout|context deadline exceeded|TLS handshake|(?:: |^)(?:EOF|unexpected EOF)$|server closed|http2:/m,
        'unreachable',
    ],
    [/x509:|tls:|server gave HTTP response to HTTPS client/, 'unreachable'],
];
/** Reads the stderr of a failed oras call about `reference`. What no row knows is `broken`: never "not there". Sources: oras-go errcode and measured output of oras 1.3.3. */
function classify(stderr, reference) {
    const line = stderr.split('\n').find((text) => text.startsWith('Error')) ?? stderr;
    if (/failed to decode response/.test(line))
        return 'broken';
    // HEAD has no body, so oras says this for each 404 there, with our own reference before it
    if (line.startsWith('Error response from registry: ') && line.endsWith(`${reference}: not found`))
        return 'absent';
    const status = /response status code (\d{3})/.exec(line)?.[1];
    if (status === '409')
        return 'conflict';
    if (status !== undefined)
        return lookup(STATUSES, status) ?? 'broken';
    const code = /^Error response from registry: (?:failed to [^:]*: )?([a-z][a-z ]*): /.exec(line)?.[1];
    if (code !== undefined)
        return lookup(CODES, code) ?? (/manifest unknown|blob unknown/.test(code) ? 'absent' : 'broken');
    return lookup(TEXTS, line) ?? 'broken';
}
function lookup(table, text) {
    return table.find(([pattern]) => pattern.test(text))?.[1];
}
/** Where people of one registry find the switch. */
const PERMISSION = [
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
];
const LOGIN = 'Log in before this step (docker/login-action, `docker login` or `oras login`) with an account that may pull from and push to this repository.';
/** The sentence and the remedy of a failure. `doing` completes "… failed while": `listing the tags`. */
function failureError(failure, host, repository, doing, stderr) {
    const said = stderr
        .split('\n')
        .filter((line) => !/^(?:Uploading|Uploaded|Exists|Skipped|Copied)\b/.test(line))
        .join(' ')
        .replace(/^Error(?: response from registry)?: /, '')
        .trim()
        .slice(0, 600);
    const because = said === '' ? '' : ` The answer: ${said}`;
    switch (failure) {
        case 'unauthorized':
            return new errors/* UserError */.y('registry-unauthorized', `${host} refuses this login while ${doing} of ${repository}.${because}`, lookupText(PERMISSION, host) ?? LOGIN);
        case 'missing':
        case 'absent':
            return new errors/* UserError */.y('repository-missing', `${repository} does not exist on ${host}, and the registry does not create it while ${doing}.${because}`, 'Create the repository (or its project) on the registry first, and check the spelling of `image`.');
        case 'conflict':
            return new errors/* UserError */.y('version-taken', `${host} does not let this tag of ${repository} be written: it exists and is immutable.${because}`, 'Set `immutable-tags: true`, so that the registry decides who gets a version.');
        case 'busy':
            return new errors/* UserError */.y('registry-unreachable', `${host} asks to slow down (too many requests) while ${doing} of ${repository}, also after several pauses.${because}`, 'Run the job again later; nothing was lost. Logging in usually raises the limit.');
        case 'server':
            return new errors/* UserError */.y('registry-unreachable', `${host} fails on its side while ${doing} of ${repository}, also after several tries.${because}`, "Look at the registry's status page and run the job again; an upload that was begun is completed.");
        case 'unreachable':
            return new errors/* UserError */.y('registry-unreachable', `${host} can't be reached while ${doing} of ${repository}.${because}`, 'Check the host name, the network and the certificate (only localhost is spoken to without TLS), then run the job again.');
        case 'too-large':
            return new errors/* UserError */.y('registry-broken-answer', `${host} refuses the size of what was sent while ${doing} of ${repository}.${because}`, 'Raise the limit of the registry or of the proxy before it, or split the largest file: GHCR takes 10 GB in a layer.');
        case 'mismatch':
            return new errors/* UserError */.y('upload-interrupted', `${host} received other bytes than were announced while ${doing} of ${repository}: a file changed during the upload, or the connection broke.${because}`, 'Let nothing write to the model directory during the upload, and run again.');
        case 'unsupported':
            return new errors/* UserError */.y('registry-broken-answer', `${host} does not support ${doing} of ${repository}.${because}`, 'Use a registry with the OCI distribution API.');
        case 'foreign-link':
            return new errors/* UserError */.y('registry-broken-answer', `${host} sends the second page of the tag list to another address, which is not followed.${because}`, 'Set the external address in the registry (distribution: `http.host`, `relativeurls: true`) or its proxy.');
        case 'broken':
            return new errors/* UserError */.y('registry-broken-answer', `${host} answers something that is no registry's answer while ${doing} of ${repository}.${because}`, 'Check that `image` names a container registry and no web page, proxy or login portal stands before it.');
    }
}
function lookupText(table, text) {
    return table.find(([pattern]) => pattern.test(text))?.[1];
}

// EXTERNAL MODULE: external "node:http"
var external_node_http_ = __webpack_require__(7067);
// EXTERNAL MODULE: external "node:https"
var external_node_https_ = __webpack_require__(4708);
;// CONCATENATED MODULE: ./.build/registry/stream.js



/** A registry that is asked who it is answers at once, or the way to it needs more than we know. Milliseconds. */
const GREETING_TIMEOUT = 5_000;
/** No byte is taken for so long: the connection hangs. Milliseconds. */
const STALL_TIMEOUT = 300_000;
/** Answers here are empty or an error in JSON. Bytes. */
const MAX_ANSWER = 64 * 1024;
function blobStreamer(host, path) {
    const origin = `${(0,registry_reference/* isLoopback */.U9)(host) ? 'http' : 'https'}://${host}`;
    let known;
    const isOpen = () => {
        known ??= asksNobody(origin);
        return known;
    };
    return {
        send: async (blob) => (await isOpen()) && (await sendTo(origin, path, blob)),
        holds: async (digest, size) => ((await isOpen()) ? await askFor(new URL(`/v2/${path}/blobs/${digest}`, origin), size) : null),
    };
}
/** distribution-spec 1.1, "Checking if content exists in the registry". */
async function askFor(url, size) {
    const call = connection(url.origin);
    try {
        const answer = await call.ask('HEAD', url, STALL_TIMEOUT);
        if (answer?.status === 404)
            return false;
        return answer?.status === 200 && answer.size === size ? true : null;
    }
    finally {
        call.close();
    }
}
/** distribution-spec 1.1, "Determining support": 200 without a login is a registry without logins. */
async function asksNobody(origin) {
    if (origin.startsWith('https:') && behindProxy())
        return false;
    const call = connection(origin);
    try {
        const answer = await call.ask('GET', new URL('/v2/', origin), GREETING_TIMEOUT);
        return answer?.status === 200;
    }
    finally {
        call.close();
    }
}
function behindProxy() {
    return ['HTTPS_PROXY', 'https_proxy', 'ALL_PROXY', 'all_proxy'].some((name) => (process.env[name] ?? '') !== '');
}
async function sendTo(origin, path, blob) {
    const call = connection(origin);
    try {
        const begun = await call.ask('POST', new URL(`/v2/${path}/blobs/uploads/`, origin), STALL_TIMEOUT);
        const upload = begun?.status === 202 ? locationOf(begun, origin) : null;
        if (upload === null)
            return false;
        const sent = await call.ask('PATCH', upload, STALL_TIMEOUT, blob);
        const end = sent?.status === 202 ? locationOf(sent, origin) : null;
        if (end === null)
            return false;
        const digest = blob.digest();
        end.searchParams.set('digest', digest);
        const done = await call.ask('PUT', end, STALL_TIMEOUT);
        return done?.status === 201 && said(done, digest);
    }
    finally {
        call.close();
    }
}
/** Where the upload goes on: relative or absolute, but never at another host, which would be a storage with rules of its own. */
function locationOf({ location }, origin) {
    if (location === undefined || !URL.canParse(location, origin))
        return null;
    const url = new URL(location, origin);
    return url.origin === new URL(origin).origin ? url : null;
}
function said({ digest }, expected) {
    return digest === undefined || digest === expected;
}
/** One kept connection: an upload is three requests. */
function connection(origin) {
    const isPlain = origin.startsWith('http:');
    const agent = isPlain ? new external_node_http_.Agent({ keepAlive: true, maxSockets: 1 }) : new external_node_https_.Agent({ keepAlive: true, maxSockets: 1 });
    const start = isPlain ? external_node_http_.request : external_node_https_.request;
    return {
        async ask(method, url, timeout, body) {
            const headers = { 'content-length': body?.size ?? 0, ...(body && { 'content-type': 'application/octet-stream' }) };
            const request = start(url, { method, agent, headers, timeout });
            const answer = answerTo(request);
            if (!body)
                request.end();
            else {
                try {
                    await feed(request, body);
                }
                catch (error) {
                    request.destroy();
                    throw error;
                }
            }
            return await answer;
        },
        close: () => agent.destroy(),
    };
}
function answerTo(request) {
    return new Promise((resolve) => {
        request.once('timeout', () => request.destroy());
        request.on('error', () => resolve(null));
        request.once('close', () => resolve(null));
        request.once('response', (response) => {
            let size = 0;
            response.on('data', (chunk) => {
                size += chunk.length;
                if (size > MAX_ANSWER)
                    request.destroy();
            });
            response.once('end', () => resolve(read(response)));
        });
    });
}
function read({ statusCode = 0, headers }) {
    const digest = headers['docker-content-digest'];
    return {
        status: statusCode,
        location: headers.location,
        digest: typeof digest === 'string' ? digest : undefined,
        size: Number(headers['content-length']),
    };
}
/** Writes the bytes as fast as they are taken; stops where the registry answers early or goes away. */
async function feed(request, blob) {
    let over = false;
    const stopped = new Promise((resolve) => {
        const stop = () => {
            over = true;
            resolve();
        };
        request.once('response', stop);
        request.once('close', stop);
        request.on('error', stop);
    });
    // the next piece is read and hashed while this one is taken
    let taken;
    for await (const chunk of blob.open()) {
        if (taken)
            await Promise.race([taken, stopped]);
        if (over)
            break;
        taken = request.write(chunk) ? undefined : new Promise((resolve) => request.once('drain', resolve));
    }
    request.end();
}

;// CONCATENATED MODULE: ./.build/registry/oras.js







/** distribution-spec 1.1: registries must take manifests of 4 MiB, and refuse larger ones. */
const oras_MAX_MANIFEST = 4 * 1024 * 1024;
/** 100 times the largest known collections; more is a list that never ends. */
const MAX_TAGS = 1_000_000;
/** A tag added while paging can show twice; a hundred times is a `Link` that points to its own page. */
const MAX_REPEATS = 100;
/** A metadata call that answers nothing for so long is dead, with all the retries of oras in it. Milliseconds. */
const CALL_TIMEOUT = 180_000;
/** oras takes no byte of a layer for so long: the connection hangs. Milliseconds. */
const oras_STALL_TIMEOUT = 300_000;
const PAUSES = [1000, 3000];
/**
 * A manifest is a handful of bytes in memory, so "other bytes than announced" and "blob unknown" are the registry's: distribution 2.8 writes the
 * links of a blob in place (filesystem driver, PutContent), and another upload of the same layer can catch one while it is empty.
 */
const PASSING_ON_WRITE = new Set([...TRANSIENT, 'mismatch', 'absent']);
/** Bytes from which hashing once less is worth a question to the registry. */
const WORTH_STREAMING = 256 * 1024;
/** Registries whose OCI API has no delete, so that trying costs requests for nothing (GHCR deletes through the packages API only, tag and manifest together). */
const NO_DELETE = /^(?:ghcr\.io|(?:.*\.)?docker\.io)$/;
/** Quay answers tag lists from a cache of 120 s that pushes don't invalidate (quay: data/cache/cache_key.py). */
const STALE_LIST = /^quay\.io$/;
/** A repository of a registry, through the oras CLI: arguments as a list, never a shell. Throws UserError `repository-invalid` for folders and wrong names. */
function orasRepository(name, options) {
    const parsed = (0,registry_reference/* parseRepository */.SU)(name);
    if (parsed.kind !== 'remote')
        throw new Error(`${name} is a folder, not a registry`);
    const { host } = parsed;
    const transport = (0,registry_reference/* isLoopback */.U9)(host) ? ['--plain-http'] : [];
    const pauses = options.pauses ?? PAUSES;
    const streamer = blobStreamer(host, parsed.path);
    let deletes = !NO_DELETE.test(host);
    const at = (reference) => {
        if ((0,registry_reference/* isDigest */.Bc)(reference))
            return `${parsed.name}@${reference}`;
        if ((0,registry_reference/* isTag */.dz)(reference))
            return `${parsed.name}:${reference}`;
        throw new Error(`neither tag nor digest: ${reference}`);
    };
    /** One call of oras with further tries while the registry is busy. Failures come back as values: only the caller knows which are answers. */
    async function call(command, reference, limit, input) {
        const passing = input === undefined ? TRANSIENT : PASSING_ON_WRITE;
        for (let attempt = 0;; attempt++) {
            const answer = await once(command, reference, limit, input);
            const pause = pauses[attempt];
            if (answer.failure === null || !passing.has(answer.failure) || pause === undefined)
                return answer;
            await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
        }
    }
    async function once(command, reference, limit, input) {
        const result = await (0,execa/* execa */.Ho)(options.oras, [...command, ...transport, reference, ...(input === undefined ? [] : ['-'])], {
            ...(input === undefined ? { stdin: 'ignore' } : { input }),
            ...(options.env === undefined ? {} : { env: options.env }),
            encoding: 'buffer',
            // a refusal is longer than a small blob may be
            maxBuffer: { stdout: limit, stderr: oras_MAX_MANIFEST },
            reject: false,
            stripFinalNewline: false,
            timeout: CALL_TIMEOUT,
        });
        return answerOf(result, reference, limit);
    }
    function answerOf(result, reference, limit) {
        const stderr = new TextDecoder().decode(result.stderr);
        if (result.isMaxBuffer)
            throw new errors/* UserError */.y('registry-broken-answer', `${host} sends more than ${limit} bytes for ${reference}.`, 'Check that `image` names a container registry and that the image is one of this tool.');
        if (result.timedOut)
            return { stdout: new Uint8Array(), failure: 'unreachable', stderr: `no answer within ${CALL_TIMEOUT / 1000} s` };
        if (result.exitCode === undefined && result.signal === undefined)
            throw notRunning(result.message ?? '');
        const failure = result.failed ? classify(stderr.trim(), reference) : null;
        return { stdout: result.stdout ?? new Uint8Array(), failure, stderr };
    }
    function notRunning(message) {
        return new errors/* UserError */.y('oras-missing', `oras could not be started at ${options.oras}. ${message.split('\n')[0] ?? ''}`, 'Install oras 1.3 or newer (oras-project/setup-oras), or point `oras-path` to it.');
    }
    const refuse = (answer, doing) => failureError(answer.failure ?? 'broken', host, parsed.name, doing, answer.stderr);
    /** Answers whose only allowed failure is "not there". */
    async function present(command, reference, limit, doing) {
        const answer = await call(command, reference, limit);
        if (answer.failure === 'absent')
            return null;
        // a repository without any manifest: some registries say it in a body where others only answer 404
        if (answer.failure === 'missing')
            return null;
        if (answer.failure !== null)
            throw refuse(answer, doing);
        return answer.stdout;
    }
    async function put(target, manifest) {
        const answer = await call(['manifest', 'push', '--media-type', manifest.mediaType], target, oras_MAX_MANIFEST, manifest.bytes);
        if (answer.failure !== null)
            throw refuse(answer, 'writing a manifest');
    }
    async function head(reference) {
        const stdout = await present(['resolve'], at(reference), oras_MAX_MANIFEST, 'asking for a tag');
        if (stdout === null)
            return null;
        const digest = new TextDecoder().decode(stdout).trim();
        if (!(0,registry_reference/* isDigest */.Bc)(digest))
            throw failureError('broken', host, parsed.name, 'asking for a tag', digest);
        return digest;
    }
    async function get(reference) {
        const bytes = await present(['manifest', 'fetch', '--output', '-'], at(reference), oras_MAX_MANIFEST, 'reading a manifest');
        if (bytes === null)
            return null;
        const digest = (0,manifest/* digestOf */.ol)(bytes);
        const mediaType = (0,manifest/* mediaTypeOf */.c0)(bytes);
        if (mediaType === null || ((0,registry_reference/* isDigest */.Bc)(reference) && reference !== digest))
            throw failureError('broken', host, parsed.name, 'reading a manifest', `${reference} is ${bytes.length} bytes of ${digest}, no manifest of that digest`);
        return { bytes, digest, mediaType };
    }
    return {
        name,
        ...(STALE_LIST.test(host) ? { staleList: true } : {}),
        async list() {
            for (let attempt = 0;; attempt++) {
                const answer = await listOnce();
                if (answer.failure === null)
                    return answer.tags;
                // by-digest manifests alone are "name unknown" for distribution
                if (answer.failure === 'missing')
                    return null;
                const pause = pauses[attempt];
                if (!TRANSIENT.has(answer.failure) || pause === undefined)
                    throw failureError(answer.failure, host, parsed.name, 'listing the tags', answer.stderr);
                await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
            }
        },
        head,
        get,
        async putManifest(reference, manifest) {
            await put(at(reference), manifest);
        },
        /**
         * The OCI API deletes by digest, and oras resolves a tag before: deleting a claim tag would delete the published manifest it points to.
         * So the tags are first moved to a tombstone, a manifest of their own, and that is deleted; where the registry refuses they move back.
         */
        async deleteTags(tags, model) {
            if (tags.length === 0)
                return true;
            if (!deletes)
                return false;
            const all = `${parsed.name}:${tags.join(',')}`;
            try {
                const tombstone = (0,manifest/* withAnnotations */.nB)(model, { 'dev.mlambda.retired': (0,external_node_crypto_.randomUUID)() });
                await put(all, tombstone);
                const answer = await once(['manifest', 'delete', '--force'], at(tombstone.digest), oras_MAX_MANIFEST);
                // crane's registry deletes the manifest and keeps its tags; another upload may write one of them anew at any time
                deletes = answer.failure === null && (await head(tags[0] ?? tombstone.digest)) !== tombstone.digest;
                if (!deletes)
                    await put(all, model);
                return deletes;
            }
            catch (error) {
                if (error instanceof errors/* UserError */.y)
                    return false;
                throw error;
            }
        },
        async hasBlob(digest, size) {
            const told = size >= WORTH_STREAMING ? await streamer.holds(digest, size) : null;
            if (told !== null)
                return told;
            const stdout = await present(['blob', 'fetch', '--descriptor'], at(digest), oras_MAX_MANIFEST, 'asking for a layer');
            if (stdout === null)
                return false;
            const descriptor = parseJson(stdout);
            return typeof descriptor === 'object' && descriptor !== null && 'size' in descriptor && descriptor.size === size;
        },
        async getBlob(digest, limit) {
            const bytes = await present(['blob', 'fetch', '--output', '-'], at(digest), limit, 'reading a blob');
            if (bytes !== null && (0,manifest/* digestOf */.ol)(bytes) !== digest)
                throw failureError('broken', host, parsed.name, 'reading a blob', `other bytes than ${digest}`);
            return bytes;
        },
        putStream: (blob) => streamer.send(blob),
        async putBlob(blob) {
            if (blob.size >= WORTH_STREAMING && (await streamer.send({ ...blob, digest: () => blob.digest })))
                return;
            for (let attempt = 0;; attempt++) {
                const answer = await pushBlob(blob);
                if (answer.failure === null)
                    return;
                const pause = pauses[attempt];
                if (!TRANSIENT.has(answer.failure) || pause === undefined)
                    throw refuse(answer, 'sending a layer');
                await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
            }
        },
    };
    /** Text and not JSON: pages come as they are read, so that a list without end is noticed instead of filling the memory. */
    async function listOnce() {
        const child = (0,execa/* execa */.Ho)(options.oras, ['repo', 'tags', ...transport, parsed.name], {
            stdin: 'ignore',
            ...(options.env === undefined ? {} : { env: options.env }),
            buffer: { stdout: false },
            reject: false,
            timeout: CALL_TIMEOUT,
        });
        const repeats = new Map();
        let endless = false;
        for await (const tag of child.iterable()) {
            if (!(0,registry_reference/* isTag */.dz)(tag))
                continue;
            const count = (repeats.get(tag) ?? 0) + 1;
            repeats.set(tag, count);
            if (count > MAX_REPEATS || repeats.size > MAX_TAGS) {
                endless = true;
                child.kill('SIGKILL');
                break;
            }
        }
        const result = await child;
        if (endless)
            return { tags: [], failure: 'broken', stderr: 'the pages of the tag list never end: a `Link` points back to an earlier page' };
        if (result.timedOut)
            return { tags: [], failure: 'unreachable', stderr: `no answer within ${CALL_TIMEOUT / 1000} s` };
        if (result.exitCode === undefined && result.signal === undefined)
            throw notRunning(result.message ?? '');
        return { tags: [...repeats.keys()], failure: result.failed ? classify(result.stderr.trim(), parsed.name) : null, stderr: result.stderr };
    }
    /** oras streams stdin when size and digest are known: nothing touches the disk. */
    async function pushBlob(blob) {
        const stalled = new AbortController();
        let watch;
        const alive = () => {
            clearTimeout(watch);
            watch = setTimeout(() => stalled.abort(), oras_STALL_TIMEOUT);
        };
        async function* watched() {
            for await (const chunk of blob.open()) {
                alive();
                yield chunk;
            }
            alive();
        }
        alive();
        try {
            const result = await (0,execa/* execa */.Ho)(options.oras, ['blob', 'push', '--no-tty', '--size', String(blob.size), ...transport, at(blob.digest), '-'], {
                stdin: watched(),
                ...(options.env === undefined ? {} : { env: options.env }),
                encoding: 'buffer',
                reject: false,
                cancelSignal: stalled.signal,
            });
            if (stalled.signal.aborted)
                return { stdout: new Uint8Array(), failure: 'unreachable', stderr: `no byte was taken for ${oras_STALL_TIMEOUT / 1000} s` };
            if (result.cause instanceof errors/* UserError */.y)
                throw result.cause;
            return answerOf(result, at(blob.digest), oras_MAX_MANIFEST);
        }
        finally {
            clearTimeout(watch);
        }
    }
}
function parseJson(bytes) {
    try {
        return JSON.parse(new TextDecoder().decode(bytes));
    }
    catch {
        return null;
    }
}

// EXTERNAL MODULE: external "node:worker_threads"
var external_node_worker_threads_ = __webpack_require__(5919);
;// CONCATENATED MODULE: ./.build/tools/hash-threads.js


/** More threads than this wait for the disk, and each holds a few megabytes. */
const MOST = 8;
/**
 * Threads that hash files, one for each processor but at most `wanted`. They read into one buffer each: twice as fast as streams on the main
 * thread, which stays free, and in constant memory.
 */
function startHashThreads(wanted) {
    const workers = Array.from({ length: Math.max(1, Math.min(wanted, MOST, (0,external_node_os_.availableParallelism)())) }, () => new external_node_worker_threads_.Worker(PROGRAM, { eval: true }));
    return {
        lanes: workers.length,
        hash(lane, file, flags, size, seen) {
            const worker = workers[lane];
            if (worker === undefined)
                throw new Error(`there is no lane ${lane}`);
            return new Promise((resolve, reject) => {
                const end = () => {
                    worker.off('message', told);
                    worker.off('error', failed);
                };
                const failed = (error) => {
                    end();
                    reject(error);
                };
                const told = (message) => {
                    if (typeof message === 'number') {
                        seen(message);
                        return;
                    }
                    end();
                    resolve(message);
                };
                worker.on('message', told);
                worker.on('error', failed);
                worker.postMessage({ file, flags, size });
            });
        },
        async close() {
            await Promise.all(workers.map((worker) => worker.terminate()));
        },
    };
}
/**
 * The thread's program, as text: the bundle is one file, and a thread starts from a file or from text. It is constant; nothing that was read
 * becomes part of it. Answers a number of bytes while it reads, and a `Hashed` at the end.
 */
const PROGRAM = `
const { closeSync, fstatSync, openSync, readSync } = require('node:fs')
const { createHash } = require('node:crypto')
const { parentPort } = require('node:worker_threads')
const buffer = Buffer.allocUnsafeSlow(1024 * 1024)
const TELL_EVERY = 32 * 1024 * 1024
const stateOf = ({ dev, ino, size, mtimeNs, ctimeNs }) => ({ dev, ino, size, mtimeNs, ctimeNs })
const equal = (a, b) => Object.keys(a).every((key) => a[key] === b[key])

function hashed({ file, flags, size }) {
  let descriptor
  try {
    descriptor = openSync(file, flags)
  } catch (error) {
    return { outcome: 'unreadable', reason: error.message }
  }
  try {
    const stats = fstatSync(descriptor, { bigint: true })
    const state = stateOf(stats)
    if (!stats.isFile() || state.size !== BigInt(size)) return { outcome: 'changed' }
    const hash = createHash('sha256')
    let told = 0
    for (let offset = 0; offset < size; ) {
      const read = readSync(descriptor, buffer, 0, Math.min(buffer.length, size - offset), offset)
      if (read === 0) return { outcome: 'changed' }
      hash.update(buffer.subarray(0, read))
      offset += read
      if (offset - told >= TELL_EVERY) {
        parentPort.postMessage(offset - told)
        told = offset
      }
    }
    if (!equal(state, stateOf(fstatSync(descriptor, { bigint: true })))) return { outcome: 'changed' }
    parentPort.postMessage(size - told)
    return { outcome: 'hashed', sha256: hash.digest('hex'), state }
  } catch (error) {
    return { outcome: 'unreadable', reason: error.message }
  } finally {
    closeSync(descriptor)
  }
}

parentPort.on('message', (call) => parentPort.postMessage(hashed(call)))
`;

// EXTERNAL MODULE: ./node_modules/semver/functions/gte.js
var gte = __webpack_require__(1236);
// EXTERNAL MODULE: ./node_modules/semver/functions/parse.js
var parse = __webpack_require__(6353);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./.build/tools/oras-release.js
/** The release of oras that is downloaded where a machine has none. */
const ORAS_RELEASE = '1.3.2';
/** Node's `platform-arch` → oras' `os_arch` and the archive's checksum, from oras-project/setup-oras `src/lib/data/releases.json`. */
const ASSETS = new Map([
    ['linux-x64', ['linux_amd64.tar.gz', '9229ccc6d17bb282039ad4a69abb16dcb887a5bce567c075d731d9b3c7ad8eaf']],
    ['linux-arm64', ['linux_arm64.tar.gz', '8db4a223bd6034deff198e791ea7cb3af0840df25b7e9f370e2f1f3fd20d389b']],
    ['darwin-x64', ['darwin_amd64.tar.gz', '2621f6b252b222f6fbf4e114d2fcaa0cec6b632624ffaf73143f66e4e0994f86']],
    ['darwin-arm64', ['darwin_arm64.tar.gz', '7929f792cf272268412375ecad6f0fb3c20f164368d5b57966e67ad6d36eca53']],
    ['win32-x64', ['windows_amd64.zip', 'c896f26245f11e6385d52010bb0a65a4e500e1f3244680a6556ed05462fa1c0d']],
]);
/** The archive for a platform as Node names it (`linux-x64`); null where no checksum is known: nothing unverified is ever run. */
function orasAsset(platform) {
    const asset = ASSETS.get(platform);
    if (asset === undefined)
        return null;
    const [name, sha256] = asset;
    const url = `https://github.com/oras-project/oras/releases/download/v${ORAS_RELEASE}/oras_${ORAS_RELEASE}_${name}`;
    return { url, sha256, program: platform.startsWith('win32') ? 'oras.exe' : 'oras' };
}

;// CONCATENATED MODULE: ./.build/tools/oras-install.js








/**
 * Path of the pinned oras, downloaded if it is not in the cache yet. Nothing of an archive is unpacked before its sha256 is the known one;
 * the program appears in the cache in one step, so that runs side by side and killed runs leave a whole program or none.
 * @throws Error with one sentence (the caller knows the remedy) · UserError `disk-full`
 */
async function installOras(asset, machine) {
    const cache = (0,external_node_path_.join)(cacheRoot(machine), 'mlambda-oras', ORAS_RELEASE, asset.sha256.slice(0, 16));
    const program = (0,external_node_path_.join)(cache, asset.program);
    if (await isFile(program))
        return program;
    try {
        await (0,promises_.mkdir)((0,external_node_path_.join)(cache, '..'), { recursive: true });
        const stage = await (0,promises_.mkdtemp)((0,external_node_path_.join)(cache, '..', '.installing-'));
        try {
            const archive = (0,external_node_path_.join)(stage, asset.url.endsWith('.zip') ? 'archive.zip' : 'archive.tar.gz');
            machine.log(`downloading oras ${ORAS_RELEASE} from ${asset.url}`);
            await download(asset.url, archive, machine.env);
            await verify(archive, asset);
            const unpacked = (0,external_node_path_.join)(stage, 'unpacked');
            await (0,promises_.mkdir)(unpacked);
            await unpack(archive, unpacked, asset, machine);
            await (0,promises_.chmod)((0,external_node_path_.join)(unpacked, asset.program), 0o755);
            await (0,promises_.rename)(unpacked, cache).catch(async (error) => {
                // another run was faster: its program has passed the same check
                if (!(await isFile(program)))
                    throw error;
            });
        }
        finally {
            await (0,promises_.rm)(stage, { recursive: true, force: true });
        }
    }
    catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOSPC') {
            throw new errors/* UserError */.y('disk-full', `no space left for oras in ${cache}`, 'free about 60 MB, or install oras yourself and set `oras-path`', undefined, {
                cause: error,
            });
        }
        throw error;
    }
    return program;
}
/** The runner's tool cache, which self-hosted runners keep between jobs; in a terminal the user's cache folder. */
function cacheRoot({ env, platform }) {
    const given = env['RUNNER_TOOL_CACHE'] || env['XDG_CACHE_HOME'];
    if (given)
        return given;
    const home = env['HOME'] || env['USERPROFILE'] || (0,external_node_os_.homedir)();
    if (platform.startsWith('win32'))
        return env['LOCALAPPDATA'] || (0,external_node_path_.join)(home, 'AppData', 'Local');
    return platform.startsWith('darwin') ? (0,external_node_path_.join)(home, 'Library', 'Caches') : (0,external_node_path_.join)(home, '.cache');
}
/** On a runner through tool-cache, with its retries; it logs in the runner's own language, which a terminal must not see on its output. Both honour HTTPS_PROXY. */
async function download(url, file, env) {
    if (env['GITHUB_ACTIONS'] === 'true') {
        const { downloadTool } = await Promise.all(/* import() */[__webpack_require__.e(942), __webpack_require__.e(955), __webpack_require__.e(255)]).then(__webpack_require__.bind(__webpack_require__, 4255));
        await downloadTool(url, file);
        return;
    }
    const { HttpClient } = await __webpack_require__.e(/* import() */ 942).then(__webpack_require__.bind(__webpack_require__, 4942));
    const client = new HttpClient('mlambda/upload-action', [], { allowRetries: true, maxRetries: 3, socketTimeout: 30_000 });
    try {
        const response = await client.get(url);
        const status = response.message.statusCode;
        if (status !== 200) {
            response.message.resume();
            throw new Error(`${url} answers ${status}`);
        }
        await (0,external_node_stream_promises_.pipeline)(response.message, (0,external_node_fs_.createWriteStream)(file));
    }
    finally {
        client.dispose();
    }
}
async function verify(archive, asset) {
    const hash = (0,external_node_crypto_.createHash)('sha256');
    await (0,external_node_stream_promises_.pipeline)((0,external_node_fs_.createReadStream)(archive), hash);
    const found = hash.digest();
    if (!(0,external_node_crypto_.timingSafeEqual)(found, Buffer.from(asset.sha256, 'hex'))) {
        throw new Error(`${asset.url} has the sha256 ${found.toString('hex')}, expected ${asset.sha256}; nothing of it was used`);
    }
}
async function unpack(archive, directory, asset, machine) {
    // Windows has a tar of its own that reads zip; the tar of Git for Windows, which may come first on PATH, does not
    const tar = machine.platform.startsWith('win32') ? (0,external_node_path_.join)(machine.env['SystemRoot'] || 'C:\\Windows', 'System32', 'tar.exe') : 'tar';
    const ran = await machine.run(tar, ['-x', '-f', archive, '-C', directory, asset.program]);
    if (ran.code !== 0)
        throw new Error(`${tar} cannot unpack ${asset.url}: ${ran.stderr.trim()}`);
}
async function isFile(path) {
    return (await (0,promises_.stat)(path).catch(() => null))?.isFile() === true;
}

;// CONCATENATED MODULE: ./.build/tools/oras.js







/** `repo tags --format json` and the other JSON output that the registry code reads exist since this version. */
const ORAS_MINIMUM = '1.3.0';
/**
 * Finds oras: `oras-path`, which must be good if it is given; else on PATH; else the pinned release, downloaded once, its checksum verified
 * before it is unpacked. A too old oras on PATH is passed over, and said.
 * @throws UserError `oras-missing` with every reason · `disk-full`
 */
async function findOras(search) {
    if (search.orasPath !== '') {
        const asked = await askVersion(search.run, search.orasPath);
        if ('reason' in asked)
            throw missing(`the oras of \`oras-path\` cannot be used: ${search.orasPath} ${asked.reason}`);
        return { path: search.orasPath, version: asked.version, source: 'oras-path' };
    }
    let passedOver = 'there is no oras on PATH';
    const onPath = await findOnPath(search);
    if (onPath !== null) {
        const asked = await askVersion(search.run, onPath);
        if ('version' in asked)
            return { path: onPath, version: asked.version, source: 'PATH' };
        passedOver = `the oras on PATH cannot be used: ${onPath} ${asked.reason}`;
        search.log(`${passedOver}; the pinned oras ${ORAS_RELEASE} is taken instead`);
    }
    const asset = search.asset === undefined ? orasAsset(search.platform) : search.asset;
    if (asset === null)
        throw missing(`${passedOver}, and for ${search.platform} no verified download of oras is known`);
    const path = await installOras(asset, search).catch((error) => {
        if (error instanceof errors/* UserError */.y && error.code !== 'oras-missing')
            throw error;
        throw missing(`${passedOver}, and the download of oras ${ORAS_RELEASE} failed: ${error instanceof Error ? error.message : String(error)}`, error);
    });
    const asked = await askVersion(search.run, path);
    if ('reason' in asked)
        throw missing(`the downloaded oras cannot be used: ${path} ${asked.reason}`);
    return { path, version: asked.version, source: 'download' };
}
/** `Version:    1.3.3+unknown` on the first line of `oras version`; builds of a package manager add to the number. */
async function askVersion(run, path) {
    // 30 s: a first start on a cold network disk; it never takes a second otherwise
    const ran = await run(path, ['version'], { timeoutMs: 30_000 });
    if (ran.failure === 'not-found')
        return { reason: 'cannot be started' };
    if (ran.code !== 0)
        return { reason: `fails on \`oras version\` (exit code ${ran.code})` };
    const word = /^Version:\s*v?(\S+)/m.exec(ran.stdout)?.[1];
    const version = parse(word);
    if (version === null)
        return { reason: 'does not tell a version that can be compared' };
    if (!gte(version, ORAS_MINIMUM))
        return { reason: `is version ${version.version}, ${ORAS_MINIMUM} or newer is needed` };
    return { version: version.version };
}
async function findOnPath(search) {
    const names = search.platform.startsWith('win32') ? ['oras.exe'] : ['oras'];
    const folders = (search.env['PATH'] ?? search.env['Path'] ?? '').split(external_node_path_.delimiter).filter((folder) => folder !== '');
    for (const folder of folders) {
        for (const name of names) {
            const path = (0,external_node_path_.join)(folder, name);
            const found = await (0,promises_.stat)(path).catch(() => null);
            // a file that may not be executed is no program: the search goes on, as a shell's does
            if (found?.isFile() === true && (search.platform.startsWith('win32') || (found.mode & 0o111) !== 0))
                return path;
        }
    }
    return null;
}
function missing(message, cause) {
    return new errors/* UserError */.y('oras-missing', message, `add a step \`uses: oras-project/setup-oras@v1\` before this action, or set \`oras-path\` to an oras ${ORAS_MINIMUM} or newer; in a terminal install oras (https://oras.land/docs/installation)`, undefined, cause === undefined ? undefined : { cause });
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
;// CONCATENATED MODULE: ./.build/tools/run.js



/** 64 MiB: the tag list of a repository with half a million versions; more is a broken or hostile answer. */
const STDOUT_LIMIT = 64 * 1024 * 1024;
/** 256 KiB: the end of a build log holds the error, and a day of progress lines must not fill the memory. */
const STDERR_LIMIT = 256 * 1024;
/**
 * The one place of this program where processes are started.
 * Throws only what the caller's own `input` throws while it is read: a model file that vanishes is the caller's story, not the program's.
 */
const run = async (command, args, options = {}) => {
    const child = (0,execa/* execa */.Ho)(command, args, {
        reject: false,
        buffer: false,
        stdin: options.input === undefined ? 'ignore' : 'pipe',
        encoding: 'buffer',
        ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
        ...(options.env === undefined ? {} : { env: options.env }),
        ...(options.timeoutMs === undefined ? {} : { timeout: options.timeoutMs }),
        ...(options.signal === undefined ? {} : { cancelSignal: options.signal }),
    });
    const limit = options.stdoutLimit ?? STDOUT_LIMIT;
    const kept = [];
    let size = 0;
    child.stdout.on('data', (chunk) => {
        if (options.onStdout !== undefined)
            return options.onStdout(chunk);
        size += chunk.length;
        if (size > limit)
            child.kill();
        else
            kept.push(chunk);
    });
    const stderr = tail(STDERR_LIMIT);
    const lines = lineSplitter(options.onLine);
    child.stderr.on('data', (chunk) => {
        stderr.add(chunk);
        lines.add(chunk);
    });
    const [result, inputError] = await Promise.all([child, run_feed(child, options.input)]);
    lines.end();
    if (inputError !== undefined)
        throw inputError.reason;
    const bytes = Buffer.concat(kept);
    const end = { stdout: bytes.toString('utf8'), bytes, stderr: stderr.text() };
    if (size > limit)
        return { ...end, code: 1, failure: 'too-much-output' };
    if (result.timedOut)
        return { ...end, code: 124, failure: 'timeout' };
    if (result.exitCode !== undefined)
        return { ...end, code: result.exitCode };
    if (result.signal !== undefined)
        return { ...end, code: 128, failure: 'signal' };
    // the program never ran: ENOENT, EACCES, a missing working directory
    return { ...end, code: 127, failure: 'not-found', stderr: result.shortMessage ?? `${command} cannot be started` };
};
/** Gives the program its input. A program that stops reading early is judged by its exit code; only an error of the input itself is returned. */
async function run_feed(child, input) {
    if (input === undefined || child.stdin === null)
        return undefined;
    let failed;
    // only next() is watched: what a closed pipe throws into the generator at its yield is the program's doing
    async function* watched(chunks) {
        const iterator = chunks[Symbol.asyncIterator]();
        const next = async () => {
            try {
                return await iterator.next();
            }
            catch (reason) {
                failed = { reason };
                throw reason;
            }
        };
        try {
            for (let step = await next(); step.done !== true; step = await next())
                yield step.value;
        }
        finally {
            await iterator.return?.();
        }
    }
    const source = typeof input === 'string' || input instanceof Uint8Array ? external_node_stream_.Readable.from([Buffer.from(input)]) : external_node_stream_.Readable.from(watched(input));
    try {
        await (0,external_node_stream_promises_.pipeline)(source, child.stdin);
    }
    catch {
        // EPIPE and friends: the program has closed its input
        if (failed !== undefined)
            child.kill();
    }
    return failed;
}
/** Keeps the last `limit` bytes of a stream. */
function tail(limit) {
    let kept = [];
    let size = 0;
    const joined = () => Buffer.concat(kept).subarray(-limit);
    return {
        add(chunk) {
            kept.push(chunk);
            size += chunk.length;
            if (size <= 2 * limit)
                return;
            kept = [Uint8Array.from(joined())];
            size = limit;
        },
        text: () => joined().toString('utf8'),
    };
}
/** Splits a byte stream into lines at \n or \r (progress bars rewrite their line); a line is at most 16 KiB, the rest starts a new one. */
function lineSplitter(take) {
    if (take === undefined)
        return { add: () => undefined, end: () => undefined };
    const longest = 16 * 1024;
    const decoder = new TextDecoder();
    let rest = '';
    const emit = (line) => {
        if (line !== '')
            take(line);
    };
    return {
        add(chunk) {
            const parts = (rest + decoder.decode(chunk, { stream: true })).split(/\r\n|\n|\r/);
            rest = parts.pop() ?? '';
            for (const part of parts)
                emit(part);
            for (; rest.length > longest; rest = rest.slice(longest))
                emit(rest.slice(0, longest));
        },
        end() {
            emit(rest + decoder.decode());
            rest = '';
        },
    };
}

;// CONCATENATED MODULE: ./.build/open-ports.js






/** The real outside world. oras is looked for when a registry is first spoken to, and once. */
function openPorts(inputs, log, origin) {
    let found;
    const oras = () => {
        found ??= findOras({ orasPath: inputs.orasPath, env: process.env, platform: `${process.platform}-${process.arch}`, run: run, log: log.info }).then(({ path }) => path);
        return found;
    };
    return {
        log,
        progress: (0,_build_log/* progressLines */.L)(log, () => performance.now()),
        repository: async (name) => (name.startsWith('oci:') ? folderRepository(name) : orasRepository(name, { oras: await oras() })),
        oras,
        run: run,
        threads: startHashThreads,
        // loaded when something is built: reading a contract needs no docker
        docker: async (...call) => (await Promise.all(/* import() */[__webpack_require__.e(955), __webpack_require__.e(544)]).then(__webpack_require__.bind(__webpack_require__, 7544))).dockerRun(...call),
        origin,
    };
}

;// CONCATENATED MODULE: ./.build/origin.js

/**
 * Where an upload comes from: the runner's variables (https://docs.github.com/actions/reference/variables), else what git says of the directory.
 * Every field may be empty; nothing here decides anything but names and annotations.
 */
async function originOf(env, run, directory) {
    const attempt = /^\d+$/.test(env['GITHUB_RUN_ATTEMPT'] ?? '') ? env['GITHUB_RUN_ATTEMPT'] : '1';
    const runId = /^\d+$/.test(env['GITHUB_RUN_ID'] ?? '') ? env['GITHUB_RUN_ID'] : 'local';
    const base = {
        created: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
        nonce: `${runId}.${attempt}.${(0,external_node_crypto_.randomUUID)()}`,
        workspace: env['GITHUB_ACTIONS'] === 'true' ? (env['GITHUB_WORKSPACE'] ?? '') : '',
    };
    const repository = env['GITHUB_REPOSITORY'] ?? '';
    if (repository !== '') {
        const server = env['GITHUB_SERVER_URL'] ?? 'https://github.com';
        return { ...base, repository: repository.toLowerCase(), source: `${server}/${repository}`, revision: env['GITHUB_SHA'] ?? '' };
    }
    const git = async (...args) => {
        const ran = await run('git', ['-C', directory, ...args], { timeoutMs: 10_000 });
        return ran.code === 0 ? ran.stdout.trim() : '';
    };
    const remote = await git('config', '--get', 'remote.origin.url');
    return { ...base, repository: '', source: publicUrl(remote), revision: await git('rev-parse', 'HEAD') };
}
/** A remote's address without the login it may carry: annotations are public. `git@host:owner/name.git` and URLs; anything else says nothing. */
function publicUrl(remote) {
    const scp = /^[\w.-]+@([\w.-]+):([\w./-]+)$/.exec(remote);
    if (scp)
        return `https://${scp[1]}/${scp[2]?.replace(/\.git$/, '')}`;
    if (!URL.canParse(remote))
        return '';
    const url = new URL(remote);
    if (!['https:', 'http:', 'ssh:', 'git:'].includes(url.protocol))
        return '';
    const path = url.pathname.replace(/\.git$/, '');
    // the port of ssh and git is no web server's
    return url.protocol.startsWith('http') ? `${url.protocol}//${url.host}${path}` : `https://${url.hostname}${path}`;
}

// EXTERNAL MODULE: ./.build/report/escape.js
var report_escape = __webpack_require__(3046);
;// CONCATENATED MODULE: ./.build/commands/terminal-log.js

/** Progress on stderr, so that stdout holds the answer alone. */
const terminalLog = {
    group: async (title, work) => {
        process.stderr.write(`${(0,report_escape/* forLog */.Ig)(title)}\n`);
        return await work();
    },
    info: (line) => process.stderr.write(`  ${(0,report_escape/* forLog */.Ig)(line)}\n`),
    notice: (line) => process.stderr.write(`  note: ${(0,report_escape/* forLog */.Ig)(line)}\n`),
};

;// CONCATENATED MODULE: ./.build/commands/ports.js




/** The outside world of a command, opened when the first command needs it. */
async function terminalPorts(inputs) {
    return openPorts(inputs, terminalLog, await originOf(process.env, run, '.'));
}


/***/ }),

/***/ 3215:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   I: () => (/* binding */ levelOf)
/* harmony export */ });
/**
 * The level of a whole comparison. `contentChanged`: other bytes than the published ones. `strict`: a fact that is no longer known counts
 * as broken.
 *
 * | strongest row | level |
 * |---|---|
 * | breaking, or lost with `strict` | breaking |
 * | compatible, or lost | compatible: the promise to callers is another one, nobody has to act |
 * | learned, or no row | weights if the content changed, else learned or unchanged |
 */
function levelOf(changes, circumstances) {
    const { contentChanged, strict = false } = circumstances;
    const has = (level) => changes.some((change) => change.level === level);
    if (has('breaking') || (strict && has('lost')))
        return 'breaking';
    if (has('compatible') || has('lost'))
        return 'compatible';
    if (contentChanged)
        return 'weights';
    return has('learned') ? 'learned' : 'unchanged';
}


/***/ }),

/***/ 1766:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   UA: () => (/* binding */ parseContract)
/* harmony export */ });
/* unused harmony exports MAX_DEPTH, MAX_RANK, MAX_FIELDS, MAX_NAME */
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9243);
/* harmony import */ var _nearest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3363);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9872);



/** Values in values. Real rows nest three or four deep (Spark); the readers of this project recurse, so depth must be bounded. */
const MAX_DEPTH = 32;
/** TensorFlow allows 254 dimensions, NumPy 64. */
const MAX_RANK = 254;
/** Signatures, fields and struct fields in all: a wide table has 10⁵ columns, and a label of an image is read whole into memory. */
const MAX_FIELDS = 1_000_000;
/** Characters of a name; Spark writes whole expressions as column names. */
const MAX_NAME = 65_536;
const CONTRACT_KEYS = ['contract', 'framework', 'signatures'];
const FRAMEWORK_KEYS = ['name', 'version', 'format'];
const SIGNATURE_KEYS = ['name', 'inputs', 'outputs', 'positional'];
const KIND_KEYS = ['type', 'shape', 'sequence', 'map', 'struct', 'image'];
const VALUE_KEYS = [...KIND_KEYS, 'profile', 'optional', 'sparse', 'ragged', 'aliases', 'assumed'];
const ASSUMED = ['name', 'type', 'shape'];
/**
 * A contract from its canonical JSON (already parsed by `JSON.parse`), strictly: what the language does not know is an error.
 * `file` is what messages call the source: `contract.json`, `ghcr.io/o/churn:1.2.0`.
 * @throws UserError `definition-invalid` naming the JSON path (`where.key`) and the nearest valid word
 */
function parseContract(json, file) {
    const reader = { file, fields: 0 };
    const root = record(reader, json, '');
    checkLanguage(reader, root);
    checkKeys(reader, root, CONTRACT_KEYS, '');
    const signatures = list(reader, root.get('signatures'), 'signatures').map((one, index) => signature(reader, one, `signatures[${index}]`));
    checkUnique(reader, signatures, 'signatures');
    return { contract: 1, framework: framework(reader, root.get('framework')), signatures };
}
function checkLanguage(reader, root) {
    const language = root.get('contract');
    if (language === 1)
        return;
    if (typeof language === 'number' && Number.isInteger(language) && language > 1) {
        fail(reader, 'contract', `is written in version ${language} of the contract language; this program knows version 1.`, 'Use a newer version of mlambda/upload-action.');
    }
    fail(reader, 'contract', `is ${shown(language)}; a contract begins with "contract": 1.`);
}
function framework(reader, json) {
    const keys = record(reader, json, 'framework');
    checkKeys(reader, keys, FRAMEWORK_KEYS, 'framework');
    const optional = (key) => (keys.has(key) ? { [key]: name(reader, keys.get(key), `framework.${key}`) } : {});
    return { name: name(reader, keys.get('name'), 'framework.name'), ...optional('version'), ...optional('format') };
}
function signature(reader, json, path) {
    const keys = record(reader, json, path);
    checkKeys(reader, keys, SIGNATURE_KEYS, path);
    countField(reader, path);
    const fieldsAt = (key) => fields(reader, keys.get(key), `${path}.${key}`, 1);
    return {
        name: name(reader, keys.get('name'), `${path}.name`),
        inputs: fieldsAt('inputs'),
        outputs: fieldsAt('outputs'),
        ...flag(reader, keys, 'positional', path),
    };
}
function fields(reader, json, path, depth) {
    const parsed = list(reader, json, path).map((one, index) => field(reader, one, `${path}[${index}]`, depth));
    checkUnique(reader, parsed, path);
    return parsed;
}
function field(reader, json, path, depth) {
    const keys = record(reader, json, path);
    checkKeys(reader, keys, ['name', ...VALUE_KEYS], path);
    return { name: name(reader, keys.get('name'), `${path}.name`), ...value(reader, keys, path, depth) };
}
function namelessValue(reader, json, path, depth) {
    const keys = record(reader, json, path);
    checkKeys(reader, keys, VALUE_KEYS, path);
    return value(reader, keys, path, depth);
}
function value(reader, keys, path, depth) {
    countField(reader, path);
    if (depth > MAX_DEPTH)
        fail(reader, path, `is nested more than ${MAX_DEPTH} deep.`);
    return {
        ...kind(reader, keys, path, depth),
        ...(keys.has('profile') && { profile: word(reader, keys.get('profile'), _types_js__WEBPACK_IMPORTED_MODULE_1__/* .PROFILES */ .jI, `${path}.profile`) }),
        ...flag(reader, keys, 'optional', path),
        ...flag(reader, keys, 'sparse', path),
        ...flag(reader, keys, 'ragged', path),
        ...aliases(reader, keys, path),
        ...assumed(reader, keys, path),
    };
}
function kind(reader, keys, path, depth) {
    const said = KIND_KEYS.filter((key) => keys.has(key));
    const kinds = said.filter((key) => key !== 'shape');
    const [only, other] = kinds;
    if (only === undefined)
        fail(reader, path, 'says nothing about its type: write type and shape, or one of sequence, map, struct, image.');
    if (other !== undefined)
        fail(reader, path, `has both ${only} and ${other}; a field is of one kind.`);
    if (only !== 'type' && keys.has('shape'))
        fail(reader, `${path}.shape`, `stands beside ${only}; only tensors have a shape.`);
    switch (only) {
        case 'type':
            return { type: dtype(reader, keys.get('type'), `${path}.type`), shape: shape(reader, keys, path) };
        case 'sequence':
            return { sequence: namelessValue(reader, keys.get('sequence'), `${path}.sequence`, depth + 1) };
        case 'map': {
            const map = record(reader, keys.get('map'), `${path}.map`);
            checkKeys(reader, map, ['key', 'value'], `${path}.map`);
            return {
                map: {
                    key: dtype(reader, map.get('key'), `${path}.map.key`),
                    value: namelessValue(reader, map.get('value'), `${path}.map.value`, depth + 1),
                },
            };
        }
        case 'struct':
            return { struct: fields(reader, keys.get('struct'), `${path}.struct`, depth + 1) };
        case 'image': {
            const image = record(reader, keys.get('image'), `${path}.image`);
            checkKeys(reader, image, ['width', 'height', 'channels'], `${path}.image`);
            const size = (key) => dim(reader, image.get(key), `${path}.image.${key}`);
            return { image: { width: size('width'), height: size('height'), channels: size('channels') } };
        }
    }
}
function dtype(reader, json, path) {
    return json === null ? null : word(reader, json, _types_js__WEBPACK_IMPORTED_MODULE_1__/* .DTYPES */ .A1, path);
}
function shape(reader, keys, path) {
    const json = keys.get('shape');
    if (json === null)
        return null;
    if (json === undefined)
        fail(reader, path, 'has a type but no shape: write [] for a scalar, null if the rank is unknown.');
    const dims = list(reader, json, `${path}.shape`);
    if (dims.length > MAX_RANK)
        fail(reader, `${path}.shape`, `has ${dims.length} dimensions; ${MAX_RANK} are the most.`);
    return dims.map((one, index) => dim(reader, one, `${path}.shape[${index}]`));
}
function dim(reader, json, path) {
    if (json === null)
        return null;
    if (typeof json === 'string' && json !== '' && json.length <= MAX_NAME)
        return json;
    // -0 would print as 0 and compare as 0, but is no size anybody writes
    if (typeof json === 'number' && Number.isSafeInteger(json) && json >= -1 && !Object.is(json, -0))
        return json;
    fail(reader, path, `is ${shown(json)}; a size is a whole number from 0, -1 (any), a word (a symbol) or null (unknown).`);
}
function aliases(reader, keys, path) {
    if (!keys.has('aliases'))
        return {};
    const names = list(reader, keys.get('aliases'), `${path}.aliases`).map((one, index) => name(reader, one, `${path}.aliases[${index}]`));
    return names.length === 0 ? {} : { aliases: names };
}
function assumed(reader, keys, path) {
    if (!keys.has('assumed'))
        return {};
    const facts = list(reader, keys.get('assumed'), `${path}.assumed`).map((one, index) => word(reader, one, ASSUMED, `${path}.assumed[${index}]`));
    if (new Set(facts).size < facts.length)
        fail(reader, `${path}.assumed`, 'names a fact twice.');
    return facts.length === 0 ? {} : { assumed: facts };
}
function flag(reader, keys, key, path) {
    const json = keys.get(key);
    if (json === undefined || json === false)
        return {};
    if (json === true)
        return { [key]: true };
    fail(reader, `${path}.${key}`, `is ${shown(json)}; write true, or leave it out.`);
}
function word(reader, json, words, path) {
    const known = words.find((one) => one === json);
    if (known !== undefined)
        return known;
    const near = typeof json === 'string' ? (0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)(json, words) : '';
    fail(reader, path, `is ${shown(json)}, which is not one of the words of the language.${near}`, `Write one of ${words.join(', ')}.`);
}
function name(reader, json, path) {
    if (typeof json !== 'string')
        fail(reader, path, `is ${shown(json)}; it must be a string.`);
    if (json.length > MAX_NAME)
        fail(reader, path, `is longer than ${MAX_NAME} characters.`);
    return json;
}
function record(reader, json, path) {
    if (typeof json === 'object' && json !== null && !Array.isArray(json))
        return new Map(Object.entries(json));
    fail(reader, path, `is ${shown(json)}; it must be an object.`);
}
function list(reader, json, path) {
    if (Array.isArray(json))
        return json;
    fail(reader, path, `is ${shown(json)}; it must be a list.`);
}
function checkKeys(reader, keys, known, path) {
    for (const key of keys.keys()) {
        if (!known.includes(key))
            fail(reader, path, `has the unknown key ${JSON.stringify(key)}.${(0,_nearest_js__WEBPACK_IMPORTED_MODULE_2__/* .didYouMean */ .a)(key, known)}`, `Its keys are ${known.join(', ')}.`);
    }
}
/** Names and aliases are what callers address a field by: two fields must not answer to one name. */
function checkUnique(reader, named, path) {
    const taken = new Map();
    for (const [index, one] of named.entries()) {
        for (const each of new Set([one.name, ...(one.aliases ?? [])])) {
            const first = taken.get(each);
            if (first !== undefined)
                fail(reader, `${path}[${index}]`, `has the name ${JSON.stringify(each)}, which ${path}[${first}] has already.`);
            taken.set(each, index);
        }
    }
}
function countField(reader, path) {
    reader.fields++;
    if (reader.fields > MAX_FIELDS)
        fail(reader, path, `is one of more than ${MAX_FIELDS} fields; that is no contract for callers.`);
}
function fail(reader, path, what, remedy = 'docs/contract.md describes the language of contracts.') {
    const where = path === '' ? { file: reader.file } : { file: reader.file, key: path };
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('definition-invalid', `${reader.file}: ${path === '' ? 'the contract' : path} ${what}`, remedy, where);
}
/** Long texts are cut: the place says where to look. */
function shown(json) {
    if (json === undefined)
        return 'missing';
    if (Array.isArray(json))
        return 'a list';
    if (typeof json === 'object' && json !== null)
        return 'an object';
    const text = JSON.stringify(json) ?? String(json);
    return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}


/***/ }),

/***/ 9265:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $w: () => (/* binding */ BASE_NAME_LABEL),
/* harmony export */   J0: () => (/* binding */ imageLabels),
/* harmony export */   m8: () => (/* binding */ BASE_DIGEST_LABEL)
/* harmony export */ });
/* unused harmony export TITLE_LABEL */
/* harmony import */ var _contract_canonical_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6659);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1057);


const TITLE_LABEL = 'org.opencontainers.image.title';
const BASE_NAME_LABEL = 'org.opencontainers.image.base.name';
const BASE_DIGEST_LABEL = 'org.opencontainers.image.base.digest';
/**
 * Registries and clients read configs up to 4 MiB (oras-go MaxMetadataBytes, Docker's pull); JSON inside JSON doubles its quotes.
 * A contract beyond this (tens of thousands of columns) is in the image as contract.json only, its digest still a label.
 */
const MAX_CONTRACT_LABEL = 3 * 1024 * 1024;
/** Labels of the image config. Text from model files is kept to one printable line; the contract is JSON, which escapes by itself. */
function imageLabels(parts) {
    const contract = (0,_contract_canonical_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalJson */ .dj)(parts.contract);
    return {
        [TITLE_LABEL]: printable(parts.name),
        ...(Buffer.byteLength(JSON.stringify(contract)) <= MAX_CONTRACT_LABEL ? { [_types_js__WEBPACK_IMPORTED_MODULE_1__/* .LABEL */ .d.contract]: contract } : {}),
        [_types_js__WEBPACK_IMPORTED_MODULE_1__/* .LABEL */ .d.contractDigest]: (0,_contract_canonical_js__WEBPACK_IMPORTED_MODULE_0__/* .contractDigest */ .vE)(parts.contract),
        [_types_js__WEBPACK_IMPORTED_MODULE_1__/* .LABEL */ .d.content]: parts.content.digest,
        [_types_js__WEBPACK_IMPORTED_MODULE_1__/* .LABEL */ .d.framework]: frameworkText(parts.contract.framework),
        // rounded down: 99.9 % known is not complete
        [_types_js__WEBPACK_IMPORTED_MODULE_1__/* .LABEL */ .d.completeness]: `${Math.floor(100 * parts.completeness)}%`,
        ...(parts.base === undefined ? {} : { [BASE_NAME_LABEL]: parts.base.name, [BASE_DIGEST_LABEL]: parts.base.digest }),
        ...(parts.layout ? { [_types_js__WEBPACK_IMPORTED_MODULE_1__/* .LABEL */ .d.layout]: parts.layout } : {}),
        [_types_js__WEBPACK_IMPORTED_MODULE_1__/* .LABEL */ .d.reproducible]: parts.installCommand === undefined ? 'true' : 'false',
        // exactly as it ran: another command is another image
        ...(parts.installCommand === undefined ? {} : { [_types_js__WEBPACK_IMPORTED_MODULE_1__/* .LABEL */ .d.installCommand]: parts.installCommand }),
    };
}
/** `sklearn 1.5.2 joblib`: name, then version and format where known. */
function frameworkText({ name, version, format }) {
    return printable([name, version, format].filter((part) => part !== undefined && part !== '').join(' '));
}
/** Longest label value that is no JSON, in characters. */
const LONGEST = 256;
function printable(text) {
    const line = text.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, ' ');
    const characters = [...line];
    return characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join('')}…` : line;
}


/***/ }),

/***/ 1057:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   d: () => (/* binding */ LABEL)
/* harmony export */ });
/** Labels and annotations we write and read back; docs/image.md lists them. */
const LABEL = {
    contract: 'dev.mlambda.contract',
    contractDigest: 'dev.mlambda.contract.digest',
    content: 'dev.mlambda.content',
    framework: 'dev.mlambda.framework',
    completeness: 'dev.mlambda.completeness',
    parent: 'dev.mlambda.parent',
    change: 'dev.mlambda.change',
    upload: 'dev.mlambda.upload',
    /** Layouts beside the files, in order: another one is another image. */
    layout: 'dev.mlambda.layout',
    /** How the version is spelled as a tag; an upload that helps another one to finish writes this. */
    tag: 'dev.mlambda.tag',
    reproducible: 'dev.mlambda.reproducible',
    installCommand: 'dev.mlambda.install-command',
};


/***/ }),

/***/ 7820:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   L: () => (/* binding */ progressLines),
/* harmony export */   p: () => (/* binding */ printBytes)
/* harmony export */ });
/** Milliseconds between two lines of the same step. */
const EVERY = 5000;
/**
 * A line at most every five seconds for each step: percent, rate and remaining time. Short work prints nothing. Steps may run side by side (layers
 * are read while others are sent); a step whose bytes begin anew is told anew.
 * Where nobody knows how much there is to do (`total` 0), the time that has passed is told.
 */
function progressLines(log, now) {
    const steps = new Map();
    return (name, done, total) => {
        const at = now();
        let step = steps.get(name);
        if (step === undefined || done < step.done) {
            step = { started: at, before: done, last: at, done };
            steps.set(name, step);
        }
        step.done = done;
        if (at - step.last < EVERY)
            return;
        step.last = at;
        const seconds = (at - step.started) / 1000;
        if (total === 0) {
            log.info(`${name}: for ${Math.floor(seconds)} s`);
            return;
        }
        const rate = (done - step.before) / seconds;
        const left = rate > 0 ? `, ${Math.ceil((total - done) / rate)} s left` : '';
        log.info(`${name}: ${Math.floor((100 * done) / total)} % of ${printBytes(total)}, ${printBytes(rate)}/s${left}`);
    };
}
/** `1.4 GB`, powers of 1000 as registries count. */
function printBytes(bytes) {
    const units = ['B', 'kB', 'MB', 'GB', 'TB'];
    let value = bytes;
    let unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
        value /= 1000;
        unit++;
    }
    return `${value >= 100 || unit === 0 ? Math.round(value) : value.toFixed(1)} ${units[unit]}`;
}


/***/ }),

/***/ 5835:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Cm: () => (/* binding */ sameContent),
/* harmony export */   Ih: () => (/* binding */ annotationsOf),
/* harmony export */   P$: () => (/* binding */ strings),
/* harmony export */   WI: () => (/* binding */ readManifest),
/* harmony export */   c0: () => (/* binding */ mediaTypeOf),
/* harmony export */   g1: () => (/* binding */ record),
/* harmony export */   nB: () => (/* binding */ withAnnotations),
/* harmony export */   ol: () => (/* binding */ digestOf)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4157);


const OCI_MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const OCI_INDEX = 'application/vnd.oci.image.index.v1+json';
/** Manifests of one image: OCI image-spec manifest.md, Docker image manifest version 2 schema 2. */
const IMAGE_TYPES = new Set([OCI_MANIFEST, 'application/vnd.docker.distribution.manifest.v2+json']);
const INDEX_TYPES = new Set([OCI_INDEX, 'application/vnd.docker.distribution.manifest.list.v2+json']);
/** The media type of manifest bytes: what they say themselves, else what their keys say (image-spec 1.0 made `mediaType` optional). `null`: no manifest. */
function mediaTypeOf(bytes) {
    const json = parse(bytes);
    if (json === null)
        return null;
    const stated = json['mediaType'];
    if (typeof stated === 'string')
        return stated;
    if (Array.isArray(json['manifests']))
        return OCI_INDEX;
    return typeof json['config'] === 'object' && Array.isArray(json['layers']) ? OCI_MANIFEST : null;
}
/** Reads what a registry stores under a tag; never throws: what is no image manifest is `other`. */
function readManifest(manifest) {
    if (INDEX_TYPES.has(manifest.mediaType))
        return { kind: 'index' };
    const json = parse(manifest.bytes);
    const config = record(json?.['config']);
    const layers = json?.['layers'];
    const { digest, size } = config;
    if (json === null || !IMAGE_TYPES.has(manifest.mediaType) || !(0,_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest) || typeof size !== 'number' || !Array.isArray(layers))
        return { kind: 'other' };
    const digests = layers.map((layer) => record(layer)['digest']);
    return digests.every(_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)
        ? {
            kind: 'image',
            config: { digest, size },
            layers: digests,
            size: sumOf(layers.map((layer) => record(layer)['size'])),
            annotations: strings(json['annotations']),
        }
        : { kind: 'other' };
}
function sumOf(sizes) {
    return sizes.reduce((sum, size) => sum + (typeof size === 'number' && size > 0 ? size : 0), 0);
}
/** The same manifest with further annotations, sorted by key: the same input gives the same bytes on every machine. */
function withAnnotations(manifest, annotations) {
    const json = parse(manifest.bytes);
    if (json === null || manifest.mediaType !== OCI_MANIFEST)
        throw new Error(`only OCI image manifests are annotated, not ${manifest.mediaType}`);
    const all = Object.entries({ ...strings(json['annotations']), ...annotations }).sort(([a], [b]) => (a < b ? -1 : 1));
    const bytes = new TextEncoder().encode(JSON.stringify({ ...json, annotations: Object.fromEntries(all) }));
    return { bytes, digest: digestOf(bytes), mediaType: manifest.mediaType };
}
/** The annotations of an image manifest; none for anything else. */
function annotationsOf(manifest) {
    const content = readManifest(manifest);
    return content.kind === 'image' ? content.annotations : {};
}
/** Both hold the same config and layers, whatever their annotations say. */
function sameContent(a, b) {
    const [left, right] = [readManifest(a), readManifest(b)];
    return left.kind === 'image' && right.kind === 'image' && left.config.digest === right.config.digest && left.layers.join() === right.layers.join();
}
function digestOf(bytes) {
    return `sha256:${(0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(bytes).digest('hex')}`;
}
/** Values of a JSON object that are strings; everything else is left out. */
function strings(value) {
    return Object.fromEntries(Object.entries(record(value)).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])));
}
function record(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}
function parse(bytes) {
    try {
        const json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
        return typeof json === 'object' && json !== null && !Array.isArray(json) ? record(json) : null;
    }
    catch {
        return null;
    }
}


/***/ }),

/***/ 7159:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   On: () => (/* binding */ nextAfter),
/* harmony export */   ir: () => (/* binding */ successors)
/* harmony export */ });
/* unused harmony export nextVersion */
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2088);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9243);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(3751);



const STRENGTH = { patch: 0, minor: 1, major: 2 };
/** What a level of change demands of the number. Below 1.0.0 nothing is promised yet, so that a break is a minor step (semver.org, item 4). */
const DEMANDS = {
    breaking: { stable: 'major', initial: 'minor' },
    compatible: { stable: 'minor', initial: 'patch' },
    weights: { stable: 'patch', initial: 'patch' },
    learned: { stable: 'patch', initial: 'patch' },
    unchanged: { stable: 'patch', initial: 'patch' },
};
/**
 * The version after `highest` (null: empty collection) for a candidate that compares like this.
 * Throws UserError `version-not-higher` and `bump-too-low`; numbering is checked before (`checkNumbering`).
 */
function nextVersion(highest, comparison, numbering) {
    const { scheme, explicit } = numbering;
    if (explicit !== undefined) {
        if (highest !== null && (0,_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .compareVersions */ .Zy)(explicit, highest, scheme) <= 0)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('version-not-higher', `Version ${explicit} is asked for, but ${highest} is already published: versions only grow.`, `Ask for a version above ${highest}, or leave \`version\` out and let the change decide.`);
        return explicit;
    }
    if (highest === null)
        return numbering.initial;
    return scheme === 'integer'
        ? grown(String(Number(highest) + 1), highest, numbering)
        : grown(semver__WEBPACK_IMPORTED_MODULE_0__.inc(highest, bumpFor(highest, comparison, numbering)), highest, numbering);
}
/**
 * The version after `highest` for a candidate and what it was compared with. Where nothing could be compared the step is the safe one, but no change
 * demands it: `bump` may ask for less. Throws as `nextVersion`.
 */
function nextAfter(highest, { baseline, comparison }, numbering) {
    return nextVersion(highest, comparison, baseline.state === 'unavailable' ? { ...numbering, allowBreaking: true } : numbering);
}
/** Each number that can follow `highest` (null: empty collection) by one step. */
function successors(highest, { scheme, initial }) {
    if (highest === null)
        return [initial];
    if (scheme === 'integer')
        return [String(Number(highest) + 1)];
    return ['major', 'minor', 'patch'].flatMap((bump) => semver__WEBPACK_IMPORTED_MODULE_0__.inc(highest, bump) ?? []);
}
function bumpFor(highest, comparison, numbering) {
    const demand = DEMANDS[comparison.level];
    const demanded = semver__WEBPACK_IMPORTED_MODULE_0__.major(highest) === 0 ? demand.initial : demand.stable;
    const asked = numbering.bump;
    if (asked === undefined)
        return demanded;
    if (STRENGTH[asked] < STRENGTH[demanded] && !numbering.allowBreaking)
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('bump-too-low', `\`bump: ${asked}\` is less than this change needs after ${highest}: ${demanded}.${because(comparison)}`, `Write \`bump: ${demanded}\`, leave \`bump\` out, or undo the change.`);
    return asked;
}
/** The change that demands the step, in the caller's words. */
function because(comparison) {
    const change = comparison.changes.find(({ level }) => level === comparison.level);
    return change === undefined ? '' : ` ${change.message}`;
}
function grown(next, highest, numbering) {
    const version = next === null ? null : (0,_tags_js__WEBPACK_IMPORTED_MODULE_2__/* .parseVersion */ .ot)(next, numbering.scheme);
    if (version !== null)
        return version;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('version-not-higher', `There is no version after ${highest}: its numbers are at 2^53, beyond which tools count wrong.`, 'Delete the tag if it is a mistake, or publish to another image name.');
}


/***/ }),

/***/ 8242:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $4: () => (/* binding */ readVersion),
/* harmony export */   Bv: () => (/* binding */ baselineOf),
/* harmony export */   mF: () => (/* binding */ readBaseline)
/* harmony export */ });
/* harmony import */ var _contract_parse_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1766);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9243);
/* harmony import */ var _image_types_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1057);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5835);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4157);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(3751);






/** The contract is a label in the config; MAX_FIELDS of contract/parse.ts at 64 bytes each fit. */
const MAX_CONFIG = 64 * 1024 * 1024;
/**
 * Reads one version: its manifest and its config, no layer. An image of other tools is read as far as it goes, with the reason why it holds no contract.
 * Throws the repository's UserErrors; "not there" and "not ours" are values.
 */
async function readVersion(repository, { version, tag }) {
    const manifest = await repository.get(tag);
    if (manifest === null)
        return { published: null, reason: `the registry lists ${tag}, but holds no manifest for it` };
    return readPublished(repository, { version, tag }, manifest);
}
async function readPublished(repository, { version, tag }, manifest) {
    const content = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .readManifest */ .WI)(manifest);
    const bare = { version, tag, digest: manifest.digest, contract: null, contractDigest: null, content: null, labels: {}, annotations: {} };
    if (content.kind === 'index')
        return { published: bare, reason: `${tag} is an image index (several platforms or attestations), which holds no contract` };
    if (content.kind === 'other')
        return { published: bare, reason: `${tag} is no container image (${manifest.mediaType.slice(0, 100)})` };
    const bytes = content.config.size > MAX_CONFIG ? null : await repository.getBlob(content.config.digest, MAX_CONFIG);
    if (bytes === null)
        return { published: { ...bare, annotations: content.annotations }, reason: `the config of ${tag} is missing in the registry` };
    const labels = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .strings */ .P$)((0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1)((0,_manifest_js__WEBPACK_IMPORTED_MODULE_3__/* .record */ .g1)(json(bytes))['config'])['Labels']);
    const stated = labels[_image_types_js__WEBPACK_IMPORTED_MODULE_2__/* .LABEL */ .d.content] ?? content.annotations[_image_types_js__WEBPACK_IMPORTED_MODULE_2__/* .LABEL */ .d.content];
    const found = contractOf(labels, `${repository.name}:${tag}`);
    return {
        published: {
            ...bare,
            contract: found.contract,
            contractDigest: labels[_image_types_js__WEBPACK_IMPORTED_MODULE_2__/* .LABEL */ .d.contractDigest] ?? content.annotations[_image_types_js__WEBPACK_IMPORTED_MODULE_2__/* .LABEL */ .d.contractDigest] ?? null,
            content: (0,_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .isDigest */ .Bc)(stated) ? stated : null,
            size: content.size,
            labels,
            annotations: content.annotations,
        },
        reason: found.reason,
    };
}
/**
 * The published side of a comparison, for a run that uploads nothing (a pull request): whatever hinders reading becomes `unavailable` with the reason,
 * never "compatible" and never an error. `first` is said only if the list shows no version and the first version isn't there either.
 */
async function readBaseline(repository, numbering) {
    try {
        const tags = await repository.list();
        const highest = (0,_tags_js__WEBPACK_IMPORTED_MODULE_5__/* .highestOf */ .gG)((0,_tags_js__WEBPACK_IMPORTED_MODULE_5__/* .versionsOf */ .x4)(tags ?? [], numbering));
        if (highest !== null)
            return baselineOf(await readVersion(repository, highest));
        // "name unknown" also stands for listing errors (zot) and for repositories nobody may see
        const initial = (0,_tags_js__WEBPACK_IMPORTED_MODULE_5__/* .tagOf */ .cO)(numbering.initial, numbering);
        if ((await repository.head(initial)) === null)
            return { state: 'first' };
        return { state: 'unavailable', reason: `the registry holds ${initial}, but its tag list doesn't show it` };
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y)
            return { state: 'unavailable', reason: error.message };
        throw error;
    }
}
/** A reading as a baseline. */
function baselineOf(reading) {
    const { published } = reading;
    if (published === null)
        return { state: 'unavailable', reason: reading.reason };
    const { contract } = published;
    if (contract !== null)
        return { state: 'compared', published: { ...published, contract } };
    return { state: 'unavailable', reason: reading.reason ?? 'it holds no contract', published };
}
function contractOf(labels, file) {
    const label = labels[_image_types_js__WEBPACK_IMPORTED_MODULE_2__/* .LABEL */ .d.contract];
    if (label === undefined)
        return { contract: null, reason: `${file} has no label ${_image_types_js__WEBPACK_IMPORTED_MODULE_2__/* .LABEL */ .d.contract}: another tool wrote it` };
    try {
        return { contract: (0,_contract_parse_js__WEBPACK_IMPORTED_MODULE_0__/* .parseContract */ .UA)(JSON.parse(label), file), reason: null };
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y || error instanceof SyntaxError)
            return { contract: null, reason: `the contract in ${file} can't be read: ${error.message}` };
        throw error;
    }
}
function json(bytes) {
    try {
        return JSON.parse(new TextDecoder().decode(bytes));
    }
    catch {
        return null;
    }
}


/***/ }),

/***/ 4157:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bc: () => (/* binding */ isDigest),
/* harmony export */   F2: () => (/* binding */ parseReference),
/* harmony export */   SU: () => (/* binding */ parseRepository),
/* harmony export */   U9: () => (/* binding */ isLoopback),
/* harmony export */   dz: () => (/* binding */ isTag)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9243);

/** distribution-spec 1.1, "Pulling manifests": a tag is at most 128 characters and starts with no `.` or `-`. */
const TAG = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
/** distribution-spec 1.1: `<name>`; one path component. */
const COMPONENT = /^[a-z0-9]+(?:(?:\.|_|__|-+)[a-z0-9]+)*$/;
const HOST = /^(?:localhost|(?=[a-zA-Z0-9.-]*[.:])[a-zA-Z0-9](?:[a-zA-Z0-9.-]*[a-zA-Z0-9])?|\[[0-9a-fA-F:.]+\]|[a-zA-Z0-9-]+(?=:))(?::\d{1,5})?$/;
/** Registries and clients agree on 255 characters for host and path together. */
const MAX_NAME = 255;
const FOLDER_PREFIX = 'oci:';
function isTag(text) {
    return TAG.test(text);
}
function isDigest(text) {
    return typeof text === 'string' && /^sha256:[0-9a-f]{64}$/.test(text);
}
/** Parses a repository (`ghcr.io/owner/churn`, `[::1]:5000/x`, `oci:./folder`); a tag or a digest in it is refused. Throws UserError `repository-invalid`. */
function parseRepository(text) {
    if (text.startsWith(FOLDER_PREFIX))
        return folder(text);
    const { rest, reference } = split(text);
    if (reference !== null)
        throw invalid(text, `it ends in \`${reference}\`, but an image to upload to has no tag and no digest: the version is chosen by the upload`, rest);
    return remote(text, rest);
}
/** Parses `IMAGE`, `IMAGE:TAG` or `IMAGE@DIGEST`. In a folder reference the tag follows the last colon: `oci:./folder:1.0.0`. Throws UserError `repository-invalid`. */
function parseReference(text) {
    if (text.startsWith(FOLDER_PREFIX)) {
        const inside = text.slice(FOLDER_PREFIX.length);
        const at = /^(.*?)(?:@(sha256:[0-9a-f]{64})|:([a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}))$/s.exec(inside);
        const path = at?.[1] ?? inside;
        // `C:dir` without a tag: a drive letter is no folder with a tag
        if (at === null || path === '' || /^[a-zA-Z]$/.test(path))
            return { repository: folder(text), reference: null };
        return { repository: folder(FOLDER_PREFIX + path), reference: at[2] ?? at[3] ?? null };
    }
    const { rest, reference } = split(text);
    if (reference !== null && !isTag(reference) && !isDigest(reference))
        throw invalid(text, `\`${reference}\` is neither a tag nor a sha256 digest`, `${rest}:1.0.0`);
    return { repository: remote(text, rest), reference };
}
/** True for hosts on this machine, the only ones spoken to without TLS. */
function isLoopback(host) {
    const name = host.startsWith('[') ? host.slice(0, host.indexOf(']') + 1) : host.replace(/:\d+$/, '');
    return name === 'localhost' || name === '[::1]' || /^127\.(?:\d{1,3}\.){2}\d{1,3}$/.test(name);
}
/** Cuts `@digest` or `:tag` off; a colon before the last `/` is a port. */
function split(text) {
    const at = text.indexOf('@');
    if (at >= 0)
        return { rest: text.slice(0, at).replace(/(\/[^/:]*):[^/]*$/, '$1'), reference: text.slice(at + 1) };
    const colon = text.lastIndexOf(':');
    if (colon > text.lastIndexOf('/') && text.includes('/'))
        return { rest: text.slice(0, colon), reference: text.slice(colon + 1) };
    return { rest: text, reference: null };
}
function folder(text) {
    const path = text.slice(FOLDER_PREFIX.length);
    if (path === '' || path.includes('\0'))
        throw invalid(text, 'a folder follows `oci:`', 'oci:./registry/churn');
    return { kind: 'folder', name: text, folder: path };
}
function remote(text, name) {
    const scheme = /^[a-zA-Z][a-zA-Z0-9+.-]*:\/\//.exec(name);
    if (scheme !== null)
        throw invalid(text, `an image name has no \`${scheme[0]}\``, lower(name.slice(scheme[0].length)));
    const slash = name.indexOf('/');
    const host = slash < 0 ? '' : name.slice(0, slash);
    if (!HOST.test(host))
        throw invalid(text, 'it does not begin with a registry such as `ghcr.io/`', `ghcr.io/${lower(slash < 0 ? `owner/${name}` : name)}`);
    const path = name.slice(slash + 1);
    if (name.length > MAX_NAME)
        throw invalid(text, `it is longer than ${MAX_NAME} characters`, `${host}/owner/churn`);
    if (/[A-Z]/.test(path))
        throw invalid(text, 'image names are lowercase', `${host}/${lower(path)}`);
    const wrong = path.split('/').find((component) => !COMPONENT.test(component));
    if (wrong !== undefined)
        throw invalid(text, `\`${wrong}\` is no part of an image name: lowercase letters and digits, with single \`.\`, \`_\` or dashes between them`, `${host}/${lower(path)}`);
    return { kind: 'remote', name, host, path };
}
/** The nearest valid path: lowercase, what is not allowed becomes a dash. */
function lower(path) {
    const parts = path
        .toLowerCase()
        .split('/')
        .map((part) => part
        .replace(/[^a-z0-9._-]+/g, '-')
        .replace(/[._-]{2,}/g, '-')
        .replace(/^[._-]+|[._-]+$/g, ''));
    return parts.filter((part) => part !== '').join('/');
}
function invalid(text, why, corrected) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('repository-invalid', `\`${text}\` is not an image to upload to: ${why}.`, `Write \`image: ${corrected}\`.`);
}


/***/ }),

/***/ 3751:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   K$: () => (/* binding */ checkNumbering),
/* harmony export */   Yd: () => (/* binding */ CLAIM_PREFIX),
/* harmony export */   Zy: () => (/* binding */ compareVersions),
/* harmony export */   cO: () => (/* binding */ tagOf),
/* harmony export */   gG: () => (/* binding */ highestOf),
/* harmony export */   ot: () => (/* binding */ parseVersion),
/* harmony export */   x4: () => (/* binding */ versionsOf)
/* harmony export */ });
/* harmony import */ var semver__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2088);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9243);


/** Room for the longest number and the claim tag around it in 128 characters. */
const MAX_PREFIX = 32;
/** Claims of this tool begin with this; see claim-tags.ts. */
const CLAIM_PREFIX = '_claim.';
/**
 * A version in canonical spelling, or null. Strict on purpose: `1.2`, `01.2.3`, `1.2.3-rc.1`, `1.2.3+x`, `20240501` under semver and numbers
 * above 2^53 are no versions. Neither is anything repaired: coercion would turn `sha-1234` into a version.
 */
function parseVersion(text, scheme) {
    if (scheme === 'integer')
        return /^(?:0|[1-9]\d{0,15})$/.test(text) && Number.isSafeInteger(Number(text)) ? text : null;
    if (!/^\d+\.\d+\.\d+$/.test(text))
        return null;
    return semver__WEBPACK_IMPORTED_MODULE_0__.parse(text)?.version ?? null;
}
/** Negative, zero or positive as `a` is lower than, equal to or higher than `b`. */
function compareVersions(a, b, scheme) {
    return scheme === 'integer' ? Number(a) - Number(b) : semver__WEBPACK_IMPORTED_MODULE_0__.compare(a, b);
}
function tagOf(version, numbering) {
    return numbering.prefix + version;
}
/**
 * The versions among the tags of a repository, lowest first, each once. The prefixed, the bare and the `v` spelling all count as taken;
 * where one number is spelled twice the spelling with the own prefix stands for it. Everything else in the list is ignored.
 */
function versionsOf(tags, numbering) {
    const prefixes = [...new Set([numbering.prefix, '', 'v'])];
    const found = new Map();
    for (const prefix of prefixes) {
        for (const tag of tags) {
            if (!tag.startsWith(prefix))
                continue;
            const version = parseVersion(tag.slice(prefix.length), numbering.scheme);
            if (version !== null && !found.has(version))
                found.set(version, { version, tag });
        }
    }
    return [...found.values()].sort((a, b) => compareVersions(a.version, b.version, numbering.scheme));
}
function highestOf(versions) {
    return versions.at(-1) ?? null;
}
/** Throws UserError `input-invalid` where prefix, initial or explicit version can't become tags that are read back as the same version. */
function checkNumbering(numbering) {
    const { prefix, scheme, initial, explicit } = numbering;
    if (prefix !== '' &&
        (!/^[a-zA-Z0-9_](?:[a-zA-Z0-9._-]*[a-zA-Z_-])?$/.test(prefix) ||
            /^\d$/.test(prefix) ||
            prefix.length > MAX_PREFIX ||
            prefix.startsWith(CLAIM_PREFIX)))
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('input-invalid', `The tag prefix \`${prefix}\` can't stand before a version: at most ${MAX_PREFIX} letters, digits, \`.\`, \`_\`, \`-\`, and its last character is no digit and no dot.`, 'Write `tag-prefix: v`, or leave it out.', { file: 'workflow', key: 'tag-prefix' });
    for (const [input, value] of [
        ['initial-version', initial],
        ['version', explicit],
    ]) {
        if (value !== undefined && parseVersion(value, scheme) === null)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('input-invalid', `\`${input}: ${value}\` is no version of the scheme \`${scheme}\`.`, scheme === 'semver' ? `Write three numbers without prefix: \`${input}: 1.0.0\`.` : `Write one number without prefix: \`${input}: 1\`.`, { file: 'workflow', key: input });
    }
}


/***/ }),

/***/ 2705:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  lA: () => (/* binding */ acceptedBy),
  UD: () => (/* binding */ compare),
  Nq: () => (/* binding */ judgedBy),
  Xh: () => (/* binding */ nextOf),
  pQ: () => (/* binding */ numberingOf),
  ls: () => (/* binding */ openCollection),
  US: () => (/* binding */ policyOf),
  w3: () => (/* binding */ refuseBreaking),
  Cm: () => (/* binding */ sameContent),
  c7: () => (/* binding */ standsAlready),
  n$: () => (/* binding */ uploadOf)
});

// EXTERNAL MODULE: ./.build/contract/canonical.js
var canonical = __webpack_require__(6659);
// EXTERNAL MODULE: ./.build/contract/diff.js + 4 modules
var diff = __webpack_require__(4947);
// EXTERNAL MODULE: ./.build/contract/level.js
var level = __webpack_require__(3215);
// EXTERNAL MODULE: ./.build/errors.js
var errors = __webpack_require__(9243);
;// CONCATENATED MODULE: ./.build/event.js

/** The label with which a reviewer accepts a breaking change. */
const BREAKING_LABEL = 'breaking-contract';
const PUBLISHING = new Set(['push', 'workflow_dispatch', 'schedule', 'repository_dispatch', 'release', 'workflow_run', 'create', 'dynamic']);
const VALIDATING = new Set(['pull_request', 'merge_group']);
/**
 * Event name and payload (https://docs.github.com/webhooks) → what to do. The payload is the runner's, but parts of it (titles, labels, branch
 * names) are written by anybody: only the fields below are read, each by its type.
 * @throws UserError `event-refused` for events that run foreign code with this repository's rights, or that say nothing about a model.
 */
function occasionOf(event, payload, actor, wanted) {
    const before = beforeOf(payload);
    return { ...judge(event, payload, actor, wanted), ...(before !== undefined && { before }) };
}
function judge(event, payload, actor, wanted) {
    if (event === 'pull_request_target') {
        throw refused(event, 'it runs with write permissions on code of a pull request', 'Use on: pull_request; forks get the same verdict in the job summary.');
    }
    if (event === 'workflow_run' && repositoryOf(at(payload, 'workflow_run', 'head_repository')) !== repositoryOf(at(payload, 'repository'))) {
        throw refused(event, 'the run it follows came from a fork', 'Publish on: push to your own branch.');
    }
    if (wanted === 'discover' || wanted === 'overview' || wanted === 'catalogue')
        return { mode: 'validate', because: `input mode: ${wanted}`, onDemand: false };
    if (wanted === 'drift')
        return { mode: 'validate', because: 'input mode: drift', onDemand: false, drift: true };
    if (VALIDATING.has(event)) {
        if (wanted === 'publish') {
            throw refused(event, 'mode: publish was asked for, and nothing of a pull request is published', 'Remove mode, or publish on: push.');
        }
        const pullRequest = event === 'pull_request' ? pullRequestOf(payload, actor) : undefined;
        const queued = event === 'merge_group' ? queuedIn(payload) : undefined;
        return {
            mode: 'validate',
            because: `event ${event}`,
            onDemand: false,
            ...(pullRequest && { pullRequest }),
            ...(queued !== undefined && { queued }),
        };
    }
    if (wanted !== 'auto')
        return { mode: wanted, because: `input mode: ${wanted}`, onDemand: event === 'workflow_dispatch' };
    if (PUBLISHING.has(event))
        return { mode: 'publish', because: `event ${event}`, onDemand: event === 'workflow_dispatch' };
    throw refused(event, 'it does not say whether to validate or to publish', 'Set the input mode to validate or publish, or use push, pull_request or workflow_dispatch.');
}
/** A push names the commit before it (zeros for a new branch), a pull request and a merge group the commit they are to be merged into. */
function beforeOf(payload) {
    const named = at(payload, 'pull_request', 'base', 'sha') ?? at(payload, 'merge_group', 'base_sha') ?? at(payload, 'before');
    return typeof named === 'string' && /^[0-9a-f]{40,64}$/.test(named) && !/^0+$/.test(named) ? named : undefined;
}
/** The branch of a merge group is `gh-readonly-queue/BASE/pr-NUMBER-SHA`. */
function queuedIn(payload) {
    const ref = at(payload, 'merge_group', 'head_ref');
    const number = typeof ref === 'string' ? /\/gh-readonly-queue\/.+\/pr-(\d{1,10})-[0-9a-f]+$/.exec(ref)?.[1] : undefined;
    return number === undefined ? undefined : Number(number);
}
function pullRequestOf(payload, actor) {
    const number = at(payload, 'pull_request', 'number');
    const headSha = at(payload, 'pull_request', 'head', 'sha');
    if (typeof number !== 'number' || typeof headSha !== 'string')
        return undefined;
    const labels = at(payload, 'pull_request', 'labels');
    const head = repositoryOf(at(payload, 'pull_request', 'head', 'repo'));
    return {
        number,
        headSha,
        // head.repo is null when the fork was deleted: also read-only
        readOnly: head === undefined || head !== repositoryOf(at(payload, 'repository')) || actor === 'dependabot[bot]',
        breakingAccepted: Array.isArray(labels) && labels.some((label) => at(label, 'name') === BREAKING_LABEL),
    };
}
function repositoryOf(value) {
    const name = at(value, 'full_name');
    return typeof name === 'string' ? name.toLowerCase() : undefined;
}
function at(value, ...keys) {
    let here = value;
    for (const key of keys) {
        if (here === null || typeof here !== 'object' || !Object.hasOwn(here, key))
            return undefined;
        here = Reflect.get(here, key);
    }
    return here;
}
function refused(event, because, remedy) {
    return new UserError('event-refused', `The event ${JSON.stringify(event)} is refused: ${because}.`, remedy);
}

// EXTERNAL MODULE: ./.build/image/labels.js
var image_labels = __webpack_require__(9265);
// EXTERNAL MODULE: ./.build/image/types.js
var types = __webpack_require__(1057);
// EXTERNAL MODULE: ./.build/registry/next.js
var next = __webpack_require__(7159);
// EXTERNAL MODULE: ./.build/registry/published.js
var published = __webpack_require__(8242);
// EXTERNAL MODULE: ./.build/registry/reference.js
var reference = __webpack_require__(4157);
// EXTERNAL MODULE: ./.build/registry/tags.js
var tags = __webpack_require__(3751);
;// CONCATENATED MODULE: ./.build/verdict.js











/**
 * The published side. What hinders a validation from reading it is said in the baseline and changes no verdict (rule 4); a publish and a search for
 * drift need it.
 */
async function openCollection(image, inputs, occasion, ports) {
    if (image === '')
        return { repository: null, baseline: { state: 'unavailable', reason: 'no image is given' } };
    (0,reference/* parseRepository */.SU)(image);
    let repository;
    try {
        repository = await ports.repository(image);
    }
    catch (error) {
        if (occasion.mode === 'publish' || occasion.drift || !(error instanceof errors/* UserError */.y))
            throw error;
        return { repository: null, baseline: { state: 'unavailable', reason: error.message } };
    }
    return { repository, baseline: await (0,published/* readBaseline */.mF)(repository, numberingOf(inputs)) };
}
/** The label on the pull request outweighs the input; on a push the major version is the answer to a breaking change. */
function policyOf(inputs, occasion) {
    const strict = inputs.breaking === 'strict';
    if (occasion.pullRequest?.breakingAccepted)
        return { breaking: 'warn', strict, accepted: `label ${BREAKING_LABEL}` };
    if (inputs.breaking === 'warn' || inputs.breaking === 'allow')
        return { breaking: inputs.breaking, strict, accepted: `input breaking: ${inputs.breaking}` };
    if (inputs.breaking === 'auto')
        return { breaking: occasion.mode === 'validate' ? 'fail' : 'allow', strict };
    return { breaking: 'fail', strict };
}
/**
 * Candidate against what is published, or against what `baseline` names; pure. What could not be read is never called compatible: without changes to
 * show, its level is `breaking`.
 */
function compare(candidate, side, policy) {
    if (side.state === 'first')
        return { level: 'compatible', changes: [] };
    if (side.state === 'unavailable')
        return { level: 'breaking', changes: [] };
    const changes = (0,diff/* diff */.U)('published' in side ? side.published.contract : side.contract, candidate.contract);
    const contentChanged = 'published' in side ? !sameContent(candidate, side.published) : side.content !== null && side.content !== candidate.content;
    return { level: (0,level/* levelOf */.I)(changes, { contentChanged, strict: policy.strict }), changes };
}
/** @throws UserError `breaking-change` naming what happens to callers, where the policy says so. */
function refuseBreaking(comparison, side, policy) {
    if (policy.breaking !== 'fail' || side.state !== 'compared' || comparison.level !== 'breaking')
        return;
    const breaking = comparison.changes.filter((change) => change.level === 'breaking' || (policy.strict && change.level === 'lost'));
    const name = 'published' in side ? side.published.version : side.label;
    throw new errors/* UserError */.y('breaking-change', `${breaking.length === 1 ? 'A change breaks' : `${breaking.length} changes break`} callers of ${name}: ${sentences(breaking)}`, `If that is intended, add the label ${BREAKING_LABEL} to the pull request or set breaking: warn.`);
}
/**
 * Who accepted a breaking change, to be told and recorded: in a validation the policy; in a publish and a merge queue, whose events carry no labels, the
 * label of the pull request, where GitHub tells it, else the policy. `undefined`: nobody is known.
 */
async function acceptedBy({ accepted }, { mode, queued }, { acceptance }) {
    const labelled = mode === 'publish' || queued !== undefined ? await acceptance?.() : undefined;
    return labelled ?? accepted;
}
/** A merge queue lets through what was accepted on the pull request; nothing else makes a policy milder. */
function judgedBy(policy, { queued }, accepted) {
    return queued !== undefined && accepted !== undefined && policy.breaking === 'fail' ? { ...policy, breaking: 'warn' } : policy;
}
/** The highest version already is this upload: same files, same contract, same base. */
function standsAlready(candidate, baseline) {
    if (baseline.state !== 'compared')
        return null;
    const { published } = baseline;
    const same = sameContent(candidate, published) && published.contractDigest === (0,canonical/* contractDigest */.vE)(candidate.contract);
    return same ? published : null;
}
/** The version that a publish would make, or `null` where nobody can know. @throws UserError `version-not-higher`, `bump-too-low` */
function nextOf(baseline, comparison, numbering) {
    if (baseline.state === 'unavailable' && baseline.published === undefined)
        return null;
    const highest = baseline.state === 'first' ? null : (baseline.published?.version ?? null);
    return (0,next/* nextAfter */.On)(highest, { baseline, comparison }, numbering);
}
/** The frozen image as an upload that is to be numbered; it is judged again whenever the highest version turns out to be another one. */
function uploadOf({ repository, frozen, candidate, numbering, policy, accepted, inputs, ports }) {
    return {
        repository,
        content: frozen.manifest,
        numbering,
        immutableTags: inputs.immutableTags,
        nonce: ports.origin.nonce,
        annotations: annotationsOf(candidate, ports.origin),
        ...(accepted !== undefined && { accepted }),
        floating: inputs.floatingTags,
        log: ports.log.info,
        compare: (baseline) => {
            const comparison = compare(candidate, baseline, policy);
            refuseBreaking(comparison, baseline, policy);
            return comparison;
        },
    };
}
/** What the manifest of the version says beside its number and its parent: everything that differs from upload to upload. */
function annotationsOf(candidate, { source, revision, created }) {
    return {
        'org.opencontainers.image.created': created,
        ...(source && { 'org.opencontainers.image.source': source }),
        ...(revision && { 'org.opencontainers.image.revision': revision }),
        [types/* LABEL */.d.content]: candidate.content,
        [types/* LABEL */.d.contractDigest]: (0,canonical/* contractDigest */.vE)(candidate.contract),
    };
}
function numberingOf(inputs) {
    const numbering = {
        scheme: inputs.versionScheme,
        prefix: inputs.tagPrefix,
        initial: inputs.initialVersion || (inputs.versionScheme === 'integer' ? '1' : '1.0.0'),
        ...(inputs.version && { explicit: inputs.version }),
        ...(inputs.bump && { bump: inputs.bump }),
        allowBreaking: inputs.breaking === 'allow',
    };
    // here and not when the number is given: a pull request must not promise what the push then refuses
    (0,tags/* checkNumbering */.K$)(numbering);
    return numbering;
}
/** The same files on the same runtime, in the same layouts. A runtime whose digest nobody asked for is known by its name. */
function sameContent({ content, runtime, layout = '' }, { content: publishedContent, labels }) {
    if (publishedContent !== content || (labels[image_labels/* BASE_NAME_LABEL */.$w] ?? '') !== runtime.name)
        return false;
    if ((labels[types/* LABEL */.d.installCommand] ?? '') !== runtime.installCommand || (labels[types/* LABEL */.d.layout] ?? '') !== layout)
        return false;
    return runtime.digest === null || labels[image_labels/* BASE_DIGEST_LABEL */.m8] === runtime.digest;
}
/** The first three in full: the report has them all. */
function sentences(changes) {
    const shown = changes.slice(0, 3).map((change) => change.message);
    const more = changes.length - shown.length;
    return more > 0 ? `${shown.join('; ')}; and ${more} more` : shown.join('; ');
}


/***/ })

};
