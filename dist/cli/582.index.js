export const id = 582;
export const ids = [582];
export const modules = {

/***/ 7561:
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
const STALL_TIMEOUT = 300_000;
const PAUSES = [1000, 3000];
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
        for (let attempt = 0;; attempt++) {
            const answer = await once(command, reference, limit, input);
            const pause = pauses[attempt];
            if (answer.failure === null || !TRANSIENT.has(answer.failure) || pause === undefined)
                return answer;
            await new Promise((resolve) => setTimeout(resolve, pause * (0.5 + Math.random())));
        }
    }
    async function once(command, reference, limit, input) {
        const result = await (0,execa/* execa */.Ho)(options.oras, [...command, ...transport, reference, ...(input === undefined ? [] : ['-'])], {
            ...(input === undefined ? { stdin: 'ignore' } : { input }),
            ...(options.env === undefined ? {} : { env: options.env }),
            encoding: 'buffer',
            maxBuffer: limit,
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
                deletes = answer.failure === null;
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
        async putBlob(blob) {
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
            watch = setTimeout(() => stalled.abort(), STALL_TIMEOUT);
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
                return { stdout: new Uint8Array(), failure: 'unreachable', stderr: `no byte was taken for ${STALL_TIMEOUT / 1000} s` };
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
    const [result, inputError] = await Promise.all([child, feed(child, options.input)]);
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
async function feed(child, input) {
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
    return `https://${url.host}${url.pathname.replace(/\.git$/, '')}`;
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

/***/ 7582:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

// ESM COMPAT FLAG
__webpack_require__.r(__webpack_exports__);

// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  publish: () => (/* binding */ publish_publish),
  tell: () => (/* binding */ tell),
  terminal: () => (/* binding */ publish_terminal)
});

// EXTERNAL MODULE: ./.build/contract/canonical.js
var canonical = __webpack_require__(6659);
// EXTERNAL MODULE: ./.build/log.js
var log = __webpack_require__(7820);
;// CONCATENATED MODULE: ./.build/report/blocks.js
const SEPARATOR = '\n\n';
const OMITTED = 'Some sections are left out: the report is longer than GitHub shows.';
/** The longest "… and N more" line that `more` may give, bytes. */
const MORE_BYTES = 160;
/** Of the limit: what long tables leave for the titles of the tables after them. */
const RESERVED_SHARE = 0.25;
/**
 * Blocks → one document of at most `limit` bytes of UTF-8 (which is never fewer than its characters). What doesn't fit is left out as whole rows
 * with a count, then as whole blocks with a sentence; nothing is cut in the middle. Every block keeps its place in the document.
 */
function blocks_fit(blocks, limit) {
    let left = limit - bytes(OMITTED) - bytes(SEPARATOR);
    const kept = new Map();
    for (const rank of [...new Set(blocks.map((block) => block.rank))].sort((a, b) => a - b)) {
        const here = [];
        for (const block of blocks) {
            if (block.rank !== rank || frameBytes(block) > left)
                continue;
            left -= frameBytes(block);
            here.push(block);
        }
        const later = blocks.filter((block) => block.rank > rank).reduce((sum, block) => sum + frameBytes(block), 0);
        const reserved = Math.min(later, limit * RESERVED_SHARE);
        for (const block of here) {
            const count = block.kind === 'rows' ? rowsWithin(block.rows, left - reserved) : 0;
            if (block.kind === 'rows')
                left -= block.rows.slice(0, count).reduce((sum, row) => sum + bytes(row) + 1, 0);
            kept.set(block, count);
        }
    }
    const parts = blocks.flatMap((block) => (kept.has(block) ? [render(block, kept.get(block) ?? 0)] : []));
    return (kept.size === blocks.length ? parts : [...parts, OMITTED]).join(SEPARATOR);
}
function render(block, count) {
    if (block.kind === 'text')
        return block.text;
    const left = block.rows.length - count;
    const table = [...(block.before === '' ? [] : [block.before]), ...block.rows.slice(0, count)].join('\n');
    // the blank line ends the table: without it the line would be one more row
    return `${table}${left > 0 ? `${SEPARATOR}${block.more(left)}` : ''}${block.after}`;
}
function frameBytes(block) {
    if (block.kind === 'text')
        return bytes(block.text) + bytes(SEPARATOR);
    return bytes(block.before) + bytes(block.after) + MORE_BYTES + 2 * bytes(SEPARATOR) + 1;
}
function rowsWithin(rows, limit) {
    let used = 0;
    for (const [index, row] of rows.entries()) {
        used += bytes(row) + 1;
        if (used > limit)
            return index;
    }
    return rows.length;
}
const bytes = (text) => Buffer.byteLength(text, 'utf8');

// EXTERNAL MODULE: ./.build/report/contract-rows.js
var contract_rows = __webpack_require__(6309);
// EXTERNAL MODULE: ./.build/report/escape.js
var report_escape = __webpack_require__(3046);
// EXTERNAL MODULE: ./.build/report/evidence.js
var evidence = __webpack_require__(4264);
// EXTERNAL MODULE: ./.build/report/usage.js
var usage = __webpack_require__(8366);
// EXTERNAL MODULE: ./.build/report/wording.js
var wording = __webpack_require__(1709);
;// CONCATENATED MODULE: ./.build/report/markdown.js







/** Characters of a comment's body, enforced by GitHub's API. We count bytes, which are never fewer. */
const COMMENT_LIMIT = 65_536;
/** Bytes of one step's summary, enforced by the runner (actions/runner FileCommandManager.cs, AttachmentSizeLimit). */
const SUMMARY_LIMIT = (/* unused pure expression or super */ null && (1024 * 1024));
/** Rows that are shown unfolded; a longer table folds. */
const OPEN_ROWS = 12;
/** Graphemes of each of at most this many lines of an error; the whole of it is in the log. */
const ERROR_LINES = 20;
const ICONS = { good: '✅', attention: '⚠️', bad: '❌' };
const TROUBLESHOOTING = 'https://github.com/mlambda/upload-action/blob/main/docs/troubleshooting.md';
/** The report of one model as GitHub-flavoured Markdown, for the comment and the summary alike; at most `limit` bytes. */
function renderMarkdown(report, limit = COMMENT_LIMIT) {
    return blocks_fit(blocksOf(report), limit);
}
/** The job summary of all models: with several, a list of verdicts first. Each gets an equal share of what the ones before it left. */
function renderSummary(reports, limit = SUMMARY_LIMIT) {
    if (reports.length === 1 && reports[0])
        return `${renderMarkdown(reports[0], limit - 1)}\n`;
    const list = fit([{ kind: 'rows', rank: 0, before: '', rows: reports.map((report) => `- ${headline(report)}`), more: more('model'), after: '' }], limit / 4);
    const parts = [list];
    let left = limit - Buffer.byteLength(list) - 1;
    for (const [index, report] of reports.entries()) {
        const part = renderMarkdown(report, Math.floor(left / (reports.length - index)) - 2);
        parts.push(part);
        left -= Buffer.byteLength(part) + 2;
    }
    return `${parts.filter((part) => part !== '').join('\n\n')}\n`;
}
/** `✅ **churn**: 3 compatible changes → next version 2.5.0 (published 2.4.1)` */
function headline(report) {
    const { mood, model, sentence } = (0,wording/* verdict */.WJ)(report);
    return `${ICONS[mood]} **${(0,report_escape/* forMarkdown */.Bm)(model, report_escape/* NAME_LIMIT */.Uo)}**: ${(0,report_escape/* forMarkdown */.Bm)(firstLine(sentence), 300)}`;
}
function blocksOf(report) {
    return [
        { kind: 'text', rank: 0, text: `### ${headline(report)}` },
        ...failureBlocks(report),
        ...changeBlocks((0,wording/* comparisonOf */.jb)(report)?.changes ?? []),
        ...remedyBlocks(report),
        ...publishedBlocks(report),
        ...findingBlocks(report),
        ...warningBlocks(report),
        ...contractBlocks(report),
    ];
}
/** A refused breaking change is told by the table of changes. */
function failureBlocks(report) {
    const { outcome } = report;
    if (outcome.kind !== 'failed' || (0,wording/* toldByChanges */.ow)(report))
        return [];
    const { code, message, where } = outcome.error;
    const line = where?.line === undefined ? '' : `:${where.line}`;
    const place = [where?.file === undefined ? '' : `${where.file}${line}`, where?.key ?? ''].filter((part) => part !== '');
    const at = place.length === 0 ? '' : ` at ${place.map((part) => (0,report_escape/* codeForMarkdown */.UE)(part)).join(' ')}`;
    const [first = '', ...rest] = lines(message);
    const body = [`[${code}](${TROUBLESHOOTING}#${code})${at}: ${(0,report_escape/* sentenceForMarkdown */.GJ)(first)}`, ...rest.map((text) => `- ${(0,report_escape/* sentenceForMarkdown */.GJ)(text)}`)];
    return [{ kind: 'text', rank: 1, text: body.join('\n') }];
}
function remedyBlocks({ outcome }) {
    return outcome.kind === 'failed' ? [{ kind: 'text', rank: 1, text: remedyText(outcome.error.remedy) }] : [];
}
/** A remedy of several paragraphs ends in a file to paste, which keeps its lines in a fence; a short one is a sentence. */
function remedyText(remedy) {
    const [sentence = '', ...paste] = remedy.split('\n\n');
    const prose = lines(sentence).map((line) => (0,report_escape/* sentenceForMarkdown */.GJ)(line));
    const words = `**To fix it:** ${prose.join('<br>')}`;
    return paste.length === 0 ? words : `${words}\n\n${fence(paste.join('\n\n').split('\n').slice(0, 400))}`;
}
function changeBlocks(changes) {
    if (changes.length === 0)
        return [];
    const ranked = [...changes].sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level));
    const head = '| | What happens to callers | Where | Published | Now |\n|---|---|---|---|---|';
    const rows = ranked.map((change) => {
        const cells = [
            `**${change.level}**`,
            (0,report_escape/* sentenceForMarkdown */.GJ)(change.message, change.path),
            (0,report_escape/* codeForMarkdown */.UE)(change.where),
            side(change.was),
            side(change.is),
        ];
        return `| ${cells.join(' | ')} |`;
    });
    const open = { kind: 'rows', rank: 1, before: head, rows: rows.slice(0, OPEN_ROWS), more: more('change'), after: '' };
    if (rows.length <= OPEN_ROWS)
        return [open];
    const rest = rows.slice(OPEN_ROWS);
    return [
        open,
        { kind: 'rows', rank: 3, before: `${unfold((0,wording/* plural */.LS)(rest.length, 'more change'))}\n\n${head}`, rows: rest, more: more('change'), after: FOLD_END },
    ];
}
const LEVELS = ['breaking', 'lost', 'compatible', 'learned'];
const side = (printed) => (printed === '' ? '' : (0,report_escape/* codeForMarkdown */.UE)(printed));
function publishedBlocks(report) {
    const { outcome } = report;
    const standing = (0,usage/* standingOf */.Y)(report);
    if (standing === null) {
        if (outcome.kind !== 'validated' || outcome.nextVersion === null || report.image === '')
            return [];
        return [
            {
                kind: 'text',
                rank: 2,
                text: `Would be published as ${(0,report_escape/* codeForMarkdown */.UE)(`${report.image}:${outcome.nextVersion}`, 300)}; nothing has left the runner.`,
            },
        ];
    }
    const facts = [(0,report_escape/* codeForMarkdown */.UE)(standing.image, 300), (0,report_escape/* codeForMarkdown */.UE)(standing.digest, 300)];
    if (outcome.kind === 'published') {
        facts.push((0,report_escape/* forMarkdown */.Bm)(`${(0,log/* printBytes */.p)(outcome.size)}, ${(0,log/* printBytes */.p)(outcome.sent)} sent, ${outcome.builder}, ${outcome.reproducible ? 'reproducible' : 'not reproducible'}`));
        if (outcome.release.floating.length > 0)
            facts.push(`also ${outcome.release.floating.map((tag) => (0,report_escape/* codeForMarkdown */.UE)(tag)).join(' ')}`);
    }
    return [
        { kind: 'text', rank: 2, text: facts.join(' · ') },
        { kind: 'text', rank: 3, text: fence((0,usage/* usageCommands */.y)(report)) },
    ];
}
function findingBlocks({ findings }) {
    if (findings.length === 0)
        return [];
    const rows = findings.map((one) => `| **${one.severity}** | ${(0,report_escape/* sentenceForMarkdown */.GJ)(one.message)} | ${(0,report_escape/* codeForMarkdown */.UE)(one.where)} |`);
    const before = `${unfold(`${(0,wording/* plural */.LS)(findings.length, 'security finding')}: loading this model runs code`, findings.length <= OPEN_ROWS)}\n\n| Severity | Finding | Where |\n|---|---|---|`;
    return [{ kind: 'rows', rank: 2, before, rows, more: more('finding'), after: FOLD_END }];
}
function warningBlocks({ warnings }) {
    if (warnings.length === 0)
        return [];
    const rows = warnings.map((one) => `- ${(0,report_escape/* sentenceForMarkdown */.GJ)(one.message)}${one.where === undefined ? '' : ` (${(0,report_escape/* codeForMarkdown */.UE)(one.where)})`}`);
    return [
        {
            kind: 'rows',
            rank: 4,
            before: `${unfold((0,wording/* plural */.LS)(warnings.length, 'warning'), warnings.length <= OPEN_ROWS)}\n`,
            rows,
            more: more('warning'),
            after: FOLD_END,
        },
    ];
}
function contractBlocks(report) {
    if (report.contract === undefined)
        return [];
    const signatures = (0,contract_rows/* contractRows */.S)(report.contract);
    const facts = [
        `**Contract** ${(0,report_escape/* forMarkdown */.Bm)((0,contract_rows/* printFramework */.E)(report.contract))}`,
        ...(report.completeness === undefined ? [] : [`${(0,wording/* percent */.KN)(report.completeness)} of its facts are known`]),
        ...(report.detected === undefined ? [] : [(0,report_escape/* forMarkdown */.Bm)(report.detected.because)]),
        ...(report.detected?.declaredIn === undefined ? [] : [`declared in ${(0,report_escape/* codeForMarkdown */.UE)(report.detected.declaredIn)}`]),
    ];
    const marks = (0,evidence/* legend */.o1)((0,evidence/* usedSources */.Yo)(signatures.flatMap((signature) => signature.rows.map((row) => row.sources))));
    return [
        { kind: 'text', rank: 4, text: facts.join(' · ') },
        ...signatures.map((signature) => signatureBlock(signature)),
        ...(marks === '' ? [] : [{ kind: 'text', rank: 4, text: `<sub>${marks}</sub>` }]),
    ];
}
function signatureBlock(signature) {
    const title = `<code>${(0,report_escape/* forHtml */.B2)(signature.name)}</code>: ${(0,wording/* plural */.LS)(signature.inputs, 'input')}${signature.positional ? ' by position' : ''}, ${(0,wording/* plural */.LS)(signature.outputs, 'output')}`;
    const head = '| | Name | Type and shape | Known from | Where |\n|---|---|---|---|---|';
    const before = `${unfoldHtml(title, signature.rows.length <= OPEN_ROWS)}\n\n${head}`;
    return { kind: 'rows', rank: 5, before, rows: signature.rows.map(fieldRow), more: more('field'), after: FOLD_END };
}
function fieldRow(row) {
    const notes = row.notes.map((note) => (0,report_escape/* forMarkdown */.Bm)(note, report_escape/* NAME_LIMIT */.Uo)).join(', ');
    const value = `${(0,report_escape/* codeForMarkdown */.UE)(row.value, 200)}${notes === '' ? '' : ` ${notes}`}`;
    return `| ${row.side} | ${(0,report_escape/* codeForMarkdown */.UE)(row.name)} | ${value} | ${(0,evidence/* printSources */.yb)(row.sources)} | ${row.where === '' ? '' : (0,report_escape/* codeForMarkdown */.UE)(row.where)} |`;
}
const FOLD_END = '\n\n</details>';
const unfold = (title, open = false) => unfoldHtml((0,report_escape/* forHtml */.B2)(title), open);
const unfoldHtml = (html, open) => `<details${open ? ' open' : ''}><summary>${html}</summary>`;
const more = (what) => (left) => `… and ${left.toLocaleString('en-US')} more ${what}${left === 1 ? '' : 's'}.`;
/** A code block whose fence is longer than any run of backticks in it; every line is one line. */
function fence(text) {
    const shown = text.map((line) => (0,report_escape/* forLog */.Ig)(line, 500));
    const longest = Math.max(2, ...shown.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)));
    const bar = '`'.repeat(longest + 1);
    return [bar, ...shown, bar].join('\n');
}
function lines(message) {
    return message
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .slice(0, ERROR_LINES);
}
const firstLine = (sentence) => sentence.split('\n', 1)[0] ?? '';

;// CONCATENATED MODULE: ./.build/report/outputs.js




/** The outputs of action.yml, in its order. All values are strings, '' where there is nothing to say. */
const OUTPUT_NAMES = (/* unused pure expression or super */ null && ([
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
]));
/**
 * Code units of one long output (`contract`, `changes`, `models`). GitHub keeps 1 MB of outputs of a job, counted as UTF-16, and a step that takes one
 * as an environment variable may not get more than 128 KiB of it (Linux MAX_ARG_STRLEN). Beyond this the contract is '' and arrays end early.
 */
const LONG_OUTPUT = 120 * 1024;
/** The Markdown output: short enough for a comment and for an environment variable. */
const REPORT_LIMIT = 65_536;
/**
 * All outputs of a run. One model: its own values. Several: `models` has each; `published` and `breaking` are true if any is, `change` is the
 * strongest, `changes` holds the rows of all, and what only one model can have is ''.
 */
function outputsOf(reports) {
    const rows = reports.map(modelRow);
    const shared = {
        published: String(rows.some((row) => row.published)),
        change: strongest(rows.map((row) => row.change)),
        breaking: String(rows.some((row) => row.breaking)),
        changes: wholeRows(reports.flatMap(changeRows)),
        report: reports.map((report) => renderMarkdown(report, Math.floor(REPORT_LIMIT / reports.length) - 2)).join('\n\n'),
        models: wholeRows(rows),
    };
    const [row, ...others] = rows;
    const [report] = reports;
    if (row === undefined || report === undefined || others.length > 0)
        return { ...NOTHING, ...shared };
    const contract = report.contract === undefined ? '' : (0,canonical/* canonicalJson */.dj)(report.contract);
    return {
        ...NOTHING,
        ...shared,
        name: row.name,
        version: row.version,
        'previous-version': row['previous-version'],
        image: row.image,
        digest: row.digest,
        ref: row.ref,
        framework: row.framework,
        completeness: row.completeness,
        contract: contract.length > LONG_OUTPUT ? '' : contract,
    };
}
const NOTHING = {
    name: '',
    version: '',
    'previous-version': '',
    image: '',
    digest: '',
    ref: '',
    published: 'false',
    change: '',
    breaking: 'false',
    framework: '',
    completeness: '',
    contract: '',
    changes: '[]',
    report: '',
    models: '[]',
};
function modelRow(report) {
    const { outcome } = report;
    const standing = (0,usage/* standingOf */.Y)(report);
    const comparison = (0,wording/* comparisonOf */.jb)(report);
    return {
        name: report.model,
        path: report.path,
        outcome: outcome.kind,
        verdict: (0,wording/* verdictLine */.MT)(report),
        version: standing?.version ?? nextVersionOf(report),
        'previous-version': previousVersionOf(report),
        image: standing?.image ?? '',
        digest: standing?.digest ?? '',
        ref: standing?.ref ?? '',
        published: outcome.kind === 'published' && outcome.release.fresh,
        change: changeOf(report),
        breaking: comparison?.level === 'breaking',
        counts: (0,wording/* countChanges */.xS)(comparison?.changes ?? []),
        framework: report.contract?.framework.name ?? '',
        completeness: report.completeness === undefined ? '' : (0,wording/* percent */.KN)(report.completeness).replace(' %', ''),
        'contract-digest': report.contract === undefined ? '' : (0,canonical/* contractDigest */.vE)(report.contract),
        error: outcome.kind === 'failed' ? { code: outcome.error.code, message: outcome.error.message, remedy: outcome.error.remedy } : null,
    };
}
function nextVersionOf({ outcome }) {
    return (outcome.kind === 'validated' || outcome.kind === 'failed' ? outcome.nextVersion : undefined) ?? '';
}
function previousVersionOf(report) {
    if (report.outcome.kind === 'published')
        return report.outcome.release.previous?.version ?? '';
    const baseline = (0,wording/* baselineOf */.Bv)(report);
    return baseline === undefined || baseline.state === 'first' ? '' : (baseline.published?.version ?? '');
}
function changeOf(report) {
    if (report.outcome.kind === 'unchanged')
        return 'unchanged';
    if ((0,wording/* baselineOf */.Bv)(report)?.state === 'first')
        return 'first';
    return (0,wording/* comparisonOf */.jb)(report)?.level ?? 'unknown';
}
const STRENGTH = ['breaking', 'unknown', 'compatible', 'first', 'weights', 'learned', 'unchanged'];
function strongest(changes) {
    return STRENGTH.find((level) => changes.includes(level)) ?? '';
}
const outputs_LEVELS = ['breaking', 'lost', 'compatible', 'learned'];
function changeRows(report) {
    const changes = (0,wording/* comparisonOf */.jb)(report)?.changes ?? [];
    return [...changes]
        .sort((a, b) => outputs_LEVELS.indexOf(a.level) - outputs_LEVELS.indexOf(b.level))
        .map(({ rule, level, where, path, was, is, message }) => ({ model: report.model, rule, level, where, path, was, is, message }));
}
/** A JSON array of as many whole rows as fit, most important first; `models[].counts` always tells how many there are. */
function wholeRows(rows) {
    const printed = [];
    let units = 2;
    for (const row of rows) {
        const text = JSON.stringify(row);
        units += text.length + 1;
        if (units > LONG_OUTPUT)
            break;
        printed.push(text);
    }
    return `[${printed.join(',')}]`;
}

// EXTERNAL MODULE: ./.build/report/terminal.js
var terminal = __webpack_require__(6085);
// EXTERNAL MODULE: ./.build/errors.js
var errors = __webpack_require__(9243);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/registry/reference.js
var registry_reference = __webpack_require__(4157);
;// CONCATENATED MODULE: ./.build/image/disk.js

/** The error of a full disk (ENOSPC, or a quota) as its user error; `undefined` for every other error. */
function diskError(error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'ENOSPC' && code !== 'EDQUOT')
        return undefined;
    return diskFull(error);
}
function diskFull(cause) {
    return new errors/* UserError */.y('disk-full', 'the disk is full', 'free space on the runner; nothing was published', undefined, { cause });
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
;// CONCATENATED MODULE: ./.build/image/read.js


/** Large enough that system calls cost nothing beside hashing, small enough that a few files at a time stay below 10 MB. */
const CHUNK = 256 * 1024;
/** What the walk saw and nothing else: no link followed, no pipe waited for (both flags are missing on Windows, where neither danger has this form). */
const OPEN = external_node_fs_.constants.O_RDONLY | (external_node_fs_.constants.O_NOFOLLOW ?? 0) | (external_node_fs_.constants.O_NONBLOCK ?? 0);
/** What the file system says about a file's state: it differs after any change of the content by ordinary means. */
function stampOf(stats) {
    return `${stats.dev}.${stats.ino}.${stats.size}.${stats.mtimeNs}.${stats.ctimeNs}`;
}
/**
 * Exactly `size` bytes of a file, in pieces that belong to the receiver. Throws UserError `corrupt` when the file
 * has changed since `stamp` was taken or changes while it is read. `path` names the file in messages.
 */
async function* readFileChunks(file, path, size, stamp, seen) {
    const handle = await external_node_fs_.promises.open(file, OPEN).catch((error) => {
        throw unreadable(path, error);
    });
    try {
        const stats = await handle.stat({ bigint: true });
        const before = stampOf(stats);
        if (!stats.isFile())
            throw changed(path);
        if (stamp !== undefined && before !== stamp)
            throw changed(path);
        let offset = 0;
        while (offset < size) {
            const buffer = Buffer.allocUnsafe(Math.min(CHUNK, size - offset));
            const { bytesRead } = await handle.read(buffer, 0, buffer.length, offset);
            if (bytesRead === 0)
                throw changed(path);
            offset += bytesRead;
            yield buffer.subarray(0, bytesRead);
        }
        const after = await handle.stat({ bigint: true });
        if (after.size !== BigInt(size) || stampOf(after) !== before)
            throw changed(path);
        seen?.(before);
    }
    finally {
        await handle.close();
    }
}
function changed(path) {
    return new errors/* UserError */.y('corrupt', `${path} changed while it was read`, 'let nothing write to the model directory during the upload', { file: path });
}
function unreadable(path, cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new errors/* UserError */.y('corrupt', `${path} cannot be read: ${reason}`, 'check the permissions of the model files', { file: path }, { cause });
}

;// CONCATENATED MODULE: ./.build/image/tar.js
/**
 * Tar headers, byte for byte as Go's archive/tar writes them for BuildKit (and so for `COPY --link`): ustar where the path fits,
 * a PAX record before it where it doesn't. A layer written by us and one written by BuildKit are then the same blob.
 * Source: Go src/archive/tar/writer.go (writeUSTARHeader, writePAXHeader, splitUSTARPath), POSIX pax.
 */
/** Unit of a tar file; content is padded to it. */
const BLOCK = 512;
/** Two zero blocks end the archive. */
const TRAILER = 2 * BLOCK;
/** Widths of the ustar fields. */
const NAME = 100;
const PREFIX = 155;
/** Largest size that fits the eleven octal digits of a ustar header; above it a PAX record carries the size. */
const MAX_OCTAL_SIZE = 8 ** 11 - 1;
/** Everything before a member's content: one block, or three and more with a PAX record. */
function tarHeader(member) {
    const name = Buffer.from(member.path);
    const split = splitPath(name);
    const records = [];
    if (split === null)
        records.push(['path', member.path]);
    if (member.size > MAX_OCTAL_SIZE)
        records.push(['size', String(member.size)]);
    const typeflag = member.type === 'directory' ? '5' : '0';
    if (records.length === 0 && split)
        return block(split.name, split.prefix, member.mode, member.size, typeflag);
    const pax = Buffer.from(records.map(([key, value]) => paxRecord(key, value)).join(''));
    // Go computes both names from the whole path and cuts them to the field; only ASCII characters survive in the fallback name.
    const ascii = asciiOnly(member.path);
    const size = member.size > MAX_OCTAL_SIZE ? 0 : member.size;
    return Buffer.concat([
        block(cutTrailingSlashes(asciiOnly(paxName(member.path)).subarray(0, NAME)), NONE, 0, pax.length, 'x'),
        pax,
        Buffer.alloc(padding(pax.length)),
        block(fieldOf(ascii), NONE, member.mode, size, typeflag),
    ]);
}
/** Zero bytes after `size` bytes of content. */
function padding(size) {
    return (BLOCK - (size % BLOCK)) % BLOCK;
}
const NONE = Buffer.alloc(0);
/** The path as name and prefix fields, `null` when only a PAX record can hold it. */
function splitPath(path) {
    if (path.some((byte) => byte >= 0x80 || byte === 0))
        return null;
    if (path.length <= NAME)
        return { name: path, prefix: NONE };
    let length = path.length;
    if (length > PREFIX + 1)
        length = PREFIX + 1;
    else if (path[length - 1] === SLASH)
        length -= 1;
    const slash = path.subarray(0, length).lastIndexOf(SLASH);
    const rest = path.length - slash - 1;
    if (slash <= 0 || rest > NAME || rest === 0 || slash > PREFIX)
        return null;
    return { name: path.subarray(slash + 1), prefix: path.subarray(0, slash) };
}
const SLASH = 0x2f;
/** `LENGTH key=value\n`, where LENGTH counts itself, in bytes. */
function paxRecord(key, value) {
    const rest = Buffer.byteLength(` ${key}=${value}\n`);
    let length = rest + String(rest).length;
    if (rest + String(length).length !== length)
        length = rest + String(length).length;
    return `${length} ${key}=${value}\n`;
}
/** `dir/PaxHeaders.0/file`, as Go's path.Join(dir, "PaxHeaders.0", file) cleans it. */
function paxName(path) {
    const slash = path.lastIndexOf('/');
    const file = path.slice(slash + 1);
    return [...(slash < 0 ? [] : [path.slice(0, slash)]), 'PaxHeaders.0', ...(file === '' ? [] : [file])].join('/');
}
function asciiOnly(text) {
    return Buffer.from(text).filter((byte) => byte < 0x80 && byte !== 0);
}
/** A name too long for its field is cut; Go removes slashes that the cut leaves at the end, lest readers take a file for a directory. */
function fieldOf(name) {
    if (name.length <= NAME || name[NAME - 1] !== SLASH)
        return name.subarray(0, NAME);
    return cutTrailingSlashes(name.subarray(0, NAME - 1));
}
function cutTrailingSlashes(name) {
    let end = name.length;
    while (end > 0 && name[end - 1] === SLASH)
        end -= 1;
    return name.subarray(0, end);
}
/** One ustar header block: owner 0:0 without names, mtime 0, device numbers zero. */
function block(name, prefix, mode, size, typeflag) {
    const header = Buffer.alloc(BLOCK);
    header.set(name, 0);
    header.write(octal(mode, 8), 100);
    header.write(octal(0, 8), 108);
    header.write(octal(0, 8), 116);
    header.write(octal(size, 12), 124);
    header.write(octal(0, 12), 136);
    header.fill(0x20, 148, 156);
    header.write(typeflag, 156);
    header.write('ustar\x0000', 257, 'latin1');
    // The extended header's own block is a raw file for Go: its device fields stay empty.
    if (typeflag !== 'x') {
        header.write(octal(0, 8), 329);
        header.write(octal(0, 8), 337);
    }
    header.set(prefix, 345);
    const sum = header.reduce((total, byte) => total + byte, 0);
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return header;
}
/** Octal digits filling a field of `width` bytes but for the NUL at its end. */
function octal(value, width) {
    return value.toString(8).padStart(width - 1, '0');
}

;// CONCATENATED MODULE: ./.build/image/layers.js





/** OCI image-spec layer.md: media types of layers by compression. */
const LAYER_TYPE = {
    none: 'application/vnd.oci.image.layer.v1.tar',
    gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
};
/** Bytes of the finished tar, known before any content is read. */
function layerSize(entries) {
    let size = TRAILER;
    for (const { member } of members(entries))
        size += tarHeader(member).length + member.size + padding(member.size);
    return size;
}
/**
 * Reads a layer once and says what it is; memory stays constant at any size.
 * `progress` gets the number of bytes of every piece. Throws UserError `corrupt` when a file changed since it was hashed.
 */
async function hashLayer(layer, compression, progress) {
    if (compression === 'zstd') {
        throw new errors/* UserError */.y('input-invalid', 'compression zstd is not available here', 'use `compression: none` (weights hardly compress) or `compression: gzip`');
    }
    const diff = (0,external_node_crypto_.createHash)('sha256');
    const plain = observed(tarStream(layer.entries), (chunk) => {
        diff.update(chunk);
        progress(chunk.length);
    });
    if (compression === 'none') {
        for await (const _ of plain)
            ;
        const digest = `sha256:${diff.digest('hex')}`;
        return { diffId: digest, blob: { digest, size: layer.size, mediaType: LAYER_TYPE.none, open: () => tarStream(layer.entries) } };
    }
    const packed = (0,external_node_crypto_.createHash)('sha256');
    let size = 0;
    for await (const chunk of gzipped(plain)) {
        packed.update(chunk);
        size += chunk.length;
    }
    const digest = `sha256:${packed.digest('hex')}`;
    return {
        diffId: `sha256:${diff.digest('hex')}`,
        blob: { digest, size, mediaType: LAYER_TYPE.gzip, open: () => gzipped(tarStream(layer.entries)) },
    };
}
/** The layer's tar, streamed in pieces of at most a mebibyte. */
async function* tarStream(entries) {
    for (const { member, entry } of members(entries)) {
        yield tarHeader(member);
        if (!entry || entry.size === 0)
            continue;
        yield* contentOfEntry(entry);
        const pad = padding(entry.size);
        if (pad > 0)
            yield Buffer.alloc(pad);
    }
    yield Buffer.alloc(TRAILER);
}
async function* contentOfEntry(entry) {
    if ('bytes' in entry.from)
        yield entry.from.bytes;
    else if ('file' in entry.from)
        yield* readFileChunks(entry.from.file, entry.path, entry.size, entry.from.stamp);
    else {
        throw new errors/* UserError */.y('lfs-pointer', `${entry.path} is a Git LFS pointer whose file (${entry.from.pointer.size} bytes) is neither here nor published`, 'check the repository out with `lfs: true` (actions/checkout) or run `git lfs pull`', { file: entry.path });
    }
}
/**
 * Files and their directories in the order of a depth-first walk that sorts the names of each directory by bytes, as BuildKit's differ walks:
 * `a/`, `a/x`, `a-b`. (Sorting whole paths would put `a-b` before `a/x`.)
 */
function members(entries) {
    const sorted = entries.map((entry) => ({ entry, names: entry.path.split('/') })).sort((a, b) => compareNames(a.names, b.names));
    const result = [];
    let open = [];
    for (const { entry, names } of sorted) {
        let shared = 0;
        while (shared < names.length - 1 && shared < open.length && names[shared] === open[shared])
            shared += 1;
        for (let depth = shared + 1; depth < names.length; depth += 1) {
            result.push({ member: { path: `${names.slice(0, depth).join('/')}/`, size: 0, mode: 0o755, type: 'directory' } });
        }
        open = names.slice(0, -1);
        result.push({ member: { path: entry.path, size: entry.size, mode: entry.mode, type: 'file' }, entry });
    }
    return result;
}
/** Path order by components; bytes of UTF-8, because JavaScript's own order is that of UTF-16 code units. */
function compareNames(a, b) {
    for (let index = 0; index < a.length && index < b.length; index += 1) {
        const [left = '', right = ''] = [a[index], b[index]];
        if (left !== right)
            return Buffer.compare(Buffer.from(left), Buffer.from(right));
    }
    return a.length - b.length;
}
async function* observed(stream, see) {
    for await (const chunk of stream) {
        see(chunk);
        yield chunk;
    }
}
/** RFC 1952 §2.3.1: byte 9 names the operating system; 255 is "unknown", so that every machine writes the same. The mtime is 0 by zlib's default. */
const GZIP_OS_BYTE = 9;
const GZIP_OS_UNKNOWN = 255;
async function* gzipped(stream) {
    const gzip = (0,external_node_zlib_.createGzip)({ level: 6, chunkSize: 128 * BLOCK });
    const feed = feedInto(gzip, stream);
    // A failed source destroys the stream, which makes the loop below throw; the promise itself must not be unhandled meanwhile.
    feed.catch(() => { });
    let first = true;
    for await (const chunk of gzip) {
        if (first && chunk instanceof Uint8Array)
            chunk[GZIP_OS_BYTE] = GZIP_OS_UNKNOWN;
        first = false;
        yield chunk;
    }
    await feed;
}
async function feedInto(gzip, stream) {
    try {
        for await (const chunk of stream) {
            if (!gzip.write(chunk))
                await new Promise((resolve) => gzip.once('drain', () => resolve()));
        }
        gzip.end();
    }
    catch (error) {
        gzip.destroy(error instanceof Error ? error : new Error(String(error)));
        throw error;
    }
}

;// CONCATENATED MODULE: ./.build/image/parse-object.js

/** A JSON object out of a registry's answer, its values unknown. Throws UserError `registry-broken-answer`. */
function parseObject(bytes, what) {
    let value;
    try {
        value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        value = null;
    }
    if (typeof value === 'object' && value !== null && !Array.isArray(value))
        return Object.fromEntries(Object.entries(value));
    throw new errors/* UserError */.y('registry-broken-answer', `the ${what} is no JSON object`, 'try again; if it stays, look at the registry or a proxy before it');
}

;// CONCATENATED MODULE: ./.build/image/manifest-parts.js



/** What an image manifest names. Throws UserError `registry-broken-answer` for anything that is none. */
function manifestParts(manifest) {
    const body = parseObject(manifest.bytes, 'image manifest');
    return {
        config: parseDescriptor(body['config']).digest,
        layers: (Array.isArray(body['layers']) ? body['layers'] : []).map(parseDescriptor),
    };
}
/** One descriptor of a manifest or index. OCI image-spec descriptor.md. */
function parseDescriptor(value) {
    if (typeof value === 'object' && value !== null && 'mediaType' in value && 'digest' in value && 'size' in value) {
        const { mediaType, digest, size } = value;
        const valid = typeof mediaType === 'string' && (0,registry_reference/* isDigest */.Bc)(digest) && typeof size === 'number' && Number.isSafeInteger(size) && size >= 0;
        if (valid)
            return { mediaType, digest, size };
    }
    throw new errors/* UserError */.y('registry-broken-answer', 'a manifest holds something that is no descriptor', 'push the image again; if it stays, look at the registry or a proxy before it');
}

;// CONCATENATED MODULE: ./.build/image/base.js










/** Configs and manifests above this are refused by registries and clients alike (distribution-spec: 4 MiB for manifests). */
const MAX_METADATA = 4 * 1024 * 1024;
/** Index → image is one step; an index of indexes is nobody's runtime. */
const MAX_INDEX_DEPTH = 2;
/** Layer types a runtime may have, and what they are called in an OCI manifest: the blobs are the same. */
const LAYER_TYPES = new Map([
    [LAYER_TYPE.none, LAYER_TYPE.none],
    [LAYER_TYPE.gzip, LAYER_TYPE.gzip],
    ['application/vnd.oci.image.layer.v1.tar+zstd', 'application/vnd.oci.image.layer.v1.tar+zstd'],
    ['application/vnd.docker.image.rootfs.diff.tar', LAYER_TYPE.none],
    ['application/vnd.docker.image.rootfs.diff.tar.gzip', LAYER_TYPE.gzip],
    ['application/vnd.docker.image.rootfs.diff.tar.zstd', 'application/vnd.oci.image.layer.v1.tar+zstd'],
]);
/**
 * Finds the runtime image of a platform and pins it: one or two manifests and the config are read, no layer.
 * `open` gives a repository by its full name. Throws UserError `input-invalid` when the image isn't there or has no such platform.
 */
async function resolveBase(reference, platform, open) {
    const { repository: name, version, full } = fullReference(reference);
    const repository = await open(name);
    const manifest = await imageOf(repository, version, platform, reference, 0);
    const parts = manifestParts(manifest);
    const layers = parts.layers.map((descriptor) => {
        const mediaType = LAYER_TYPES.get(descriptor.mediaType);
        if (mediaType === undefined)
            throw broken(reference, `a layer is of type ${descriptor.mediaType}`);
        return { ...descriptor, mediaType };
    });
    const bytes = await repository.getBlob(parts.config, MAX_METADATA);
    if (bytes === null)
        throw broken(reference, `its config ${parts.config} is missing`);
    return { name: full, pinned: `${name}@${manifest.digest}`, digest: manifest.digest, layers, config: parseObject(bytes, `config of ${reference}`) };
}
/** Host with optional port, then path components (distribution/reference regexp.go). */
const IMAGE_NAME = /^([A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*|\[[0-9a-fA-F:]+\])(:[0-9]+)?(\/[a-z0-9]+((\.|_|__|-+)[a-z0-9]+)*)+$/;
/** Docker's short names in full: `python:3.12` is `docker.io/library/python:3.12` (distribution/reference normalize.go). */
function fullReference(reference) {
    const [name = '', digest] = reference.split('@', 2);
    const tagged = /^(.*[^/]):([A-Za-z0-9_][A-Za-z0-9._-]{0,127})$/.exec(name);
    // a colon before a slash is a port, and no tag is matched across one
    const repository = tagged?.[1] ?? name;
    const tag = tagged?.[2];
    const [first = '', ...rest] = repository.split('/');
    const hasHost = rest.length > 0 && (first === 'localhost' || /[.:]/.test(first));
    const full = hasHost ? repository : `docker.io/${rest.length === 0 ? 'library/' : ''}${repository}`;
    const valid = IMAGE_NAME.test(full) && (digest === undefined || (0,registry_reference/* isDigest */.Bc)(digest));
    if (!valid)
        throw new errors/* UserError */.y('input-invalid', `runtime ${JSON.stringify(reference)} is not the name of an image`, 'write it like `registry.example/runtimes/python:3.12`');
    return {
        repository: full,
        version: digest ?? tag ?? 'latest',
        full: tag === undefined && digest !== undefined ? `${full}@${digest}` : `${full}:${tag ?? 'latest'}`,
    };
}
/**
 * Brings the runtime's layers into the repository of the model, where they are not there already; `oras cp` mounts them within one registry.
 * Returns the bytes that had to move at most. Throws UserError `registry-unreachable` when copying fails.
 */
async function copyBase(base, target, ports) {
    const missing = [];
    for (const layer of base.layers)
        if (!(await target.hasBlob(layer.digest, layer.size)))
            missing.push(layer);
    if (missing.length === 0)
        return 0;
    if (target.name.startsWith('oci:'))
        await fetchInto(base, missing, target, ports);
    else {
        const plain = [...(onThisMachine(base.pinned) ? ['--from-plain-http'] : []), ...(onThisMachine(target.name) ? ['--to-plain-http'] : [])];
        const ran = await ports.run(ports.oras, ['cp', '--no-tty', ...plain, '--', base.pinned, target.name]);
        if (ran.code !== 0)
            throw notCopied(base, target, ran.stderr);
    }
    return missing.reduce((sum, layer) => sum + layer.size, 0);
}
/** A folder is written by its own port (which locks it): each blob goes through a temporary file. */
async function fetchInto(base, layers, target, ports) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'mlambda-base-'));
    try {
        const name = base.pinned.slice(0, base.pinned.lastIndexOf('@'));
        for (const layer of layers) {
            const file = (0,external_node_path_.join)(folder, 'layer');
            const plain = onThisMachine(name) ? ['--plain-http'] : [];
            const ran = await ports.run(ports.oras, ['blob', 'fetch', '--no-tty', ...plain, '--output', file, '--', `${name}@${layer.digest}`]);
            if (ran.code !== 0)
                throw notCopied(base, target, ran.stderr);
            if ((await (0,promises_.stat)(file)).size !== layer.size)
                throw broken(base.name, `layer ${layer.digest} has another size than its manifest says`);
            await target.putBlob({ ...layer, open: () => (0,external_node_fs_.createReadStream)(file) });
        }
    }
    catch (error) {
        throw diskError(error) ?? error;
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
/** Registries on this machine are spoken to without TLS. */
function onThisMachine(repository) {
    return (0,registry_reference/* isLoopback */.U9)(repository.split('/', 1)[0] ?? '');
}
async function imageOf(repository, version, platform, reference, depth) {
    const manifest = await repository.get(version);
    if (manifest === null)
        throw new errors/* UserError */.y('input-invalid', `the runtime ${reference} does not exist`, 'check its name and tag, and that the login may read it');
    const body = parseObject(manifest.bytes, `manifest of ${reference}`);
    if (!Array.isArray(body['manifests']))
        return manifest;
    const images = body['manifests'];
    const match = images
        .map((image) => ({ image, platform: parsePlatform(image) }))
        .filter(({ platform: has }) => has?.os === platform.os && has.architecture === platform.architecture);
    // arm64 comes as v8 or without a variant; amd64/v3 needs newer processors than `linux/amd64` asks for
    const chosen = match.find((one) => one.platform?.variant === undefined) ?? match.find((one) => one.platform?.variant === 'v8') ?? match[0];
    if (!chosen || depth >= MAX_INDEX_DEPTH) {
        throw new errors/* UserError */.y('input-invalid', `the runtime ${reference} has no image for ${platform.os}/${platform.architecture}`, 'choose another `platform` or another runtime');
    }
    return imageOf(repository, parseDescriptor(chosen.image).digest, platform, reference, depth + 1);
}
function parsePlatform(image) {
    if (typeof image !== 'object' || image === null || !('platform' in image))
        return undefined;
    const { platform } = image;
    if (typeof platform !== 'object' || platform === null || !('os' in platform) || !('architecture' in platform))
        return undefined;
    return {
        os: platform.os,
        architecture: platform.architecture,
        variant: 'variant' in platform && platform.variant !== '' ? platform.variant : undefined,
    };
}
function broken(reference, what) {
    return new errors/* UserError */.y('registry-broken-answer', `the runtime ${reference} cannot be used: ${what}`, 'push the runtime again as a plain OCI or Docker image, or choose another');
}
function notCopied(base, target, stderr) {
    return new errors/* UserError */.y('registry-unreachable', `the layers of the runtime ${base.name} could not be copied to ${target.name}: ${stderr.trim().split('\n').at(-1) ?? ''}`, 'check that the login may read the runtime and write the repository');
}

;// CONCATENATED MODULE: ./.build/image/builder.js




/** Starting a builder may pull its image; answers of a running one take milliseconds. */
const START_MS = 300_000;
const ANSWER_MS = 60_000;
/**
 * Finds out what can build, or makes it: the selected buildx builder, another one that can push by digest, a new docker-container builder.
 * Both kinds give the same image, so `auto` makes no builder where none is.
 * Throws UserError `docker-missing`, `builder-unsuitable`. A builder with `created` is to be given to `removeBuilder` in the end.
 */
async function findBuilder(needs) {
    const { wanted, installCommand, run } = needs;
    const asked = wanted === 'buildx' || installCommand;
    if (needs.repository.startsWith('oci:'))
        return folderBuilder(needs);
    if (wanted === 'embedded') {
        if (!installCommand)
            return { kind: 'embedded', because: 'asked for' };
        throw new errors/* UserError */.y('builder-unsuitable', 'an install-command needs a builder that runs commands, and `builder: embedded` has none', 'remove `builder: embedded`, or install into the runtime image instead');
    }
    const version = await run('docker', ['buildx', 'version'], { timeoutMs: ANSWER_MS });
    if (version.code !== 0) {
        if (!asked)
            return { kind: 'embedded', because: 'docker buildx is not installed' };
        const what = installCommand ? 'install-command needs' : '`builder: buildx` needs';
        throw new errors/* UserError */.y('docker-missing', `${what} docker with buildx, and there is none: ${lastLine(version.stderr)}`, 'use a runner with Docker (ubuntu-latest has it), or leave `builder` and `install-command` out');
    }
    const name = (await suitable(run, [])) ?? (await another(run));
    if (name !== null)
        return { kind: 'buildx', name, asked, created: false };
    if (!asked)
        return { kind: 'embedded', because: 'no buildx builder here can push by digest (the docker driver cannot)' };
    return create(needs);
}
async function removeBuilder(builder, run) {
    if (builder.kind === 'buildx' && builder.created)
        await run('docker', ['buildx', 'rm', '--force', builder.name], { timeoutMs: ANSWER_MS });
}
function folderBuilder({ wanted, installCommand, repository }) {
    if (installCommand) {
        throw new errors/* UserError */.y('builder-unsuitable', `install-command needs buildx, which cannot write the folder ${repository}`, 'publish to a registry (one on localhost will do), or install into the runtime image instead');
    }
    if (wanted === 'buildx') {
        throw new errors/* UserError */.y('builder-unsuitable', `buildx cannot write the folder ${repository} without losing what others write to it`, 'leave `builder` out: the embedded builder writes the same image');
    }
    return { kind: 'embedded', because: 'the repository is a folder' };
}
/** Drivers whose builders push by digest; the docker driver answers "not implemented" (docker/buildx build/opt.go). */
const DRIVERS = ['docker-container', 'remote', 'kubernetes', 'cloud'];
/** Name of a builder (the selected one without `names`) if it runs and can push by digest. Starts it where it is stopped. */
async function suitable(run, names) {
    const ran = await run('docker', ['buildx', 'inspect', '--bootstrap', ...names], { timeoutMs: START_MS });
    if (ran.code !== 0)
        return null;
    const value = (key) => new RegExp(`^${key}:[ \\t]*(\\S*)`, 'm').exec(ran.stdout)?.[1] ?? '';
    return DRIVERS.includes(value('Driver')) && value('Status') === 'running' ? value('Name') : null;
}
/** A suitable builder that is not the selected one. `buildx ls` prints one JSON object per line. */
async function another(run) {
    const ran = await run('docker', ['buildx', 'ls', '--format', 'json'], { timeoutMs: ANSWER_MS });
    if (ran.code !== 0)
        return null;
    for (const line of ran.stdout.split('\n').filter((text) => text.startsWith('{'))) {
        const { Name: name, Driver: driver } = parseObject(Buffer.from(line), 'list of builders');
        if (typeof name !== 'string' || typeof driver !== 'string' || !DRIVERS.includes(driver))
            continue;
        const found = await suitable(run, [name]);
        if (found !== null)
            return found;
    }
    return null;
}
async function create({ run, repository }) {
    const name = `mlambda-${(0,external_node_crypto_.randomUUID)().slice(0, 8)}`;
    const network = onThisMachine(repository) ? ['--driver-opt', 'network=host'] : [];
    const ran = await run('docker', ['buildx', 'create', '--name', name, '--driver', 'docker-container', ...network, '--bootstrap'], {
        timeoutMs: START_MS,
    });
    if (ran.code === 0)
        return { kind: 'buildx', name, asked: true, created: true };
    await run('docker', ['buildx', 'rm', '--force', name], { timeoutMs: ANSWER_MS });
    throw new errors/* UserError */.y('builder-unsuitable', `no buildx builder here can push by digest, and none could be made: ${lastLine(ran.stderr)}`, 'set one up with docker/setup-buildx-action before this step');
}
function lastLine(text) {
    return text.trim().split('\n').at(-1) ?? '';
}

;// CONCATENATED MODULE: ./.build/image/buildx-arguments.js
/** Name of the stage that every image starts from. */
const MODEL_STAGE = 'model';
/**
 * `docker` arguments of one build that ends in the registry, by digest, and nowhere else. A plain image manifest: provenance and SBOM would make
 * it an index with untagged children, which cleanups of registries delete. Sources: docker/buildx docs/reference/buildx_build.md, BuildKit docs/build-repro.md.
 */
function buildxArguments(call) {
    const output = {
        type: 'image',
        name: call.repository,
        push: 'true',
        'push-by-digest': 'true',
        'name-canonical': 'true',
        'oci-mediatypes': 'true',
        compression: call.compression === 'none' ? 'uncompressed' : call.compression,
        store: 'false',
    };
    return [
        'buildx',
        'build',
        '--builder',
        call.builder,
        '--progress=plain',
        '--provenance=false',
        '--sbom=false',
        `--platform=${call.platform.os}/${call.platform.architecture}`,
        `--metadata-file=${call.metadataFile}`,
        `--build-context=${MODEL_STAGE}=${call.model}`,
        `--output=${Object.entries(output)
            .map(([key, value]) => `${key}=${value}`)
            .join(',')}`,
        '--',
        call.context,
    ];
}
/** Environment of the build: stamps of configs and histories are the epoch's, whenever it runs. */
const BUILDX_ENVIRONMENT = { SOURCE_DATE_EPOCH: '0', BUILDX_NO_DEFAULT_ATTESTATIONS: '1', BUILDKIT_COLORS: '', NO_COLOR: '1' };
/**
 * The Dockerfile: the finished model image, and the install command as one JSON array, so that no character of it means anything
 * to the Dockerfile parser. It runs where the files are.
 */
function dockerfile(installCommand) {
    const run = installCommand === undefined ? '' : `RUN ${JSON.stringify(['/bin/sh', '-c', `cd /model/files && ${installCommand}`])}\n`;
    return `FROM ${MODEL_STAGE}\n${run}`;
}

;// CONCATENATED MODULE: ./.build/image/buildx-failures.js


/** First match wins. Texts as BuildKit 0.32 and buildx 0.36 print them; `content-missing` is what another origin of the model's layers can mend. */
const SIGNS = [
    [/no space left on device|disk quota exceeded/i, 'disk-full'],
    [/exec format error/i, 'wrong-platform'],
    [/did not complete successfully: exit code/i, 'command-failed'],
    [/401 Unauthorized|403 Forbidden|insufficient_scope|authorization failed|no basic auth credentials|\bdenied\b|unauthorized:/i, 'unauthorized'],
    [/connection refused|no such host|i\/o timeout|network is unreachable|HTTP response to HTTPS client|x509:|tls: /i, 'unreachable'],
    [
        /no builder .*found|cannot load builder|failed to find driver|cannot connect to the docker daemon|docker API|not implemented for docker driver|not supported for the docker driver/i,
        'no-builder',
    ],
    [/not ?found|missing content|failed to (compute cache key|resolve source metadata)|unknown blob/i, 'content-missing'],
];
function failureOf(ran) {
    const line = errorLine(ran.stderr);
    const kind = SIGNS.find(([sign]) => sign.test(ran.stderr))?.[1] ?? 'unknown';
    return { kind, line };
}
/** The last `ERROR:` line of the log, else its last line. */
function errorLine(stderr) {
    const lines = stderr
        .split('\n')
        .map((line) => line.trim())
        .filter((line) => line !== '');
    return lines.findLast((line) => line.startsWith('ERROR:')) ?? lines.at(-1) ?? '';
}
const SETUP = 'set a builder up with docker/setup-buildx-action before this step, or use `builder: embedded`';
const MEANING = {
    'command-failed': ['input-invalid', 'the install-command failed', 'run it in the runtime image by hand; the log above shows its output'],
    'wrong-platform': [
        'builder-unsuitable',
        'the builder cannot run commands of this platform',
        'set QEMU up with docker/setup-qemu-action, or build on a runner of that platform',
    ],
    unauthorized: [
        'registry-unauthorized',
        'the builder may not push',
        'log in before this step (docker/login-action) with an account that may write the repository',
    ],
    unreachable: [
        'builder-unsuitable',
        'the builder does not reach the registry, although this step does',
        'for a registry on this machine give the builder its network (docker/setup-buildx-action, `driver-opts: network=host`) or use `builder: embedded`',
    ],
    'no-builder': ['builder-unsuitable', 'buildx has no builder that can push by digest', SETUP],
    'content-missing': ['builder-unsuitable', 'the builder did not find the layers of the model', SETUP],
    unknown: ['builder-unsuitable', 'buildx failed', SETUP],
};
function failureError({ kind, line }, repository) {
    if (kind === 'disk-full')
        return diskFull();
    const [code, message, remedy] = MEANING[kind];
    return new errors/* UserError */.y(code, `${message}${repository === '' ? '' : ` (${repository})`}: ${line}`, remedy);
}

;// CONCATENATED MODULE: ./.build/image/embedded.js
/** Pushes config and manifest by digest: no tag is written, nothing becomes visible; doing it twice changes nothing. Needs no Docker. */
async function composeEmbedded(image, repository) {
    if (!(await repository.hasBlob(image.config.digest, image.config.size)))
        await repository.putBlob(image.config);
    await repository.putManifest(image.manifest.digest, image.manifest);
    return image.manifest;
}

// EXTERNAL MODULE: external "node:stream"
var external_node_stream_ = __webpack_require__(7075);
// EXTERNAL MODULE: external "node:stream/promises"
var external_node_stream_promises_ = __webpack_require__(6466);
;// CONCATENATED MODULE: ./.build/image/layout.js





/**
 * An OCI image layout that a builder can start from: manifest and config, and only those layers that are given.
 * BuildKit reads a layer only when it has to; the registry already has them all. Spec: OCI image-spec image-layout.md.
 */
async function writeLayout(folder, manifest, config, layers) {
    const blobs = (0,external_node_path_.join)(folder, 'blobs', 'sha256');
    await (0,promises_.mkdir)(blobs, { recursive: true });
    const fileOf = (digest) => (0,external_node_path_.join)(blobs, digest.slice('sha256:'.length));
    await (0,promises_.writeFile)(fileOf(manifest.digest), manifest.bytes);
    await (0,promises_.writeFile)(fileOf(config.digest), config.bytes);
    for (const layer of layers)
        await (0,external_node_stream_promises_.pipeline)(external_node_stream_.Readable.from(layer.open()), (0,external_node_fs_.createWriteStream)(fileOf(layer.digest)));
    const descriptor = { mediaType: manifest.mediaType, digest: manifest.digest, size: manifest.bytes.length };
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'index.json'), JSON.stringify({ schemaVersion: 2, mediaType: 'application/vnd.oci.image.index.v1+json', manifests: [descriptor] }));
    await (0,promises_.writeFile)((0,external_node_path_.join)(folder, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }));
}

;// CONCATENATED MODULE: ./.build/image/buildx.js












/**
 * Lets buildx compose the image from layers that the registry already has, and push it by digest.
 * The next origin is tried only on evidence: a build that failed because content wasn't found where it was expected.
 * Throws UserError `builder-unsuitable`, `registry-unauthorized`, `disk-full`, `input-invalid` (install command failed).
 */
async function composeWithBuildx(parts) {
    const folder = await (0,promises_.mkdtemp)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'mlambda-image-'));
    try {
        const context = (0,external_node_path_.join)(folder, 'context');
        await (0,promises_.mkdir)(context);
        await (0,promises_.writeFile)((0,external_node_path_.join)(context, 'Dockerfile'), dockerfile(parts.plan.installCommand));
        let failure;
        for (const origin of originsOf(parts.plan)) {
            parts.progress('composing with buildx', 0, 0);
            const metadataFile = (0,external_node_path_.join)(folder, `${origin}.json`);
            const model = await provide(origin, (0,external_node_path_.join)(folder, origin), parts);
            const ran = await build({ ...parts, model, context, metadataFile });
            if (ran.code === 0)
                return await resultOf(parts, await digestIn(metadataFile));
            failure = failureOf(ran);
            if (failure.kind !== 'content-missing')
                break;
        }
        throw failureError(failure ?? { kind: 'unknown', line: '' }, parts.repository.name);
    }
    catch (error) {
        throw diskError(error) ?? error;
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
    }
}
function originsOf(plan) {
    const first = plan.installCommand === undefined ? ['lazy', 'registry'] : ['registry'];
    // the runtime's layers are never on this disk
    return plan.base === undefined ? [...first, 'complete'] : first;
}
async function provide(origin, folder, { image, sent, repository }) {
    if (origin === 'registry') {
        await composeEmbedded(image, repository);
        return `docker-image://${repository.name}@${image.manifest.digest}`;
    }
    await writeLayout(folder, image.manifest, image.config, origin === 'complete' ? sent.map(({ blob }) => blob) : []);
    return `oci-layout://${folder}@${image.manifest.digest}`;
}
function build(call) {
    const { builder, repository, model, compression, context, metadataFile, plan } = call;
    const argv = buildxArguments({ builder, repository: repository.name, model, compression, platform: plan.platform, context, metadataFile });
    return call.run('docker', argv, { env: BUILDX_ENVIRONMENT });
}
async function digestIn(metadataFile) {
    const digest = parseObject(await (0,promises_.readFile)(metadataFile), 'metadata of buildx')['containerimage.digest'];
    if (!(0,registry_reference/* isDigest */.Bc)(digest))
        throw failureError({ kind: 'unknown', line: 'it reported no digest' }, '');
    return digest;
}
/** What the registry holds now: the very image, or the image with what a command added to it. */
async function resultOf({ plan, image, repository }, digest) {
    if (digest === image.manifest.digest)
        return { manifest: image.manifest };
    // A builder that has met the same files in another compression names those blobs. Ours are in the registry: they are named instead.
    if (plan.installCommand === undefined)
        return { manifest: await composeEmbedded(image, repository), notice: REWRITTEN };
    const manifest = await repository.get(digest);
    if (manifest === null) {
        throw new errors/* UserError */.y('builder-unsuitable', `buildx reported ${digest}, but ${repository.name} does not have it`, 'check where the builder pushes to (mirrors, proxies)');
    }
    const configDigest = manifestParts(manifest).config;
    const config = await repository.getBlob(configDigest, MAX_CONFIG);
    const ours = diffIds(image.config.bytes);
    const built = config === null ? [] : diffIds(config);
    if (!ours.every((id, index) => id === built[index])) {
        throw new errors/* UserError */.y('builder-unsuitable', 'the builder did not build on the layers of the model', 'update the builder (docker/setup-buildx-action installs a recent BuildKit)');
    }
    return { manifest };
}
const REWRITTEN = 'the builder knew these files in another compression; config and manifest were written directly';
/** Registries and clients refuse larger configs. */
const MAX_CONFIG = 4 * 1024 * 1024;
function diffIds(config) {
    const rootfs = parseObject(config, 'config of the image')['rootfs'];
    return typeof rootfs === 'object' && rootfs !== null && 'diff_ids' in rootfs && Array.isArray(rootfs.diff_ids) ? rootfs.diff_ids : [];
}

;// CONCATENATED MODULE: ./.build/image/oci-json.js
/**
 * JSON as Go's encoding/json writes it (`<`, `>`, `&`, U+2028 and U+2029 escaped; Unicode otherwise plain), because BuildKit re-writes configs and
 * manifests with it: bytes that are already in its form stay what they are. `indent` 2 for manifests, 0 for configs.
 */
function goJson(value, indent) {
    const text = JSON.stringify(value, (_key, part) => (typeof part === 'string' ? wellFormed(part) : part), indent);
    return Buffer.from(text.replace(/[<>&\u2028\u2029]/g, goEscape));
}
function goEscape(character) {
    return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
/** A lone surrogate has no UTF-8 form: U+FFFD, as every decoder would make of it. */
function wellFormed(text) {
    return Buffer.from(text).toString();
}
/** An object with its keys sorted by bytes, as Go writes maps. */
function sortedMap(entries) {
    const sorted = [...entries].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
    return Object.fromEntries(sorted);
}

;// CONCATENATED MODULE: ./.build/image/config.js


/** OCI image-spec config.md. */
const CONFIG_TYPE = 'application/vnd.oci.image.config.v1+json';
/** SOURCE_DATE_EPOCH=0: an image of the same files is the same bytes on every day. When it was published is an annotation of the manifest. */
const EPOCH = '1970-01-01T00:00:00Z';
/** BuildKit adds it to an image that has none: written at once, so that its config is ours. */
const DEFAULT_PATH = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** Marks our layers in the history; docs/image.md: `files.json` counts layers from the first of them. */
const HISTORY_COMMENT = 'mlambda';
/**
 * The image config as deterministic bytes, in the form that BuildKit writes itself: a `FROM` of this image changes nothing.
 * Keys of the top level sorted, keys of `config` in the order of Go's structs (moby/docker-image-spec specs-go/v1/image.go), empty ones left out.
 * Throws UserError `builder-unsuitable` for a base with ONBUILD triggers.
 */
function imageConfig(parts) {
    const base = parts.base ?? {};
    const baseLayers = list(record(base['rootfs'])['diff_ids']).filter((id) => typeof id === 'string');
    const ours = parts.layers.map(({ title }) => ({ created: EPOCH, created_by: title, comment: HISTORY_COMMENT }));
    return goJson({
        architecture: parts.platform.architecture,
        author: config_text(base['author']),
        config: containerConfig(record(base['config']), parts.labels),
        created: EPOCH,
        history: [...baseHistory(base, baseLayers.length), ...ours],
        os: parts.platform.os,
        'os.features': texts(base['os.features']),
        'os.version': config_text(base['os.version']),
        rootfs: { type: 'layers', diff_ids: [...baseLayers, ...parts.layers.map(({ diffId }) => diffId)] },
        variant: config_text(base['variant']),
    }, 0);
}
function containerConfig(config, labels) {
    const triggers = texts(config['OnBuild']);
    if (triggers) {
        throw new errors/* UserError */.y('builder-unsuitable', `the runtime has ONBUILD triggers (${triggers[0]}), which would run inside every image built on it`, 'use a runtime without ONBUILD');
    }
    const env = texts(config['Env']) ?? [];
    const inherited = Object.entries(record(config['Labels'])).flatMap(([key, value]) => typeof value === 'string' && !describesImage(key) ? [[key, value]] : []);
    return {
        User: config_text(config['User']),
        ExposedPorts: set(config['ExposedPorts']),
        Env: env.some((entry) => entry.startsWith('PATH=')) ? env : [...env, DEFAULT_PATH],
        Entrypoint: texts(config['Entrypoint']),
        Cmd: texts(config['Cmd']),
        Volumes: set(config['Volumes']),
        WorkingDir: config_text(config['WorkingDir']) ?? '/',
        Labels: sortedMap([...inherited, ...Object.entries(labels)]),
        StopSignal: config_text(config['StopSignal']),
        ArgsEscaped: config['ArgsEscaped'] === true ? true : undefined,
        Healthcheck: healthcheck(config['Healthcheck']),
        Shell: texts(config['Shell']),
    };
}
/** Labels of the base that say something about the base itself (its version, its contract) would be wrong facts about the model. */
function describesImage(key) {
    return key.startsWith('org.opencontainers.image.') || key.startsWith('dev.mlambda.');
}
function healthcheck(value) {
    const check = record(value);
    const parts = {
        Test: texts(check['Test']),
        Interval: count(check['Interval']),
        Timeout: count(check['Timeout']),
        StartPeriod: count(check['StartPeriod']),
        StartInterval: count(check['StartInterval']),
        Retries: count(check['Retries']),
    };
    return Object.values(parts).every((part) => part === undefined) ? undefined : parts;
}
/** The base's history, where it fits its layers; else one line per layer, because readers pair the two lists. */
function baseHistory(base, layers) {
    const lines = list(base['history']).map(record);
    if (lines.filter((line) => line['empty_layer'] !== true).length !== layers) {
        return Array.from({ length: layers }, () => ({ created: EPOCH, comment: 'layer of the runtime' }));
    }
    return lines.map((line) => ({
        created: time(line['created']),
        created_by: config_text(line['created_by']),
        author: config_text(line['author']),
        comment: config_text(line['comment']),
        empty_layer: line['empty_layer'] === true ? true : undefined,
    }));
}
/** RFC 3339 as Go prints it: no zeros at the end of the fraction. */
function time(value) {
    const found = typeof value === 'string' ? /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/.exec(value) : null;
    if (!found)
        return undefined;
    const fraction = (found[2] ?? '').replace(/0+$/, '').replace(/\.$/, '');
    return `${found[1]}${fraction}${found[3] === '+00:00' || found[3] === '-00:00' ? 'Z' : found[3]}`;
}
function record(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}
function list(value) {
    return Array.isArray(value) ? value : [];
}
function config_text(value) {
    return typeof value === 'string' && value !== '' ? value : undefined;
}
function texts(value) {
    const found = list(value).filter((item) => typeof item === 'string');
    return found.length > 0 ? found : undefined;
}
function count(value) {
    return typeof value === 'number' && value !== 0 ? value : undefined;
}
/** `{"80/tcp": {}}`: the keys are the set. */
function set(value) {
    const keys = Object.keys(record(value));
    return keys.length > 0 ? sortedMap(keys.map((key) => [key, {}])) : undefined;
}

;// CONCATENATED MODULE: ./.build/image/manifest.js



/** OCI image-spec manifest.md. */
const MANIFEST_TYPE = 'application/vnd.oci.image.manifest.v1+json';
/** A plain image manifest as deterministic bytes, indented as BuildKit indents it; no annotations: those come with the version. */
function imageManifest(config, layers) {
    const bytes = goJson({
        schemaVersion: 2,
        mediaType: MANIFEST_TYPE,
        config: { mediaType: CONFIG_TYPE, digest: digestOf(config), size: config.length },
        layers: layers.map(({ mediaType, digest, size }) => ({ mediaType, digest, size })),
    }, 2);
    return { bytes, digest: digestOf(bytes), mediaType: MANIFEST_TYPE };
}
function digestOf(bytes) {
    return `sha256:${(0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex')}`;
}

;// CONCATENATED MODULE: ./.build/image/compose.js



/** Docker's overlay2 and BuildKit's snapshots take no more (moby daemon/graphdriver/overlay2: maxDepth 128, three in use). */
const MAX_DEPTH = 125;
/** Config and manifest over the runtime's layers and ours. Pure: the same layers give the same bytes. */
function composeImage(plan, sent) {
    const layers = [...(plan.base?.layers ?? []), ...sent.map(({ blob }) => blob)];
    if (layers.length > MAX_DEPTH) {
        throw new errors/* UserError */.y('input-invalid', `the runtime has ${plan.base?.layers.length ?? 0} layers: with the model's that is more than the ${MAX_DEPTH} an image may have`, 'flatten the runtime image');
    }
    const bytes = imageConfig({
        platform: plan.platform,
        labels: plan.labels,
        layers: sent,
        ...(plan.base === undefined ? {} : { base: plan.base.config }),
    });
    const digest = digestOf(bytes);
    return {
        manifest: imageManifest(bytes, layers),
        layers,
        config: { bytes, digest, size: bytes.length, mediaType: CONFIG_TYPE, open: () => once(bytes) },
    };
}
async function* once(bytes) {
    yield bytes;
}

;// CONCATENATED MODULE: ./.build/image/content.js


/** Files read at the same time: one waits for the disk while the other is hashed. */
const PARALLEL = 2;
/**
 * Identity of a payload, whatever archive, layer or registry carries it: sha256 of every file, and one digest over all.
 * Files are streamed in constant memory; a Git LFS pointer *is* the sha256 and size of its file and is not read.
 * Throws UserError `corrupt` when a file changes meanwhile.
 */
async function contentOf(payload, progress) {
    const total = payload.files.reduce((sum, file) => sum + (file.pointer ? 0 : file.size), 0);
    let done = 0;
    const see = (bytes) => {
        done += bytes;
        progress('hashing', done, total);
    };
    const found = [];
    const queue = payload.files.entries();
    const lane = async () => {
        for (const [index, file] of queue)
            found[index] = await identify(file, payload, see);
    };
    await Promise.all(Array.from({ length: PARALLEL }, lane));
    return {
        digest: contentDigest(found),
        files: found,
        size: found.reduce((sum, file) => sum + file.size, 0),
    };
}
/**
 * `sha256:` of the lines `SHA256  PATH\n` (as sha256sum prints them) in order of the paths' UTF-8 bytes.
 * A path with a line break is written as sha256sum writes it: a backslash before the line, `\n` and `\\` in the path.
 */
function contentDigest(files) {
    const lines = files
        .map((file) => ({ key: Buffer.from(file.path), line: sumLine(file.sha256, file.path) }))
        .sort((a, b) => Buffer.compare(a.key, b.key));
    const hash = (0,external_node_crypto_.createHash)('sha256');
    for (const { line } of lines)
        hash.update(line);
    return `sha256:${hash.digest('hex')}`;
}
/** GNU coreutils manual, md5sum invocation: escaping of file names. */
function sumLine(sha256, path) {
    if (!/[\n\r\\]/.test(path))
        return `${sha256}  ${path}\n`;
    const escaped = path.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
    return `\\${sha256}  ${escaped}\n`;
}
async function identify(file, payload, see) {
    const { path, executable } = file;
    if (file.pointer)
        return { path, executable, size: file.pointer.size, sha256: file.pointer.sha256, pointer: file.pointer };
    const hash = (0,external_node_crypto_.createHash)('sha256');
    let stamp = '';
    const remember = (seen) => {
        stamp = seen;
    };
    for await (const chunk of readFileChunks(payload.onDisk(path), path, file.size, undefined, remember)) {
        hash.update(chunk);
        see(chunk.length);
    }
    return { path, executable, size: file.size, sha256: hash.digest('hex'), stamp };
}

;// CONCATENATED MODULE: ./.build/image/files-list.js
/**
 * `/model/files.json`: every file of the payload with its identity and its layer, so that the next upload knows what is already there.
 * `layer` counts the model's layers from 0, in the order of the image (layers of a runtime come before and are not counted).
 */
function filesList(content, groups) {
    const layerOf = new Map(groups.flatMap((group, index) => group.map(({ path }) => [path, index])));
    const lines = [...content.files]
        .sort((a, b) => Buffer.compare(Buffer.from(a.path), Buffer.from(b.path)))
        .map(({ path, size, sha256, executable }) => JSON.stringify({ path, size, sha256, ...(executable ? { executable } : {}), layer: layerOf.get(path) }));
    return Buffer.from(`{"content":"${content.digest}","files":[\n${lines.join(',\n')}\n]}\n`);
}
/** Reads `files.json` back; `null` for anything that is not exactly such a list. */
function parseFilesList(bytes) {
    let value;
    try {
        value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    }
    catch {
        return null;
    }
    if (typeof value !== 'object' || value === null || !('content' in value) || !('files' in value))
        return null;
    const { content, files } = value;
    if (typeof content !== 'string' || !Array.isArray(files))
        return null;
    const parsed = files.map(parseFile);
    return parsed.every((file) => file !== null) ? { content, files: parsed } : null;
}
function parseFile(value) {
    if (typeof value !== 'object' || value === null || !('path' in value) || !('size' in value) || !('sha256' in value) || !('layer' in value))
        return null;
    const { path, size, sha256, layer } = value;
    const executable = 'executable' in value && value.executable === true;
    if (typeof path !== 'string' || typeof sha256 !== 'string' || !/^[0-9a-f]{64}$/.test(sha256))
        return null;
    if (typeof size !== 'number' || !Number.isSafeInteger(size) || size < 0 || typeof layer !== 'number' || !Number.isSafeInteger(layer))
        return null;
    return { path, size, sha256, executable, layer };
}

;// CONCATENATED MODULE: ./.build/image/bundles.js

/**
 * Files packed into bundles of about `target` bytes, so that one changed, added or removed file changes one bundle and no other.
 * A file's place is a hash of its directory and then of its path; a bundle that is too large is split by the next bit of it, alone.
 * Files of one directory stay together as long as they fit. Bundles and the files in them come in a fixed order, whatever the input's.
 */
function bundle(files, target) {
    const placed = files.map((file) => ({ file, place: placeOf(file.path) }));
    return split(placed, 0, target).map((group) => group.map(({ file }) => file).sort(byPath));
}
/** The smallest power of two ≥ `floor` for which `files` make at most `most` bundles: it moves only when the whole collection grows or shrinks a lot. */
function bundleAtMost(files, floor, most) {
    const total = files.reduce((sum, file) => sum + file.size, 0);
    for (let target = floor;; target *= 2) {
        const bundles = bundle(files, target);
        if (bundles.length <= most || target >= total)
            return bundles;
    }
}
/** 16 bytes for the directory, 16 for the path: splitting goes by directories before it cuts one. */
function placeOf(path) {
    const directory = path.slice(0, Math.max(0, path.lastIndexOf('/')));
    return Buffer.concat([sha256(directory).subarray(0, 16), sha256(path).subarray(0, 16)]);
}
/** Bits of a place. */
const DEPTH = 256;
function split(group, depth, target) {
    if (group.length === 0)
        return [];
    const size = group.reduce((sum, { file }) => sum + file.size, 0);
    if (size <= target || group.length === 1 || depth === DEPTH)
        return [group];
    const zeros = group.filter(({ place }) => !bit(place, depth));
    const ones = group.filter(({ place }) => bit(place, depth));
    return [...split(zeros, depth + 1, target), ...split(ones, depth + 1, target)];
}
function bit(place, index) {
    return (((place[index >> 3] ?? 0) >> (7 - (index & 7))) & 1) === 1;
}
function sha256(text) {
    return (0,external_node_crypto_.createHash)('sha256').update(text).digest();
}
function byPath(a, b) {
    return Buffer.compare(Buffer.from(a.path), Buffer.from(b.path));
}

// EXTERNAL MODULE: ./.build/image/labels.js
var labels = __webpack_require__(9265);
;// CONCATENATED MODULE: ./.build/image/plan.js







/** Where things are in the image. */
const FILES_PREFIX = 'model/files/';
const CONTRACT_JSON = 'model/contract.json';
const CONTRACT_PROTOBIN = 'model/contract.protobin';
const FILES_JSON = 'model/files.json';
/** A file above this gets a layer of its own: re-sending it costs more than asking the registry for one more blob. */
const LARGE = 16 * 1024 * 1024;
/** Files up to this (configs, vocabularies, code) are bundled apart from medium ones: editing one re-sends kilobytes. */
const SMALL = 256 * 1024;
/** Least size at which a bundle is worth splitting. */
const SMALL_BUNDLE = 1024 * 1024;
const MEDIUM_BUNDLE = 32 * 1024 * 1024;
const LARGE_BUNDLE = 64 * 1024 * 1024;
/** Docker's overlay2 refuses images of more than 125 layers (moby daemon/graphdriver/overlay2 maxDepth 128); a runtime brings its own. */
const MAX_LAYERS = { scratch: 120, runtime: 80 };
/**
 * What goes where, as data: no byte of the model is read. The same content, contract and base give the same plan on every machine and day.
 * Layers: large files one each, medium and small ones bundled so that a change moves one bundle, and last what we know about the model.
 * Throws UserError `unsafe` (paths that cannot be unpacked).
 */
function planImage(parts) {
    const { content, contract, payload } = parts;
    for (const { path } of content.files)
        requirePath(path);
    const most = parts.base === undefined ? MAX_LAYERS.scratch : MAX_LAYERS.runtime;
    const groups = groupFiles(content.files, most - 1);
    const json = Buffer.from(`${(0,canonical/* canonicalJson */.dj)(contract)}\n`);
    const about = [ownEntry(CONTRACT_JSON, json), ownEntry(CONTRACT_PROTOBIN, parts.signature), ownEntry(FILES_JSON, filesList(content, groups))];
    const layers = [
        ...groups.map((group) => plan_layer(titleOf(group), group.map((file) => entryOf(file, payload)))),
        plan_layer('contract and file list', about),
    ];
    return {
        layers,
        labels: (0,labels/* imageLabels */.J0)(parts),
        platform: parts.platform,
        ...(parts.base === undefined ? {} : { base: parts.base }),
        ...(parts.installCommand === undefined ? {} : { installCommand: parts.installCommand }),
    };
}
/** Name of a layer by what is in it: the same files at the same places with the same modes are the same tar. 64 hex digits. */
function layerKey(entries) {
    const lines = entries.map(({ path, size, mode, sha256 }) => JSON.stringify([path, size, mode, sha256])).sort();
    return (0,external_node_crypto_.createHash)('sha256').update(lines.join('\n')).digest('hex');
}
/** The entry of a payload file, without where its bytes are. */
function imageEntry(file) {
    return { path: FILES_PREFIX + file.path, size: file.size, mode: file.executable ? 0o755 : 0o644, sha256: file.sha256 };
}
/** Shares of the layers: a tenth for small bundles, a third for medium ones, the rest for large files. */
function groupFiles(files, most) {
    const smallMost = Math.floor(most / 10);
    const mediumMost = Math.floor(most / 3);
    const largeMost = most - smallMost - mediumMost;
    const large = files.filter((file) => file.size > LARGE);
    const medium = files.filter((file) => file.size > SMALL && file.size <= LARGE);
    const small = files.filter((file) => file.size <= SMALL);
    return [
        ...(large.length <= largeMost ? bundle(large, 1) : bundleAtMost(large, LARGE_BUNDLE, largeMost)),
        ...bundleAtMost(medium, MEDIUM_BUNDLE, mediumMost),
        ...bundleAtMost(small, SMALL_BUNDLE, smallMost),
    ];
}
function plan_layer(title, entries) {
    return { title, entries, size: layerSize(entries) };
}
/** Longest title: it is printed, and ends in the image's history. */
const TITLE = 200;
function titleOf(group) {
    const [only] = group;
    if (group.length > 1 || !only)
        return `${group.length} files`;
    const path = FILES_PREFIX + only.path;
    return oneLine(path.length > TITLE ? `…${path.slice(-TITLE)}` : path);
}
function oneLine(text) {
    return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '?');
}
function entryOf(file, payload) {
    if (file.pointer)
        return { ...imageEntry(file), from: { pointer: file.pointer } };
    return { ...imageEntry(file), from: { file: payload.onDisk(file.path), ...(file.stamp === undefined ? {} : { stamp: file.stamp }) } };
}
function ownEntry(path, bytes) {
    return { path, size: bytes.length, mode: 0o644, from: { bytes }, sha256: (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex') };
}
/** Linux limits.h: NAME_MAX and PATH_MAX, less what the image puts in front. */
const NAME_MAX = 255;
const PATH_MAX = 4000;
/** What a container runtime could not unpack, or would unpack elsewhere, is refused here once more, whoever listed the files. */
function requirePath(path) {
    const names = path.split('/');
    const bad = names.some((name) => name === '' || name === '.' || name === '..' || name.includes('\0') || Buffer.byteLength(name) > NAME_MAX);
    if (!bad && Buffer.byteLength(path) <= PATH_MAX)
        return;
    throw new errors/* UserError */.y('unsafe', `${JSON.stringify(path)} cannot be a path in an image`, 'rename the file or leave it out of the payload', {
        file: path,
    });
}

;// CONCATENATED MODULE: ./.build/image/tar-find.js

/** Content of one file with a short ASCII name in a small tar of our own, `null` when it is not there. Never reads past the end. */
function findInTar(tar, path) {
    const text = Buffer.from(tar.buffer, tar.byteOffset, tar.byteLength);
    for (let offset = 0; offset + BLOCK <= text.length;) {
        const name = text.toString('latin1', offset, offset + 100).replace(/\0.*$/s, '');
        const size = Number.parseInt(text.toString('latin1', offset + 124, offset + 135), 8);
        // zero blocks end the archive; a size that is no octal number is no tar
        if (name === '' || !Number.isSafeInteger(size))
            return null;
        const start = offset + BLOCK;
        if (name === path)
            return start + size <= text.length ? text.subarray(start, start + size) : null;
        offset = start + size + padding(size);
    }
    return null;
}

;// CONCATENATED MODULE: ./.build/image/published-layers.js










const NOTHING_PUBLISHED = { files: [], find: () => null };
/** The list of 200,000 files is about 40 MB. */
const MAX_LIST = 64 * 1024 * 1024;
/** As registries and clients refuse larger configs. */
const published_layers_MAX_CONFIG = 4 * 1024 * 1024;
/**
 * Reads the file list of a published version: manifest, config and one small layer. An image that this tool did not write, or one whose list
 * does not fit its own content digest, holds nothing to re-use; that is no error. Throws what the repository throws.
 */
async function readPublishedLayers(repository, digest) {
    const manifest = await repository.get(digest);
    if (manifest === null)
        return NOTHING_PUBLISHED;
    if (isIndex(manifest))
        return NOTHING_PUBLISHED;
    const { config: configDigest, layers } = manifestParts(manifest);
    const config = await repository.getBlob(configDigest, published_layers_MAX_CONFIG);
    if (config === null)
        return NOTHING_PUBLISHED;
    const ours = ownLayers(parseObject(config, 'published config'), layers);
    const last = ours.at(-1);
    if (!last || last.blob.size > MAX_LIST)
        return NOTHING_PUBLISHED;
    const tar = await repository.getBlob(last.blob.digest, MAX_LIST);
    const list = tar === null ? null : findInTar(unpack(tar, last.blob.mediaType), FILES_JSON);
    const files = list === null ? null : parseFilesList(list);
    if (files === null || contentDigest(files.files) !== files.content)
        return NOTHING_PUBLISHED;
    const byKey = new Map(ours.map((layer, index) => [layerKey(files.files.filter((file) => file.layer === index).map(imageEntry)), layer]));
    return {
        files: files.files,
        find(plan, compression) {
            const found = byKey.get(layerKey(plan.entries));
            return found && compression !== 'zstd' && found.blob.mediaType === LAYER_TYPE[compression] ? found : null;
        },
    };
}
/** Our layers among a runtime's and a command's: the history pairs with the layers, and names ours. */
function ownLayers(config, layers) {
    const history = (Array.isArray(config['history']) ? config['history'] : []).map(published_layers_record).filter((line) => line['empty_layer'] !== true);
    const ids = published_layers_record(config['rootfs'])['diff_ids'];
    if (history.length !== layers.length || !Array.isArray(ids))
        return [];
    return history.flatMap((line, index) => {
        const blob = layers[index];
        const diffId = ids[index];
        return line['comment'] === HISTORY_COMMENT && blob && (0,registry_reference/* isDigest */.Bc)(diffId) ? [{ blob, diffId }] : [];
    });
}
function isIndex(manifest) {
    return 'manifests' in parseObject(manifest.bytes, 'published manifest');
}
function unpack(bytes, mediaType) {
    if (mediaType !== LAYER_TYPE.gzip)
        return bytes;
    try {
        return (0,external_node_zlib_.gunzipSync)(bytes, { maxOutputLength: MAX_LIST });
    }
    catch {
        return new Uint8Array();
    }
}
function published_layers_record(value) {
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value)) : {};
}

;// CONCATENATED MODULE: ./.build/image/send.js



/** Layers on their way at the same time: small ones are bound by round trips, large ones by the wire. */
const LANES = 3;
/**
 * Brings every layer into the repository, reading it once to know it and once more only if it has to be sent.
 * The smallest goes first and alone: it shows that the repository exists and is writable before gigabytes move.
 */
async function sendLayers(layers, sending) {
    requireLayerLimit(layers, sending.repository.name);
    const total = layers.reduce((sum, layer) => sum + layer.size, 0);
    const hashed = counter(sending.progress, 'reading layers', total);
    const moved = counter(sending.progress, 'sending layers', total);
    const result = [];
    let sent = 0;
    const send = async (layer, index) => {
        const known = sending.published(layer);
        if (known && (await sending.repository.hasBlob(known.blob.digest, known.blob.size))) {
            hashed(layer.size);
            result[index] = { diffId: known.diffId, title: layer.title, blob: { ...known.blob, open: () => rebuilt(layer, sending.compression) } };
            return;
        }
        const { blob, diffId } = await hashLayer(layer, sending.compression, hashed);
        if (!(await sending.repository.hasBlob(blob.digest, blob.size))) {
            await sending.repository.putBlob({ ...blob, open: () => counted(blob.open(), moved) });
            sent += blob.size;
        }
        result[index] = { diffId, title: layer.title, blob };
    };
    const queue = layers.map((layer, index) => ({ layer, index })).sort((a, b) => a.layer.size - b.layer.size);
    const [probe, ...rest] = queue;
    if (probe)
        await send(probe.layer, probe.index);
    const waiting = rest.values();
    let failed = false;
    const lane = async () => {
        for (const { layer, index } of waiting) {
            if (failed)
                return;
            try {
                await send(layer, index);
            }
            catch (error) {
                failed = true;
                throw error;
            }
        }
    };
    const lanes = await Promise.allSettled(Array.from({ length: LANES }, lane));
    for (const outcome of lanes)
        if (outcome.status === 'rejected')
            throw outcome.reason;
    return { layers: result, sent };
}
/** Largest layer a registry takes. GitHub docs, "Working with the Container registry": 10 GB each layer. */
const LAYER_LIMITS = new Map([['ghcr.io', 10_000_000_000]]);
function requireLayerLimit(layers, repository) {
    const host = repository.split('/', 1)[0] ?? '';
    const limit = LAYER_LIMITS.get(host);
    const over = layers.find((layer) => limit !== undefined && layer.size > limit);
    if (!over || limit === undefined)
        return;
    throw new errors/* UserError */.y('input-invalid', `${over.title} is ${(0,log/* printBytes */.p)(over.size)}, but ${host} takes at most ${(0,log/* printBytes */.p)(limit)} in one layer`, 'save the model in shards below that size (`max_shard_size`), or publish to a registry without that limit');
}
async function* rebuilt(layer, compression) {
    const { blob } = await hashLayer(layer, compression, () => { });
    yield* blob.open();
}
async function* counted(stream, count) {
    for await (const chunk of stream) {
        count(chunk.length);
        yield chunk;
    }
}
function counter(progress, step, total) {
    let done = 0;
    return (bytes) => {
        done += bytes;
        progress(step, Math.min(done, total), total);
    };
}

;// CONCATENATED MODULE: ./.build/image/freeze.js









/**
 * Freezes a plan into an image in the repository, by digest: nothing visible changes, and a run killed halfway leaves nothing but blobs
 * that the next one finds. Layers always go one way, from disk to the registry; then buildx or we ourselves write config and manifest around them.
 */
async function freeze(plan, freezing) {
    try {
        return await freezeUnguarded(plan, freezing);
    }
    catch (error) {
        throw diskError(error) ?? error;
    }
}
async function freezeUnguarded(plan, freezing) {
    const { repository, compression, progress } = freezing;
    const published = freezing.published ?? NOTHING_PUBLISHED;
    const { layers, sent } = await sendLayers(plan.layers, {
        repository,
        compression,
        progress,
        published: (layer) => published.find(layer, compression),
    });
    const copied = plan.base === undefined ? 0 : await copyBase(plan.base, repository, freezing);
    const image = composeImage(plan, layers);
    const { manifest, builder, notice } = await compose(plan, image, layers, freezing);
    const parts = manifestParts(manifest);
    return {
        manifest,
        layers: parts.layers,
        configDigest: parts.config,
        sent: sent + copied + image.config.size + manifest.bytes.length,
        reproducible: plan.installCommand === undefined,
        builder,
        ...(notice === undefined ? {} : { notice }),
    };
}
async function compose(plan, image, sent, freezing) {
    const { builder, repository, compression, docker, progress } = freezing;
    if (builder.kind === 'embedded') {
        if (plan.installCommand !== undefined)
            throw new Error('an install-command was given to the embedded builder: findBuilder refuses that');
        return { manifest: await composeEmbedded(image, repository), builder: 'embedded' };
    }
    try {
        return {
            ...(await composeWithBuildx({ plan, image, sent, repository, builder: builder.name, compression, run: docker, progress })),
            builder: 'buildx',
        };
    }
    catch (error) {
        const replaceable = error instanceof errors/* UserError */.y && error.code === 'builder-unsuitable' && !builder.asked;
        if (!replaceable)
            throw error;
        // the layers are in the registry already: writing the same config and manifest needs no builder
        return { manifest: await composeEmbedded(image, repository), builder: 'embedded', notice: `composed without buildx: ${error.message}` };
    }
}

// EXTERNAL MODULE: ./.build/model/signature-proto.js + 1 modules
var signature_proto = __webpack_require__(4641);
;// CONCATENATED MODULE: ./.build/freeze-model.js






/** The runtime that the input or the definition names; pinned by digest where something will be built on it. */
async function runtimeOf(model, inputs, occasion, ports) {
    const { definition } = model.discovered;
    const reference = inputs.runtime || definition?.runtime || '';
    const installCommand = definition?.installCommand ?? '';
    if (reference === '')
        return { name: '', digest: null, base: null, installCommand };
    if (occasion.mode === 'validate')
        return { name: fullReference(reference).full, digest: null, base: null, installCommand };
    const base = await resolveBase(reference, inputs.platform, ports.repository);
    return { name: base.name, digest: base.digest, base, installCommand };
}
/** The model as an image in the repository, by digest: nothing visible has changed yet. */
async function freezeModel({ model, content, candidate, repository, baseline, inputs, ports }) {
    const { base, installCommand } = candidate.runtime;
    const { platform } = inputs;
    const plan = planImage({
        name: model.name,
        payload: model.discovered.files,
        content,
        contract: model.contract,
        signature: (0,signature_proto/* encodeSignature */.D)(model.contract),
        completeness: model.completeness,
        platform,
        ...(base && { base }),
        ...(installCommand && { installCommand }),
    });
    const builder = await findBuilder({ wanted: inputs.builder, repository: repository.name, installCommand: installCommand !== '', run: ports.docker });
    try {
        const published = baseline.state === 'compared' ? await readPublishedLayers(repository, baseline.published.digest) : undefined;
        const frozen = await freeze(plan, {
            repository,
            builder,
            compression: inputs.compression,
            docker: ports.docker,
            run: ports.run,
            oras: base ? await ports.oras() : '',
            progress: ports.progress,
            ...(published && { published }),
        });
        if (frozen.notice)
            ports.log.notice(frozen.notice);
        return frozen;
    }
    finally {
        await removeBuilder(builder, ports.docker);
    }
}

// EXTERNAL MODULE: ./.build/infer.js + 76 modules
var infer = __webpack_require__(8253);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./.build/registry/tags.js
var registry_tags = __webpack_require__(3751);
;// CONCATENATED MODULE: ./.build/registry/claim-tags.js


/**
 * Names of claims. All live in the repository of the versions, are no versions, and point to the claimant's final manifest, which keeps it from
 * garbage collection. The number in them is the version without prefix, so that uploads with different prefixes still meet.
 *
 *   _claim.<version>.door                              somebody claims by consensus: the splitter is closed (and its own door, see `splitter`)
 *   _claim.<version>.r<round>.1.<value>[.<run>]        phase 1: this value is proposed; in round 1 with the run that proposes it
 *   _claim.<version>.r<round>.2<mark>.<value>          phase 2: `c` = nobody else was there, `a` = somebody was
 *   _claim.<version>.x<stage>, _claim.<version>.y<stage>   the splitter
 *
 * `value` is 16 hex digits of the manifest's digest, `run` 8 of the sha256 of the run id.
 */
/** Written once a repository's list turned out to hide what was just written; listed later, it spares the next uploads the wait. */
const CACHED_LIST = `${registry_tags/* CLAIM_PREFIX */.Yd}cached-list`;
function claimValue(digest) {
    return digest.slice('sha256:'.length, 'sha256:'.length + 16);
}
/** The run in a nonce `run id.attempt.uuid`, and the attempt; `null` for a nonce of another form, which no later attempt can belong to. */
function runOf(nonce) {
    const parts = /^(.+)\.(\d{1,9})\.[^.]+$/.exec(nonce);
    return parts?.[1] === undefined ? null : { run: parts[1], attempt: Number(parts[2]) };
}
function runMark(run) {
    return (0,external_node_crypto_.createHash)('sha256').update(run).digest('hex').slice(0, 8);
}
function doorTag(version) {
    return `${registry_tags/* CLAIM_PREFIX */.Yd}${version}.door`;
}
function splitterTag(version, side, stage) {
    return `${registry_tags/* CLAIM_PREFIX */.Yd}${version}.${side}${stage}`;
}
function proposalTag(version, round, value, run) {
    return `${registry_tags/* CLAIM_PREFIX */.Yd}${version}.r${round}.1.${value}${round === 1 && run !== null ? `.${runMark(run)}` : ''}`;
}
function markTag(version, round, mark, value) {
    return `${registry_tags/* CLAIM_PREFIX */.Yd}${version}.r${round}.2${mark}.${value}`;
}
/** Values proposed in phase 1 of a round, each with a tag that points to its manifest. */
function proposals(tags, version, round) {
    return collect(tags, `${registry_tags/* CLAIM_PREFIX */.Yd}${version}.r${round}.1.`, /^([0-9a-f]{16})(?:\.[0-9a-f]{8})?$/);
}
/** Values marked in phase 2 of a round with that mark, each with a tag that points to its manifest. */
function marked(tags, version, round, mark) {
    return collect(tags, `${registry_tags/* CLAIM_PREFIX */.Yd}${version}.r${round}.2${mark}.`, /^([0-9a-f]{16})$/);
}
/** What earlier attempts of a run proposed, in any version, as far as their claims are still there. */
function proposalsOfRun(tags, run) {
    const mark = runMark(run);
    return [...new Set(tags)].flatMap((tag) => {
        if (!tag.startsWith(registry_tags/* CLAIM_PREFIX */.Yd))
            return [];
        const [, version, value, by] = /^(\d+(?:\.\d+\.\d+)?)\.r1\.1\.([0-9a-f]{16})\.([0-9a-f]{8})$/.exec(tag.slice(registry_tags/* CLAIM_PREFIX */.Yd.length)) ?? [];
        return version !== undefined && value !== undefined && by === mark ? [{ version, value, run: by, tag }] : [];
    });
}
function collect(tags, prefix, rest) {
    const found = new Map();
    for (const tag of tags) {
        const value = tag.startsWith(prefix) ? rest.exec(tag.slice(prefix.length))?.[1] : undefined;
        if (value !== undefined)
            found.set(value, tag);
    }
    return found;
}

;// CONCATENATED MODULE: ./.build/registry/claim.js


/** The claims are gone because their version is published: the caller's HEAD shows by whom. */
const PUBLISHED = { kind: 'lost', decided: null, rivals: 1 };
/** Rounds of the consensus; with random pauses two are rare, and ten have not been seen. */
const MAX_ROUNDS = 60;
/** One stage is exclusive while every write is applied once; a second one forgives a request that a proxy repeats late. */
const SPLITTER_STAGES = [1, 2];
/**
 * Lists until the list shows a tag of ours; a list that doesn't is no news of anything. `published`: it shows the version instead, so that our tag was
 * deleted with the other claims on it. `hidden`: neither within the patience.
 */
async function listShowing({ repository, isPublished }, tag, pace) {
    for (let look = 0;; look++) {
        const tags = (await repository.list()) ?? [];
        if (tags.includes(tag))
            return { kind: 'shown', tags };
        if (isPublished(tags))
            return { kind: 'published' };
        const wait = pace.looks[look];
        if (wait === undefined)
            return { kind: 'hidden' };
        await pace.sleep(wait);
    }
}
/**
 * Closes the splitter of a version before a consensus on it begins, so that uploads that trust the list and uploads that can't never both win:
 * whoever entered the splitter before is seen here (false: leave this number to them), whoever enters later finds the door closed.
 */
async function closeDoor({ repository, version, manifest, written }) {
    await write(repository, doorTag(version), manifest, written);
    return (await repository.head(splitterTag(version, 'x', 1))) === null;
}
/**
 * Adopt-commit consensus over claim tags (design: versions.md): all who ask about one version get the same manifest, whoever dies in between.
 * Needs a list that shows every tag written before a tag of ours that it shows. Tags are only added, so late and repeated writes change nothing.
 */
async function consensus(claim, pace) {
    const { repository, version, manifest, nonce, written } = claim;
    const mine = claimValue(manifest.digest);
    let estimate = { value: mine, manifest };
    let rivals = 0;
    for (let round = 1; round <= MAX_ROUNDS; round++) {
        const proposal = proposalTag(version, round, estimate.value, runOf(nonce)?.run ?? null);
        await write(repository, proposal, estimate.manifest, written);
        const first = await fresh(claim, proposal, pace);
        if (first === null)
            return PUBLISHED;
        const proposed = proposals(first, version, round);
        rivals = Math.max(rivals, proposed.size - 1);
        const mark = proposed.size === 1 && proposed.has(estimate.value) ? 'c' : 'a';
        const vote = markTag(version, round, mark, estimate.value);
        await write(repository, vote, estimate.manifest, written);
        const votes = await fresh(claim, vote, pace);
        if (votes === null)
            return PUBLISHED;
        const committed = marked(votes, version, round, 'c');
        const adopted = marked(votes, version, round, 'a');
        const [next] = committed.size > 0 ? committed : [...adopted].sort(([a], [b]) => (a < b ? -1 : 1));
        if (next === undefined)
            throw new Error('the own vote is in the list');
        if (next[0] !== estimate.value) {
            const found = await manifestOf(repository, next);
            if (found === null)
                return PUBLISHED;
            estimate = { value: next[0], manifest: found };
        }
        if (committed.size > 0 && adopted.size === 0)
            return estimate.value === mine ? { kind: 'won' } : { kind: 'lost', decided: estimate.manifest, rivals };
        await pace.sleep(pace.random() * 100 * Math.min(round, 10));
    }
    throw new errors/* UserError */.y('upload-interrupted', `Too many uploads claim version ${version} of ${repository.name} at the same time.`, 'Run the job again: nothing was lost.');
}
/**
 * Lamport's splitter, for registries whose list can't be trusted: of all who enter at most one wins, perhaps nobody (then the number stays unused).
 * It reads no list, only single tags.
 */
async function splitter({ repository, version, manifest, written }) {
    if ((await repository.head(doorTag(version))) !== null)
        return { kind: 'lost', decided: null, rivals: 1 };
    for (const stage of SPLITTER_STAGES) {
        const x = splitterTag(version, 'x', stage);
        const y = splitterTag(version, 'y', stage);
        await write(repository, x, manifest, written);
        if (stage === 1 && (await repository.head(doorTag(version))) !== null)
            return { kind: 'lost', decided: null, rivals: 1 };
        if ((await repository.head(y)) !== null)
            return { kind: 'lost', decided: null, rivals: 1 };
        await write(repository, y, manifest, written);
        if ((await repository.head(x)) !== manifest.digest)
            return { kind: 'lost', decided: null, rivals: 1 };
    }
    return { kind: 'won' };
}
async function write(repository, tag, manifest, written) {
    written.add(tag);
    await repository.putManifest(tag, manifest);
}
async function fresh(claim, tag, pace) {
    const look = await listShowing(claim, tag, pace);
    if (look.kind === 'shown')
        return look.tags;
    if (look.kind === 'published')
        return null;
    throw new errors/* UserError */.y('registry-broken-answer', `${claim.repository.name} showed a tag at once and hides the next (${tag}): its tag list comes from a cache.`, 'Run the job again: an upload that was begun is completed. If it happens often, let the registry enforce immutable tags and set `immutable-tags: true`.');
}
async function manifestOf(repository, [value, tag]) {
    const manifest = await repository.get(tag);
    return manifest !== null && claimValue(manifest.digest) === value ? manifest : null;
}

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(2088);
;// CONCATENATED MODULE: ./.build/registry/floating.js


/** Others may publish between a look and a write; each turn ends with a look. */
const MAX_TURNS = 5;
/**
 * Moves `latest`, `1`, `1.2` to the highest version they cover, only forward, and returns the names that stand there now. Outside the guarantees:
 * a tag that moves can be seen at an older version for moments. Under the integer scheme `1` is a version itself, so only `latest` moves.
 */
async function moveFloating(upload, version) {
    const { repository, numbering, floating } = upload;
    const moved = [];
    for (const kind of new Set(floating)) {
        const name = floatingName(kind, version, numbering);
        if (name === null)
            continue;
        await move(repository, name, numbering, (one) => floatingName(kind, one.version, numbering) === name, version);
        moved.push(name);
    }
    return moved;
}
async function move(repository, name, numbering, covers, version) {
    for (let turn = 0; turn < MAX_TURNS; turn++) {
        const listed = (0,registry_tags/* versionsOf */.x4)((await repository.list()) ?? [], numbering).filter(covers);
        const target = (0,registry_tags/* highestOf */.gG)(listed);
        // a list that doesn't show the version just published knows nothing of higher ones either
        if (target === null || (0,registry_tags/* compareVersions */.Zy)(target.version, version, numbering.scheme) < 0)
            return;
        const manifest = await repository.get(target.tag);
        if (manifest === null)
            return;
        const current = await repository.head(name);
        if (current === manifest.digest)
            return;
        await repository.putManifest(name, manifest);
    }
}
/** `latest` has no prefix; `v1` and `v1.2` have the one of the versions. */
function floatingName(kind, version, { scheme, prefix }) {
    if (kind === 'latest')
        return 'latest';
    if (scheme === 'integer' || (0,registry_tags/* parseVersion */.ot)(version, scheme) === null)
        return null;
    return kind === 'major' ? `${prefix}${semver.major(version)}` : `${prefix}${semver.major(version)}.${semver.minor(version)}`;
}

// EXTERNAL MODULE: ./.build/registry/manifest.js
var registry_manifest = __webpack_require__(5835);
// EXTERNAL MODULE: ./.build/registry/next.js
var next = __webpack_require__(7159);
// EXTERNAL MODULE: ./.build/registry/published.js
var published = __webpack_require__(8242);
// EXTERNAL MODULE: ./.build/image/types.js
var types = __webpack_require__(1057);
;// CONCATENATED MODULE: ./.build/registry/release-manifest.js




const VERSION = 'org.opencontainers.image.version';
/** Annotations are read as one line in a table. Characters. */
const MAX_CHANGE = 300;
/** The manifest of one version: the content's config and layers with annotations that no other upload has, so that its digest proves whose it is. */
function releaseManifest(upload, { version, tag, parent, comparison }) {
    return (0,registry_manifest/* withAnnotations */.nB)(upload.content, {
        ...upload.annotations,
        [VERSION]: version,
        [types/* LABEL */.d.tag]: tag,
        [types/* LABEL */.d.upload]: upload.nonce,
        [types/* LABEL */.d.change]: changeLine(comparison),
        ...(parent === null ? {} : { [types/* LABEL */.d.parent]: `${parent.version}@${parent.digest}` }),
    });
}
/** Level and the first change of that level, on one line: `breaking: …`. */
function changeLine({ level, changes }) {
    const first = changes.find((change) => change.level === level) ?? changes[0];
    const line = first === undefined ? level : `${level}: ${first.message}`;
    return line.replace(/\s+/g, ' ').slice(0, MAX_CHANGE);
}
/** The parent that a manifest names: `2.4.1@sha256:…`. */
function parentOf(annotations) {
    const parts = /^(.+)@(sha256:[0-9a-f]{64})$/.exec(annotations[types/* LABEL */.d.parent] ?? '');
    return parts?.[1] === undefined || parts[2] === undefined ? null : { version: parts[1], digest: parts[2] };
}
/** The version a release manifest was made for, and its tag; `null` for other manifests. */
function releaseOf(manifest) {
    const content = (0,registry_manifest/* readManifest */.WI)(manifest);
    if (content.kind !== 'image')
        return null;
    const { [VERSION]: version, [types/* LABEL */.d.tag]: tag } = content.annotations;
    return version !== undefined && tag !== undefined && (0,registry_reference/* isTag */.dz)(tag) && tag.endsWith(version) ? { version, tag } : null;
}
/** Written by an earlier attempt of this upload's run, for the same content: this upload's own, as far as anybody outside can tell. */
function isEarlierAttempt(upload, manifest) {
    const content = (0,registry_manifest/* readManifest */.WI)(manifest);
    const mine = runOf(upload.nonce);
    const theirs = content.kind === 'image' ? runOf(content.annotations[types/* LABEL */.d.upload] ?? '') : null;
    return mine !== null && theirs !== null && theirs.run === mine.run && theirs.attempt < mine.attempt && (0,registry_manifest/* sameContent */.Cm)(manifest, upload.content);
}

;// CONCATENATED MODULE: ./.build/registry/publish.js










/** Numbers tried before giving up: each is a version that another upload published meanwhile. */
const publish_MAX_ROUNDS = 100;
/** The same write again after an answer that says neither yes nor no. */
const MAX_WRITES = 4;
/** About the time one upload needs for its number; losers spread over as many turns as they are. Milliseconds. */
const TURN = 400;
/** Steps from a stale list up to the highest version. */
const MAX_CLIMB = 1000;
const PROTOCOL = {
    pace: {
        sleep: async (milliseconds) => void (await (0,external_node_timers_promises_.setTimeout)(milliseconds)),
        random: Math.random,
        looks: [50, 100, 200, 400, 800, 1500, 2500, 4500],
        courtesy: [100, 150, 250, 400, 600, 1000],
    },
    listShowing: listShowing,
    closeDoor: closeDoor,
    consensus: consensus,
    splitter: splitter,
    holder: (repository, tag) => repository.head(tag),
};
/**
 * Gives an upload the next version: exactly one, higher than each version visible when it began, never one that anybody else has or had,
 * and no number left out while the tag list can be trusted. Reasons, guarantees and proof: docs/versioning.md.
 * Throws UserError `version-taken`, `version-not-higher`, `bump-too-low`, `upload-interrupted`, and what `compare` and the repository throw.
 */
const publish = publishWith(PROTOCOL);
function publishWith(protocol) {
    const { pace } = protocol;
    return async function publish(upload) {
        const { repository, numbering, log } = upload;
        (0,registry_tags/* checkNumbering */.K$)(numbering);
        const session = openSession(upload);
        // the content is in the repository by digest, so it exists and can be written: "no such repository" only means that it holds no tag
        let tags = (await repository.list()) ?? [];
        let listIsStale = repository.staleList === true || tags.includes(CACHED_LIST);
        for (let round = 0; round < publish_MAX_ROUNDS; round++) {
            const finished = await session.finishedBefore(tags);
            if (finished !== null)
                return finished;
            if (listIsStale || upload.immutableTags)
                await session.climb(tags);
            const candidate = await session.next(tags);
            const { version, tag } = candidate;
            if (tags.includes(doorTag(version)) && session.firstMeeting(version) && (await isPublishedSoon(repository, tag))) {
                session.published(candidate);
                tags = (await repository.list()) ?? [];
                continue;
            }
            const manifest = (await session.begunBefore(tags, candidate)) ?? releaseManifest(upload, { ...candidate, parent: candidate.previous });
            const claim = session.claim(candidate, manifest);
            let verdict = { kind: 'won' };
            if (!upload.immutableTags) {
                if (listIsStale)
                    verdict = await protocol.splitter(claim);
                else {
                    const free = await protocol.closeDoor(claim);
                    const look = await protocol.listShowing(claim, claim.door, pace);
                    if (look.kind === 'hidden') {
                        listIsStale = true;
                        log(`The tag list of ${repository.name} doesn't show what was just written: numbers are given out without it, which can leave some unused.`);
                        await repository.putManifest(CACHED_LIST, upload.content);
                        session.burned(version);
                        continue;
                    }
                    if (look.kind === 'shown' && session.outdated(candidate, look.tags)) {
                        tags = look.tags;
                        continue;
                    }
                    verdict = free && look.kind === 'shown' ? await protocol.consensus(claim, pace) : { kind: 'lost', decided: null, rivals: 1 };
                }
            }
            if (verdict.kind === 'won' && (await hold(repository, tag, manifest)))
                return await session.release(candidate, manifest);
            const decided = verdict.kind === 'lost' ? verdict.decided : null;
            const theirs = decided === null ? null : releaseOf(decided);
            const helped = decided !== null && theirs?.version === version && (await hold(repository, theirs.tag, decided));
            if (helped && isEarlierAttempt(upload, decided))
                return await session.release(candidate, decided);
            const holder = helped ? decided.digest : await repository.head(tag);
            // somebody who lost to this upload has helped it, and cleaned its claims away before it saw that it had won
            if (holder === manifest.digest)
                return await session.release(candidate, manifest);
            if (holder === null)
                session.burned(version);
            else
                session.published({ version, tag: theirs?.tag ?? tag });
            log(`Version ${version} went to another upload; trying the next.`);
            await pace.sleep(pace.random() * TURN * (verdict.kind === 'lost' ? verdict.rivals : 1));
            tags = (await repository.list()) ?? [];
        }
        throw new errors/* UserError */.y('upload-interrupted', `${publish_MAX_ROUNDS} versions of ${repository.name} went to other uploads meanwhile.`, 'Run the job again: the files are in the registry already.');
    };
    /** Another upload is at this number: let it finish instead of competing with it. It may be dead, so the wait is short. */
    async function isPublishedSoon(repository, tag) {
        for (const pause of pace.courtesy) {
            await pace.sleep(pause * (0.5 + pace.random()));
            if ((await repository.head(tag)) !== null)
                return true;
        }
        return false;
    }
    /**
     * The only place that writes version tags, and only for bytes that were claimed: true when the tag holds them. Late, repeated and helped writes
     * of the same manifest change nothing; an answer that got lost is answered by looking.
     */
    async function hold(repository, tag, manifest) {
        const before = await protocol.holder(repository, tag);
        if (before !== null)
            return before === manifest.digest;
        let failure;
        for (let attempt = 0; attempt < MAX_WRITES; attempt++) {
            try {
                await repository.putManifest(tag, manifest);
            }
            catch (error) {
                if (!(error instanceof errors/* UserError */.y))
                    throw error;
                failure = error;
            }
            const holder = await repository.head(tag);
            if (holder !== null)
                return holder === manifest.digest;
            await pace.sleep(pace.random() * 500);
        }
        throw (failure ??
            new errors/* UserError */.y('upload-interrupted', `${repository.name} accepts ${tag} and doesn't hold it.`, 'Run the job again: an upload that was begun is completed.'));
    }
}
/** What one upload learns while it runs. */
function openSession(upload) {
    const { repository, numbering } = upload;
    /** Versions seen by HEAD that a list may not show, and numbers that nobody will have. */
    const known = new Map();
    const unused = new Set();
    const met = new Set();
    const readings = new Map();
    const claims = [];
    const higher = (a, b) => (0,registry_tags/* compareVersions */.Zy)(a, b, numbering.scheme) > 0;
    const versions = (tags) => [...new Map([...(0,registry_tags/* versionsOf */.x4)(tags, numbering), ...known.values()].map((one) => [one.version, one])).values()].sort((a, b) => higher(a.version, b.version) ? 1 : -1);
    async function read(version) {
        const reading = readings.get(version.tag) ?? (await (0,published/* readVersion */.$4)(repository, version));
        readings.set(version.tag, reading);
        return reading;
    }
    async function standing(highest) {
        const reading = highest === null ? null : await read(highest);
        const baseline = reading === null ? { state: 'first' } : (0,published/* baselineOf */.Bv)(reading);
        return { previous: reading?.published ?? null, baseline, comparison: upload.compare(baseline) };
    }
    return {
        published: ({ version, tag }) => void known.set(version, { version, tag }),
        firstMeeting: (version) => !met.has(version) && met.add(version).has(version),
        burned: (version) => void unused.add(version),
        /** The number after everything that is published or burned. */
        async next(tags) {
            const highest = (0,registry_tags/* highestOf */.gG)(versions(tags));
            const state = await standing(highest);
            const floor = [...unused].reduce((top, one) => (top === null || higher(one, top) ? one : top), highest?.version ?? null);
            if (numbering.explicit !== undefined && floor === numbering.explicit)
                throw new errors/* UserError */.y('version-taken', `Version ${floor} went to another upload while this one was running.`, `Ask for a version above ${floor}, or leave \`version\` out.`);
            const version = (0,next/* nextVersion */.y)(floor, state.comparison, numbering);
            return { ...state, version, tag: (0,registry_tags/* tagOf */.cO)(version, numbering) };
        },
        /** A list that is known to be fresh demands another number than the one tried. */
        outdated({ previous }, tags) {
            const highest = (0,registry_tags/* highestOf */.gG)(versions(tags));
            return (highest?.tag ?? null) !== (previous?.tag ?? null);
        },
        /** From the highest listed version along its successors, for lists that may be old. */
        async climb(tags) {
            for (let step = 0; step < MAX_CLIMB; step++) {
                const top = (0,registry_tags/* highestOf */.gG)(versions(tags));
                let found = null;
                for (const version of (0,next/* successors */.i)(top?.version ?? null, numbering)) {
                    if ((await repository.head((0,registry_tags/* tagOf */.cO)(version, numbering))) !== null) {
                        found = version;
                        break;
                    }
                }
                if (found === null)
                    return;
                known.set(found, { version: found, tag: (0,registry_tags/* tagOf */.cO)(found, numbering) });
            }
        },
        claim({ version }, manifest) {
            const written = new Set();
            claims.push({ version, written });
            return {
                repository,
                version,
                manifest,
                nonce: upload.nonce,
                written,
                door: doorTag(version),
                isPublished: (tags) => (0,registry_tags/* versionsOf */.x4)(tags, numbering).some((one) => one.version === version),
            };
        },
        /** An earlier attempt of this run proposed just this number and died: its manifest is completed. */
        async begunBefore(tags, { version, previous }) {
            for (const proposal of ownProposals(tags)) {
                if (proposal.version !== version)
                    continue;
                const manifest = await repository.get(proposal.tag);
                if (manifest === null || claimValue(manifest.digest) !== proposal.value || !isEarlierAttempt(upload, manifest))
                    continue;
                const parent = parentOf((0,registry_manifest/* annotationsOf */.Ih)(manifest));
                if ((parent?.digest ?? null) === (previous?.digest ?? null))
                    return manifest;
            }
            return null;
        },
        /** An earlier attempt of this run has published this content: nothing is left to do. */
        async finishedBefore(tags) {
            const all = versions(tags);
            const wanted = new Set([(0,registry_tags/* highestOf */.gG)(all)?.version, ...ownProposals(tags).map(({ version }) => version)]);
            if (runOf(upload.nonce)?.attempt === 1)
                return null;
            for (const one of all.filter(({ version }) => wanted.has(version)).reverse()) {
                const manifest = await repository.get(one.tag);
                if (manifest === null || !isEarlierAttempt(upload, manifest))
                    continue;
                const parent = all.find(({ version }) => version === parentOf((0,registry_manifest/* annotationsOf */.Ih)(manifest))?.version) ?? null;
                return { ...one, digest: manifest.digest, ...(await standing(parent)), fresh: false, floating: await moveFloating(upload, one.version) };
            }
            return null;
        },
        /** The outcome, after everything that may be done only now. */
        async release({ version, tag, ...state }, manifest) {
            const floating = await moveFloating(upload, version);
            const done = claims.filter((claim) => claim.version === version || known.has(claim.version));
            await repository.deleteTags(done.flatMap(({ written }) => [...written]), manifest);
            return { version, tag, digest: manifest.digest, ...state, fresh: true, floating };
        },
    };
    function ownProposals(tags) {
        const run = runOf(upload.nonce)?.run;
        return run === undefined ? [] : proposalsOfRun(tags, run);
    }
}

// EXTERNAL MODULE: ./.build/verdict.js + 1 modules
var verdict = __webpack_require__(2705);
;// CONCATENATED MODULE: ./.build/upload.js






/**
 * The story of one model: find it, infer its contract, compare it with what is published; on a push also freeze it into an image, number it
 * and tag it. What a user can mend ends in a report with outcome `failed`; anything else thrown is a bug of ours.
 */
async function upload(inputs, occasion, ports) {
    const { log, origin, progress } = ports;
    let report = openReport(inputs, occasion);
    let next = null;
    try {
        const numbering = (0,verdict/* numberingOf */.pQ)(inputs);
        const policy = (0,verdict/* policyOf */.US)(inputs, occasion);
        const model = await log.group('Infer the contract', async () => (0,infer/* inferModel */.Gg)(inputs, origin.workspace));
        const image = inputs.image || defaultImage(origin, model.name);
        report = { ...report, ...model.told, model: model.name, image };
        (0,infer/* requirePayload */.M)(model);
        (0,infer/* requireCompleteness */.CS)(model, inputs.minCompleteness);
        const content = await log.group('Identify the files', () => contentOf(model.discovered.files, progress));
        const collection = await log.group('Read the published version', () => (0,verdict/* openCollection */.ls)(image, inputs, occasion, ports));
        const { baseline } = collection;
        const candidate = { contract: model.contract, content: content.digest, runtime: await runtimeOf(model, inputs, occasion, ports) };
        const comparison = (0,verdict/* compare */.UD)(candidate, baseline, policy);
        report = { ...report, baseline, comparison, ...(comparison.level === 'breaking' && policy.accepted && { breakingAccepted: policy.accepted }) };
        next = (0,verdict/* nextOf */.Xh)(baseline, comparison, numbering);
        (0,verdict/* refuseBreaking */.w3)(comparison, baseline, policy);
        const standing = (0,verdict/* standsAlready */.c7)(candidate, baseline);
        if (standing && !wantsAgain(inputs, occasion)) {
            return { ...report, outcome: { kind: 'unchanged', version: standing.version, digest: standing.digest } };
        }
        if (occasion.mode === 'validate' || inputs.dryRun || collection.repository === null) {
            return { ...report, outcome: { kind: 'validated', nextVersion: next } };
        }
        const { repository } = collection;
        const frozen = await log.group('Freeze the image', () => freezeModel({ model, content, candidate, repository, baseline, inputs, ports }));
        const release = await log.group('Number and tag', () => publish({
            repository,
            content: frozen.manifest,
            numbering,
            immutableTags: inputs.immutableTags,
            nonce: origin.nonce,
            annotations: (0,verdict/* annotationsOf */.Ih)(candidate, origin),
            floating: inputs.floatingTags,
            log: log.info,
            compare: (published) => {
                const found = (0,verdict/* compare */.UD)(candidate, published, policy);
                (0,verdict/* refuseBreaking */.w3)(found, published, policy);
                return found;
            },
        }));
        const { builder, sent, reproducible } = frozen;
        return {
            ...report,
            baseline: release.baseline,
            comparison: release.comparison,
            outcome: { kind: 'published', release, builder, sent, size: content.size, reproducible },
        };
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.y))
            throw error;
        return { ...report, outcome: { kind: 'failed', error, ...(next !== null && { nextVersion: next }) } };
    }
}
function openReport({ name, path, image }, { mode }) {
    return {
        model: name || path,
        path,
        mode,
        image,
        warnings: [],
        findings: [],
        outcome: { kind: 'validated', nextVersion: null },
    };
}
/** `ghcr.io/<owner>/<repository>/<model>`: two repositories of one owner never share a collection by accident. */
function defaultImage({ repository }, name) {
    if (repository !== '')
        return `ghcr.io/${repository}/${name}`;
    throw new errors/* UserError */.y('input-invalid', 'No image is given, and outside of GitHub none follows from the repository.', 'Write --image oci:./registry/NAME, or the name in your registry.');
}
/** A push of what is already published adds nothing; a person who starts the workflow by hand wants a new version. */
function wantsAgain({ unchanged }, { onDemand }) {
    return unchanged === 'publish' || (unchanged === 'auto' && onDemand);
}

// EXTERNAL MODULE: ./.build/commands/failure.js
var failure = __webpack_require__(7715);
// EXTERNAL MODULE: ./.build/commands/ports.js + 11 modules
var ports = __webpack_require__(7561);
;// CONCATENATED MODULE: ./.build/commands/publish.js





/** `mlambda publish DIR`: the story of a push. With `--json` the action's outputs as one object. */
async function publish_publish(call) {
    return await tell(call, { mode: 'publish', because: 'command publish', onDemand: false });
}
/** Runs the story for one operand, prints its report and gives the exit code. */
async function tell(call, occasion) {
    const inputs = call.inputs(call.operands[0] ?? '.');
    const report = await upload(inputs, occasion, await (0,ports/* terminalPorts */.P)(inputs));
    process.stdout.write(call.json ? `${answer(report)}\n` : (0,terminal/* renderTerminal */.bF)(report, publish_terminal()));
    return report.outcome.kind === 'failed' ? (0,failure/* exitCodeOf */.FO)(report.outcome.error) : 0;
}
/** One line of JSON: the outputs, and for a failure the error beside them. */
function answer(report) {
    const outputs = outputsOf([report]);
    if (report.outcome.kind !== 'failed')
        return JSON.stringify(outputs);
    return JSON.stringify({ ...JSON.parse((0,failure/* errorJson */.dF)(report.outcome.error)), ...outputs });
}
/** What stdout can show (https://no-color.org). */
function publish_terminal() {
    return { color: process.stdout.isTTY === true && !process.env['NO_COLOR'], width: process.stdout.columns ?? 160 };
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
    /** How the version is spelled as a tag; an upload that helps another one to finish writes this. */
    tag: 'dev.mlambda.tag',
    reproducible: 'dev.mlambda.reproducible',
    installCommand: 'dev.mlambda.install-command',
};


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
        ? { kind: 'image', config: { digest, size }, layers: digests, annotations: strings(json['annotations']) }
        : { kind: 'other' };
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
/* harmony export */   i: () => (/* binding */ successors),
/* harmony export */   y: () => (/* binding */ nextVersion)
/* harmony export */ });
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
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('input-invalid', `The tag prefix \`${prefix}\` can't stand before a version: at most ${MAX_PREFIX} letters, digits, \`.\`, \`_\`, \`-\`, and its last character is no digit and no dot.`, 'Write `tag-prefix: v`, or leave it out.');
    for (const [input, value] of [
        ['initial-version', initial],
        ['version', explicit],
    ]) {
        if (value !== undefined && parseVersion(value, scheme) === null)
            throw new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('input-invalid', `\`${input}: ${value}\` is no version of the scheme \`${scheme}\`.`, scheme === 'semver' ? `Write three numbers without prefix: \`${input}: 1.0.0\`.` : `Write one number without prefix: \`${input}: 1\`.`);
    }
}


/***/ }),

/***/ 2705:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Ih: () => (/* binding */ annotationsOf),
  UD: () => (/* binding */ compare),
  Xh: () => (/* binding */ nextOf),
  pQ: () => (/* binding */ numberingOf),
  ls: () => (/* binding */ openCollection),
  US: () => (/* binding */ policyOf),
  w3: () => (/* binding */ refuseBreaking),
  c7: () => (/* binding */ standsAlready)
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
    if (event === 'pull_request_target') {
        throw refused(event, 'it runs with write permissions on code of a pull request', 'Use on: pull_request; forks get the same verdict in the job summary.');
    }
    if (event === 'workflow_run' && repositoryOf(at(payload, 'workflow_run', 'head_repository')) !== repositoryOf(at(payload, 'repository'))) {
        throw refused(event, 'the run it follows came from a fork', 'Publish on: push to your own branch.');
    }
    if (VALIDATING.has(event)) {
        if (wanted === 'publish') {
            throw refused(event, 'mode: publish was asked for, and nothing of a pull request is published', 'Remove mode, or publish on: push.');
        }
        const pullRequest = event === 'pull_request' ? pullRequestOf(payload, actor) : undefined;
        return { mode: 'validate', because: `event ${event}`, onDemand: false, ...(pullRequest && { pullRequest }) };
    }
    if (wanted !== 'auto')
        return { mode: wanted, because: `input mode: ${wanted}`, onDemand: event === 'workflow_dispatch' };
    if (PUBLISHING.has(event))
        return { mode: 'publish', because: `event ${event}`, onDemand: event === 'workflow_dispatch' };
    throw refused(event, 'it does not say whether to validate or to publish', 'Set the input mode to validate or publish, or use push, pull_request or workflow_dispatch.');
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
;// CONCATENATED MODULE: ./.build/verdict.js










/**
 * The published side. What hinders a validation from reading it is said in the baseline and changes no verdict (rule 4); a publish needs it.
 * `baseline` may name another contract to compare with.
 */
async function openCollection(image, inputs, occasion, ports) {
    (0,reference/* parseRepository */.SU)(image);
    let repository;
    try {
        repository = await ports.repository(image);
    }
    catch (error) {
        if (occasion.mode === 'publish' || !(error instanceof errors/* UserError */.y))
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
/** Candidate against what is published; pure. An unreadable baseline is never called compatible: without changes to show, its level is `breaking`. */
function compare(candidate, baseline, policy) {
    if (baseline.state === 'first')
        return { level: 'compatible', changes: [] };
    if (baseline.state === 'unavailable')
        return { level: 'breaking', changes: [] };
    const changes = (0,diff/* diff */.U)(baseline.published.contract, candidate.contract);
    return { level: (0,level/* levelOf */.I)(changes, { contentChanged: !sameContent(candidate, baseline.published), strict: policy.strict }), changes };
}
/** @throws UserError `breaking-change` naming what happens to callers, where the policy says so. */
function refuseBreaking(comparison, baseline, policy) {
    if (policy.breaking !== 'fail' || baseline.state !== 'compared' || comparison.level !== 'breaking')
        return;
    const breaking = comparison.changes.filter((change) => change.level === 'breaking' || (policy.strict && change.level === 'lost'));
    throw new errors/* UserError */.y('breaking-change', `${breaking.length === 1 ? 'A change breaks' : `${breaking.length} changes break`} callers of ${baseline.published.version}: ${sentences(breaking)}`, `If that is intended, add the label ${BREAKING_LABEL} to the pull request or set breaking: warn.`);
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
    return (0,next/* nextVersion */.y)(highest, comparison, numbering);
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
    return {
        scheme: inputs.versionScheme,
        prefix: inputs.tagPrefix,
        initial: inputs.initialVersion || (inputs.versionScheme === 'integer' ? '1' : '1.0.0'),
        ...(inputs.version && { explicit: inputs.version }),
        ...(inputs.bump && { bump: inputs.bump }),
        allowBreaking: inputs.breaking === 'allow',
    };
}
/** The same files on the same runtime. A runtime whose digest nobody asked for is known by its name. */
function sameContent({ content, runtime }, { content: publishedContent, labels }) {
    if (publishedContent !== content || (labels[image_labels/* BASE_NAME_LABEL */.$w] ?? '') !== runtime.name)
        return false;
    if ((labels[types/* LABEL */.d.installCommand] ?? '') !== runtime.installCommand)
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
