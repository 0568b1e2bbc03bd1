export const id = 630;
export const ids = [630];
export const modules = {

/***/ 813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ readAgainst),
/* harmony export */   t: () => (/* binding */ promiseOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _contract_at_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6873);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9243);
/* harmony import */ var _registry_published_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8242);
/* harmony import */ var _registry_reference_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4157);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(2705);






/**
 * What the input `baseline` names, `null` without it: a path in the checkout, else an image, else a git revision (the model's own path there, unless
 * it says `REVISION:PATH`). `offer` is the contract it will be compared with.
 *
 * An image that cannot be read, and a model that could not be read at that revision, are `unavailable` with the reason: the pull request cannot
 * mend them. A file with an error in it, and a revision that nobody knows, are errors: the workflow names them, and a gate that silently compares
 * with nothing is none.
 * @throws UserError of the file; `input-invalid` for a revision that git does not know
 */
async function readAgainst(inputs, ports, offer) {
    const { text, path } = inputs.baseline;
    if (text === '')
        return null;
    const surroundings = { inputs, ports: async () => ports };
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(path))
        return compared(await (0,_contract_at_js__WEBPACK_IMPORTED_MODULE_1__/* .contractAt */ .CH)(path, surroundings), offer);
    if ((0,_contract_at_js__WEBPACK_IMPORTED_MODULE_1__/* .namesImage */ .Gc)(text))
        return await ofImage(text, surroundings, offer);
    return await ofRevision(text, surroundings, offer);
}
/** The contract of a promise as it is compared with an offer: a definition says nothing of the framework, so nothing changed there. */
function promiseOf({ contract, framework }, offer) {
    return framework === 'open' ? { ...contract, framework: offer.framework } : contract;
}
function compared(located, offer) {
    return { state: 'compared', label: located.label, contract: promiseOf(located, offer), content: located.content };
}
async function ofImage(text, surroundings, offer) {
    const { repository: name, reference } = (0,_registry_reference_js__WEBPACK_IMPORTED_MODULE_4__/* .parseReference */ .F2)(text);
    try {
        if (reference !== null)
            return compared(await (0,_contract_at_js__WEBPACK_IMPORTED_MODULE_1__/* .contractAt */ .CH)(text, surroundings), offer);
        const repository = await (await surroundings.ports()).repository(name.name);
        const baseline = await (0,_registry_published_js__WEBPACK_IMPORTED_MODULE_3__/* .readBaseline */ .mF)(repository, (0,_verdict_js__WEBPACK_IMPORTED_MODULE_5__/* .numberingOf */ .pQ)(surroundings.inputs));
        if (baseline.state !== 'compared')
            return { ...baseline, label: text };
        const { tag, contract, content } = baseline.published;
        return { state: 'compared', label: `${text}:${tag}`, contract, content };
    }
    catch (error) {
        return unavailable(text, error);
    }
}
async function ofRevision(text, surroundings, offer) {
    const [, revision = text, path = surroundings.inputs.path] = /^([^:]+):(.+)$/s.exec(text) ?? [];
    try {
        const located = await (0,_contract_at_js__WEBPACK_IMPORTED_MODULE_1__/* .contractAtRevision */ .zU)(revision, path, surroundings);
        return located === null ? { state: 'first', label: revision } : compared(located, offer);
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y && error.code === 'input-invalid')
            throw error;
        return unavailable(revision, error);
    }
}
function unavailable(label, error) {
    if (!(error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y))
        throw error;
    return { state: 'unavailable', label, reason: error.message };
}


/***/ }),

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

/***/ 7630:
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




/**
 * Code units of one long output (`contract`, `changes`, `models`). GitHub keeps 1 MB of outputs of a job, counted as UTF-16, and a step that takes one
 * as an environment variable may not get more than 128 KiB of it (Linux MAX_ARG_STRLEN). Beyond this the contract is '' and arrays end early.
 */
const LONG_OUTPUT = 120 * 1024;
/** The Markdown output: short enough for a comment and for an environment variable. */
const REPORT_LIMIT = 65_536;
/**
 * All outputs of action.yml for a run; values are strings, '' where there is nothing to say. One model: its own values. Several: `models` has each; `published` and `breaking` are true if any is, `change` is the
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
/** The outputs of action.yml, in its order, where there is nothing to say. */
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
    if ((0,wording/* otherSideOf */.$K)(report)?.state === 'first')
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
// EXTERNAL MODULE: ./.build/against.js
var _build_against = __webpack_require__(813);
// EXTERNAL MODULE: ./.build/errors.js
var errors = __webpack_require__(9243);
// EXTERNAL MODULE: ./.build/image/inspect.js
var inspect = __webpack_require__(8392);
// EXTERNAL MODULE: ./.build/registry/collection.js
var registry_collection = __webpack_require__(9482);
// EXTERNAL MODULE: ./.build/verdict.js + 1 modules
var verdict = __webpack_require__(2705);
;// CONCATENATED MODULE: ./.build/drift.js




/** Problems that one message lists; a collection that was deleted has one per version. */
const MAX_LISTED = 20;
/**
 * Three questions, one answer: does the highest version still carry what its contract says, is the chain of versions as it was recorded, and does
 * the model in the repository still match the registry.
 * @returns one line for the log
 * @throws UserError `drift` with everything that does not hold; what the repository throws
 */
async function requireNoDrift({ image, candidate, collection, comparison, numbering }) {
    const { repository, baseline } = collection;
    if (baseline.state === 'first' || repository === null)
        throw drift([`${image} holds no version`]);
    if (baseline.state === 'unavailable')
        throw drift([`the highest version of ${image} cannot be compared: ${baseline.reason}`]);
    const { published } = baseline;
    const inside = await (0,inspect/* inspectImage */.m)(repository, published);
    const { rows } = await (0,registry_collection/* readCollection */.H)(repository, numbering);
    const problems = [
        ...inside.map((problem) => `${image}:${published.tag}: ${problem}`),
        ...rows.flatMap(({ tag, problems: broken }) => broken.map((problem) => `${image}:${tag}: ${problem}`)),
        ...repositoryProblems(comparison, (0,verdict/* sameContent */.Cm)(candidate, published), published.version),
    ];
    // the tag that was moved is seen from inside and along the chain
    const different = [...new Set(problems)];
    if (different.length > 0)
        throw drift(different);
    return `${rows.length} version${rows.length === 1 ? '' : 's'}, the chain holds; ${published.version} carries what it says and is what the repository has`;
}
/** More that is known of the same files is no drift: a newer release of this tool reads more. */
function repositoryProblems({ level, changes }, sameFiles, version) {
    const [first] = changes;
    const contract = level === 'breaking' || level === 'compatible' ? `another contract than ${version} (${level}${first ? `: ${first.message}` : ''})` : '';
    const content = sameFiles ? '' : `other files than ${version}`;
    const found = [content, contract].filter((part) => part !== '').join(' and ');
    return found === '' ? [] : [`the repository has ${found}`];
}
function drift(problems) {
    const listed = problems.slice(0, MAX_LISTED);
    const more = problems.length - listed.length;
    const message = problems.length === 1
        ? `Registry and repository do not agree: ${problems[0]}`
        : ['Registry and repository do not agree:', ...listed.map((one) => `- ${one}`), ...(more > 0 ? [`- and ${more} more`] : [])].join('\n');
    return new errors/* UserError */.y('drift', message, 'Publish the repository if it is right; if the registry is, go back to the commit that was published.');
}

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: external "node:fs/promises"
var promises_ = __webpack_require__(1455);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
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

// EXTERNAL MODULE: ./.build/image/layers.js
var image_layers = __webpack_require__(9376);
// EXTERNAL MODULE: ./.build/image/manifest-parts.js
var manifest_parts = __webpack_require__(4512);
// EXTERNAL MODULE: ./.build/image/parse-object.js
var parse_object = __webpack_require__(5851);
;// CONCATENATED MODULE: ./.build/image/base.js










/** Configs and manifests above this are refused by registries and clients alike (distribution-spec: 4 MiB for manifests). */
const MAX_METADATA = 4 * 1024 * 1024;
/** Index → image is one step; an index of indexes is nobody's runtime. */
const MAX_INDEX_DEPTH = 2;
/** Layer types a runtime may have, and what they are called in an OCI manifest: the blobs are the same. */
const LAYER_TYPES = new Map([
    [image_layers/* LAYER_TYPE */.Nl.none, image_layers/* LAYER_TYPE */.Nl.none],
    [image_layers/* LAYER_TYPE */.Nl.gzip, image_layers/* LAYER_TYPE */.Nl.gzip],
    ['application/vnd.oci.image.layer.v1.tar+zstd', 'application/vnd.oci.image.layer.v1.tar+zstd'],
    ['application/vnd.docker.image.rootfs.diff.tar', image_layers/* LAYER_TYPE */.Nl.none],
    ['application/vnd.docker.image.rootfs.diff.tar.gzip', image_layers/* LAYER_TYPE */.Nl.gzip],
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
    const parts = (0,manifest_parts/* manifestParts */.M)(manifest);
    const layers = parts.layers.map((descriptor) => {
        const mediaType = LAYER_TYPES.get(descriptor.mediaType);
        if (mediaType === undefined)
            throw broken(reference, `a layer is of type ${descriptor.mediaType}`);
        return { ...descriptor, mediaType };
    });
    const bytes = await repository.getBlob(parts.config, MAX_METADATA);
    if (bytes === null)
        throw broken(reference, `its config ${parts.config} is missing`);
    return { name: full, pinned: `${name}@${manifest.digest}`, digest: manifest.digest, layers, config: (0,parse_object/* parseObject */.l)(bytes, `config of ${reference}`) };
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
    const body = (0,parse_object/* parseObject */.l)(manifest.bytes, `manifest of ${reference}`);
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
    return imageOf(repository, (0,manifest_parts/* parseDescriptor */.B)(chosen.image).digest, platform, reference, depth + 1);
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
        const { Name: name, Driver: driver } = (0,parse_object/* parseObject */.l)(Buffer.from(line), 'list of builders');
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

// EXTERNAL MODULE: ./.build/image/plan.js + 1 modules
var image_plan = __webpack_require__(4980);
// EXTERNAL MODULE: ./.build/image/read.js
var read = __webpack_require__(5210);
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
        const ahead = sending.ahead(layer);
        const known = ahead ?? sending.published(layer);
        if (known && (ahead || (await sending.repository.hasBlob(known.blob.digest, known.blob.size)))) {
            hashed(layer.size);
            result[index] = { diffId: known.diffId, title: layer.title, blob: { ...known.blob, open: () => rebuilt(layer, sending.compression) } };
            return;
        }
        const { blob, diffId } = await (0,image_layers/* hashLayer */.UG)(layer, sending.compression, hashed);
        if (!(await sending.repository.hasBlob(blob.digest, blob.size))) {
            await sending.repository.putBlob({ ...blob, open: () => counted(blob.open(), moved) });
            sent += blob.size;
        }
        // what was kept to be sent is let go
        result[index] = { diffId, title: layer.title, blob: { ...blob, open: () => rebuilt(layer, sending.compression) } };
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
/** @throws UserError `input-invalid` naming the layer and the limit, before anything is read */
function requireLayerLimit(layers, repository) {
    const host = repository.split('/', 1)[0] ?? '';
    const limit = LAYER_LIMITS.get(host);
    const over = layers.find((layer) => limit !== undefined && layer.size > limit);
    if (!over || limit === undefined)
        return;
    throw new errors/* UserError */.y('input-invalid', `${over.title} is ${(0,log/* printBytes */.p)(over.size)}, but ${host} takes at most ${(0,log/* printBytes */.p)(limit)} in one layer`, 'save the model in shards below that size (`max_shard_size`), or publish to a registry without that limit');
}
async function* rebuilt(layer, compression) {
    const { blob } = await (0,image_layers/* hashLayer */.UG)(layer, compression, () => { });
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

;// CONCATENATED MODULE: ./.build/image/ahead.js





const NOTHING_AHEAD = { files: [], find: () => null, sent: 0 };
/** Layers on their way at the same time, as oras: some are read while the registry ends others. */
const ahead_LANES = 4;
/** The smallest layer is asked for first if it costs at most this share of everything. */
const PROBE_SHARE = 1 / 8;
/**
 * Sends the large files that the registry cannot have, hashing them (as files and as layers) on the way: every byte is read once. A file is new where
 * the published version has none of its size; another one may be the published one and is hashed first. Nothing becomes visible: these are blobs.
 * Where an upload like this one was cut off before, its smallest layer is there: then nothing is sent ahead, because hashing finds the rest.
 * Throws UserError `corrupt` when a file changes meanwhile, `input-invalid` for a layer that the registry doesn't take.
 */
async function sendAhead(payload, sending) {
    const { repository, published, progress } = sending;
    if (!repository.putStream)
        return NOTHING_AHEAD;
    const sizes = new Set(published.files.map(({ size }) => size));
    const alone = (0,image_plan/* filesAlone */.dZ)(payload.files, sending).filter((file) => !file.pointer && !sizes.has(file.size));
    const layers = alone.map((file) => layerOf(file, payload)).sort((a, b) => a.plan.size - b.plan.size);
    requireLayerLimit(layers.map(({ plan }) => plan), repository.name);
    const total = layers.reduce((sum, { plan }) => sum + plan.size, 0);
    if (await isResumed(layers, total, repository))
        return NOTHING_AHEAD;
    let done = 0;
    const see = (bytes) => {
        done += bytes;
        // a layer that was refused halfway was counted as well
        progress('sending layers', Math.min(done, total), total);
    };
    const sent = [];
    const queue = layers.values();
    let refused = false;
    const lane = async () => {
        for (const layer of queue) {
            if (refused)
                return;
            try {
                const one = await sendOne(layer, repository, see);
                if (one)
                    sent.push(one);
                else
                    refused = true;
            }
            catch (error) {
                refused = true;
                throw error;
            }
        }
    };
    const outcomes = await Promise.allSettled(Array.from({ length: ahead_LANES }, lane));
    for (const outcome of outcomes)
        if (outcome.status === 'rejected')
            throw outcome.reason;
    const byKey = new Map(sent.map((one) => [(0,image_plan/* layerKey */.n3)([(0,image_plan/* imageEntry */.AI)(one.file)]), one]));
    return {
        files: sent.map(({ file }) => file),
        find: ({ entries }) => byKey.get((0,image_plan/* layerKey */.n3)(entries)) ?? null,
        sent: sent.reduce((sum, { blob }) => sum + blob.size, 0),
    };
}
/** The layer as it will be planned; only what is in the file is not known yet. */
function layerOf(file, payload) {
    const entry = { ...(0,image_plan/* imageEntry */.AI)({ ...file, sha256: '' }), from: { file: payload.onDisk(file.path) } };
    return { file, plan: { title: entry.path, entries: [entry], size: (0,image_layers/* layerSize */.zY)([entry]) } };
}
async function isResumed(layers, total, repository) {
    const [smallest] = layers;
    if (!smallest || smallest.plan.size > total * PROBE_SHARE)
        return false;
    const { blob } = await (0,image_layers/* hashLayer */.UG)(smallest.plan, 'none', () => { });
    return await repository.hasBlob(blob.digest, blob.size);
}
async function sendOne({ file, plan }, repository, see) {
    const inFile = (0,external_node_crypto_.createHash)('sha256');
    const inLayer = (0,external_node_crypto_.createHash)('sha256');
    let stamp = '';
    const packing = {
        content: (chunk) => inFile.update(chunk),
        seen: (seen) => {
            stamp = seen;
        },
        buffers: (0,read/* readingBuffers */.UU)(),
    };
    let digest;
    const taken = await repository.putStream?.({
        size: plan.size,
        async *open() {
            for await (const chunk of (0,image_layers/* tarStream */.eu)(plan.entries, packing)) {
                inLayer.update(chunk);
                see(chunk.length);
                yield chunk;
            }
        },
        digest() {
            digest = `sha256:${inLayer.digest('hex')}`;
            return digest;
        },
    });
    if (!taken || digest === undefined)
        return null;
    const { path, size, executable } = file;
    return {
        file: { path, size, executable, sha256: inFile.digest('hex'), stamp },
        blob: { digest, size: plan.size, mediaType: image_layers/* LAYER_TYPE */.Nl.none },
        diffId: digest,
    };
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
    const digest = (0,parse_object/* parseObject */.l)(await (0,promises_.readFile)(metadataFile), 'metadata of buildx')['containerimage.digest'];
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
    const configDigest = (0,manifest_parts/* manifestParts */.M)(manifest).config;
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
    const rootfs = (0,parse_object/* parseObject */.l)(config, 'config of the image')['rootfs'];
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

// EXTERNAL MODULE: external "node:zlib"
var external_node_zlib_ = __webpack_require__(8522);
// EXTERNAL MODULE: ./.build/image/content.js
var image_content = __webpack_require__(4857);
// EXTERNAL MODULE: ./.build/image/files-list.js
var files_list = __webpack_require__(8400);
// EXTERNAL MODULE: ./.build/image/tar-find.js
var tar_find = __webpack_require__(4707);
;// CONCATENATED MODULE: ./.build/image/published-layers.js











const NOTHING_PUBLISHED = { files: [], find: () => null, fetch: async () => null };
/** Largest layer that is fetched for files in it: every bundle of small and medium files is below, and it is held in memory. */
const MAX_FETCHED = 64 * 1024 * 1024;
/** The list of 200,000 files is about 40 MB. Unpacked layers are held to the same. */
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
    const { config: configDigest, layers } = (0,manifest_parts/* manifestParts */.M)(manifest);
    const config = await repository.getBlob(configDigest, published_layers_MAX_CONFIG);
    if (config === null)
        return NOTHING_PUBLISHED;
    const ours = ownLayers((0,parse_object/* parseObject */.l)(config, 'published config'), layers);
    const last = ours.at(-1);
    if (!last || last.blob.size > MAX_LIST)
        return NOTHING_PUBLISHED;
    const tar = await repository.getBlob(last.blob.digest, MAX_LIST);
    const list = tar === null ? null : (0,tar_find/* findInTar */.W)(unpack(tar, last.blob.mediaType), image_plan/* FILES_JSON */.D2);
    const files = list === null ? null : (0,files_list/* parseFilesList */.J)(list);
    if (files === null || (0,image_content/* contentDigest */.e)(files.files) !== files.content)
        return NOTHING_PUBLISHED;
    const inLayer = ours.map((_, index) => files.files.filter((file) => file.layer === index).map(image_plan/* imageEntry */.AI));
    const byKey = new Map(ours.map((layer, index) => [(0,image_plan/* layerKey */.n3)(inLayer[index] ?? []), layer]));
    // the files of one layer are asked for one after the other
    let fetched;
    const layerBytes = async (index) => {
        if (fetched?.index === index)
            return fetched.tar;
        const blob = ours[index]?.blob;
        const packed = blob === undefined || blob.size > MAX_FETCHED ? null : await repository.getBlob(blob.digest, MAX_FETCHED);
        if (packed === null || blob === undefined)
            return null;
        fetched = { index, tar: unpack(packed, blob.mediaType) };
        return fetched.tar;
    };
    return {
        async fetch(sha256) {
            const file = files.files.find((one) => one.sha256 === sha256);
            const bytes = file && (await layerBytes(file.layer));
            if (!bytes)
                return null;
            const start = (0,image_layers/* contentOffset */.PP)(inLayer[file.layer] ?? [], image_plan/* FILES_PREFIX */.B8 + file.path);
            const found = bytes.subarray(start, start + file.size);
            return (0,external_node_crypto_.createHash)('sha256').update(found).digest('hex') === sha256 ? found : null;
        },
        files: files.files,
        find(plan, compression) {
            const found = byKey.get((0,image_plan/* layerKey */.n3)(plan.entries));
            return found && compression !== 'zstd' && found.blob.mediaType === image_layers/* LAYER_TYPE */.Nl[compression] ? found : null;
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
    return 'manifests' in (0,parse_object/* parseObject */.l)(manifest.bytes, 'published manifest');
}
function unpack(bytes, mediaType) {
    if (mediaType !== image_layers/* LAYER_TYPE */.Nl.gzip)
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
    const ahead = freezing.ahead ?? NOTHING_AHEAD;
    const { layers, sent } = await sendLayers(plan.layers, {
        repository,
        compression,
        progress,
        ahead: (layer) => (compression === 'none' ? ahead.find(layer) : null),
        published: (layer) => published.find(layer, compression),
    });
    const copied = plan.base === undefined ? 0 : await copyBase(plan.base, repository, freezing);
    const image = composeImage(plan, layers);
    const { manifest, builder, notice } = await compose(plan, image, layers, freezing);
    const parts = (0,manifest_parts/* manifestParts */.M)(manifest);
    return {
        manifest,
        layers: parts.layers,
        configDigest: parts.config,
        sent: ahead.sent + sent + copied + image.config.size + manifest.bytes.length,
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

;// CONCATENATED MODULE: ./.build/image/recover.js


/**
 * A plan whose un-pulled Git LFS files can be packed. Most need nothing: their layer is published as it is. One that shares a bundle with a file
 * that changed is cut out of its published layer into `folder`. What is not published stays a pointer, and fails when its bytes are asked for.
 */
async function recoverPointers(plan, published, compression, folder) {
    if (!plan.layers.some(({ entries }) => entries.some(isPointer)))
        return plan;
    await (0,promises_.mkdir)(folder, { recursive: true });
    const layers = [];
    for (const layer of plan.layers) {
        if (!layer.entries.some(isPointer) || published.find(layer, compression) !== null) {
            layers.push(layer);
            continue;
        }
        const entries = [];
        for (const entry of layer.entries)
            entries.push(isPointer(entry) ? await recovered(entry, published, folder) : entry);
        layers.push({ ...layer, entries });
    }
    return { ...plan, layers };
}
function isPointer({ from }) {
    return 'pointer' in from;
}
async function recovered(entry, published, folder) {
    const bytes = await published.fetch(entry.sha256);
    if (bytes === null)
        return entry;
    // a sha256 is a file name like any other
    const file = (0,external_node_path_.join)(folder, entry.sha256);
    await (0,promises_.writeFile)(file, bytes);
    return { ...entry, from: { file } };
}

// EXTERNAL MODULE: ./.build/model/signature-proto.js + 1 modules
var signature_proto = __webpack_require__(4641);
;// CONCATENATED MODULE: ./.build/freeze-model.js











/** The runtime that the input or the definition names; pinned by digest where something will be built on it. */
async function runtimeOf({ definition }, inputs, occasion, ports) {
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
async function freezeModel({ model, content, ahead, candidate, repository, baseline, inputs, ports }) {
    const { base, installCommand } = candidate.runtime;
    const { platform } = inputs;
    const plan = (0,image_plan/* planImage */.Fz)({
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
    const folder = (0,external_node_path_.join)((0,external_node_os_.tmpdir)(), `mlambda-lfs-${(0,external_node_crypto_.randomUUID)()}`);
    const builder = await findBuilder({ wanted: inputs.builder, repository: repository.name, installCommand: installCommand !== '', run: ports.docker });
    try {
        const published = baseline.state === 'compared' ? await readPublishedLayers(repository, baseline.published.digest) : NOTHING_PUBLISHED;
        const frozen = await freeze(await recoverPointers(plan, published, inputs.compression, folder), {
            repository,
            builder,
            compression: inputs.compression,
            docker: ports.docker,
            run: ports.run,
            oras: base ? await ports.oras() : '',
            progress: ports.progress,
            published,
            ahead,
        });
        if (frozen.notice)
            ports.log.notice(frozen.notice);
        return frozen;
    }
    finally {
        await (0,promises_.rm)(folder, { recursive: true, force: true });
        await removeBuilder(builder, ports.docker);
    }
}

;// CONCATENATED MODULE: ./.build/identify.js





/** Every file's sha256; where a publish is certain to need a large file's bytes in the registry, they are sent in the same pass. */
async function identify(identifying) {
    const { looked, ports } = identifying;
    const { excluded } = looked.discovered.files;
    if (excluded.length > 0)
        ports.log.info(leftOut(excluded));
    const ahead = await aheadOf(identifying);
    const content = await (0,image_content/* contentOf */.$)(looked.discovered.files, ports.progress, { threads: ports.threads, known: ahead.files });
    return { content, ahead };
}
/** Entries named in one line of the log. */
const SHOWN = 5;
function leftOut(excluded) {
    const shown = excluded.slice(0, SHOWN).map(({ path, reason }) => `${path} (${reason})`);
    const more = excluded.length - shown.length;
    return `left out of the image: ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
/** `RUN.ATTEMPT.UUID` of origin.nonce: an earlier attempt may have sent the layers, and hashing first finds them. */
const LATER_ATTEMPT = /^\d+\.(?:[2-9]|\d{2,})\./;
async function aheadOf({ looked, collection, runtime, numbering, policy, inputs, occasion, ports }) {
    const { repository, baseline } = collection;
    if (occasion.mode !== 'publish' || inputs.dryRun || inputs.compression !== 'none' || LATER_ATTEMPT.test(ports.origin.nonce))
        return NOTHING_AHEAD;
    if (repository?.putStream === undefined || baseline.state === 'unavailable' || !('contract' in looked))
        return NOTHING_AHEAD;
    if (looked.discovered.files.files.some(({ pointer }) => pointer !== undefined))
        return NOTHING_AHEAD;
    const candidate = { contract: looked.contract, content: NEW_CONTENT, runtime };
    try {
        const comparison = (0,verdict/* compare */.UD)(candidate, baseline, policy);
        (0,verdict/* nextOf */.Xh)(baseline, comparison, numbering);
        (0,verdict/* refuseBreaking */.w3)(comparison, baseline, policy);
    }
    catch (error) {
        // it will be refused with its report, and nothing is sent for that
        if (error instanceof errors/* UserError */.y)
            return NOTHING_AHEAD;
        throw error;
    }
    const published = baseline.state === 'compared' ? await readPublishedLayers(repository, baseline.published.digest) : NOTHING_PUBLISHED;
    return await sendAhead(looked.discovered.files, { repository, published, onRuntime: runtime.base !== null, progress: ports.progress });
}
/** Stands for content that differs from everything published: a file of a size that is not there. No sha256 is known to be this. */
const NEW_CONTENT = `sha256:${'0'.repeat(64)}`;

// EXTERNAL MODULE: ./.build/infer.js + 198 modules
var infer = __webpack_require__(9333);
// EXTERNAL MODULE: external "node:timers/promises"
var external_node_timers_promises_ = __webpack_require__(8500);
// EXTERNAL MODULE: ./.build/registry/claim-tags.js
var claim_tags = __webpack_require__(2508);
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
    await write(repository, (0,claim_tags/* doorTag */.Tq)(version), manifest, written);
    return (await repository.head((0,claim_tags/* splitterTag */.og)(version, 'x', 1))) === null;
}
/**
 * Adopt-commit consensus over claim tags (design: versions.md): all who ask about one version get the same manifest, whoever dies in between.
 * Needs a list that shows every tag written before a tag of ours that it shows. Tags are only added, so late and repeated writes change nothing.
 */
async function consensus(claim, pace, look = listShowing) {
    const { repository, version, manifest, nonce, written } = claim;
    const mine = (0,claim_tags/* claimValue */.I3)(manifest.digest);
    let estimate = { value: mine, manifest };
    let rivals = 0;
    for (let round = 1; round <= MAX_ROUNDS; round++) {
        const proposal = (0,claim_tags/* proposalTag */.Bw)(version, round, estimate.value, (0,claim_tags/* runOf */.ng)(nonce)?.run ?? null);
        await write(repository, proposal, estimate.manifest, written);
        const first = fresh(await look(claim, proposal, pace), claim, proposal);
        if (first === null)
            return PUBLISHED;
        const proposed = (0,claim_tags/* proposals */.Ku)(first, version, round);
        rivals = Math.max(rivals, proposed.size - 1);
        const mark = proposed.size === 1 && proposed.has(estimate.value) ? 'c' : 'a';
        const vote = (0,claim_tags/* markTag */.kj)(version, round, mark, estimate.value);
        await write(repository, vote, estimate.manifest, written);
        const votes = fresh(await look(claim, vote, pace), claim, vote);
        if (votes === null)
            return PUBLISHED;
        const committed = (0,claim_tags/* marked */.xI)(votes, version, round, 'c');
        const adopted = (0,claim_tags/* marked */.xI)(votes, version, round, 'a');
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
    if ((await repository.head((0,claim_tags/* doorTag */.Tq)(version))) !== null)
        return { kind: 'lost', decided: null, rivals: 1 };
    for (const stage of SPLITTER_STAGES) {
        const x = (0,claim_tags/* splitterTag */.og)(version, 'x', stage);
        const y = (0,claim_tags/* splitterTag */.og)(version, 'y', stage);
        await write(repository, x, manifest, written);
        if (stage === 1 && (await repository.head((0,claim_tags/* doorTag */.Tq)(version))) !== null)
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
function fresh(look, claim, tag) {
    if (look.kind === 'shown')
        return look.tags;
    if (look.kind === 'published')
        return null;
    throw new errors/* UserError */.y('registry-broken-answer', `${claim.repository.name} showed a tag at once and hides the next (${tag}): its tag list comes from a cache.`, 'Run the job again: an upload that was begun is completed. If it happens often, let the registry enforce immutable tags and set `immutable-tags: true`.');
}
async function manifestOf(repository, [value, tag]) {
    const manifest = await repository.get(tag);
    return manifest !== null && (0,claim_tags/* claimValue */.I3)(manifest.digest) === value ? manifest : null;
}

// EXTERNAL MODULE: ./node_modules/semver/index.js
var semver = __webpack_require__(2088);
// EXTERNAL MODULE: ./.build/registry/tags.js
var registry_tags = __webpack_require__(3751);
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
// EXTERNAL MODULE: ./.build/registry/release-manifest.js
var release_manifest = __webpack_require__(8855);
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
        let listIsStale = repository.staleList === true || tags.includes(claim_tags/* CACHED_LIST */.cB);
        for (let round = 0; round < publish_MAX_ROUNDS; round++) {
            const finished = await session.finishedBefore(tags);
            if (finished !== null)
                return finished;
            if (listIsStale || upload.immutableTags)
                await session.climb(tags);
            const candidate = await session.next(tags);
            const { version, tag } = candidate;
            if (tags.includes((0,claim_tags/* doorTag */.Tq)(version)) && session.firstMeeting(version) && (await isPublishedSoon(repository, tag))) {
                session.published(candidate);
                tags = (await repository.list()) ?? [];
                continue;
            }
            const manifest = (await session.begunBefore(tags, candidate)) ?? (0,release_manifest/* releaseManifest */.Xo)(upload, { ...candidate, parent: candidate.previous });
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
                        await repository.putManifest(claim_tags/* CACHED_LIST */.cB, upload.content);
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
            const theirs = decided === null ? null : (0,release_manifest/* releaseOf */.l7)(decided);
            const helped = decided !== null && theirs?.version === version && (await hold(repository, theirs.tag, decided));
            if (helped && (0,release_manifest/* isEarlierAttempt */.yW)(upload, decided))
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
            const version = (0,next/* nextAfter */.On)(floor, state, numbering);
            return { ...state, after: highest?.tag ?? null, version, tag: (0,registry_tags/* tagOf */.cO)(version, numbering) };
        },
        /** A list that is known to be fresh demands another number than the one tried. */
        outdated({ after }, tags) {
            return ((0,registry_tags/* highestOf */.gG)(versions(tags))?.tag ?? null) !== after;
        },
        /** From the highest listed version along its successors, for lists that may be old. */
        async climb(tags) {
            for (let step = 0; step < MAX_CLIMB; step++) {
                const top = (0,registry_tags/* highestOf */.gG)(versions(tags));
                let found = null;
                for (const version of (0,next/* successors */.ir)(top?.version ?? null, numbering)) {
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
                door: (0,claim_tags/* doorTag */.Tq)(version),
                isPublished: (tags) => (0,registry_tags/* versionsOf */.x4)(tags, numbering).some((one) => one.version === version),
            };
        },
        /** An earlier attempt of this run proposed just this number and died: its manifest is completed. */
        async begunBefore(tags, { version, previous }) {
            for (const proposal of ownProposals(tags)) {
                if (proposal.version !== version)
                    continue;
                const manifest = await repository.get(proposal.tag);
                if (manifest === null || (0,claim_tags/* claimValue */.I3)(manifest.digest) !== proposal.value || !(0,release_manifest/* isEarlierAttempt */.yW)(upload, manifest))
                    continue;
                const parent = (0,release_manifest/* parentOf */.gN)((0,registry_manifest/* annotationsOf */.Ih)(manifest));
                if ((parent?.digest ?? null) === (previous?.digest ?? null))
                    return manifest;
            }
            return null;
        },
        /** An earlier attempt of this run has published this content: nothing is left to do. */
        async finishedBefore(tags) {
            const all = versions(tags);
            const wanted = new Set([(0,registry_tags/* highestOf */.gG)(all)?.version, ...ownProposals(tags).map(({ version }) => version)]);
            if ((0,claim_tags/* runOf */.ng)(upload.nonce)?.attempt === 1)
                return null;
            for (const one of all.filter(({ version }) => wanted.has(version)).reverse()) {
                const manifest = await repository.get(one.tag);
                if (manifest === null || !(0,release_manifest/* isEarlierAttempt */.yW)(upload, manifest))
                    continue;
                const parent = all.find(({ version }) => version === (0,release_manifest/* parentOf */.gN)((0,registry_manifest/* annotationsOf */.Ih)(manifest))?.version) ?? null;
                return { ...one, digest: manifest.digest, ...(await standing(parent)), fresh: false, floating: await moveFloating(upload, one.version) };
            }
            return null;
        },
        /** The outcome, after everything that may be done only now. */
        async release({ version, tag, previous, baseline, comparison }, manifest) {
            const floating = await moveFloating(upload, version);
            const done = claims.filter((claim) => claim.version === version || known.has(claim.version));
            await repository.deleteTags(done.flatMap(({ written }) => [...written]), manifest);
            return { version, tag, digest: manifest.digest, previous, baseline, comparison, fresh: true, floating };
        },
    };
    function ownProposals(tags) {
        const run = (0,claim_tags/* runOf */.ng)(upload.nonce)?.run;
        return run === undefined ? [] : (0,claim_tags/* proposalsOfRun */.aD)(tags, run);
    }
}

// EXTERNAL MODULE: ./.build/contract/agree.js + 3 modules
var agree = __webpack_require__(8504);
// EXTERNAL MODULE: ./.build/contract/completeness.js
var completeness = __webpack_require__(2377);
// EXTERNAL MODULE: ./.build/model/discover.js + 10 modules
var discover = __webpack_require__(8893);
;// CONCATENATED MODULE: ./.build/unpulled.js







/** Infers the contract, or says which un-pulled file it would need. @throws UserError as `inferModel`, but for Git LFS pointers */
function inferUnlessPointers(search, workspace) {
    try {
        return (0,infer/* inferModel */.Gg)(search, workspace);
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.y) || error.code !== 'lfs-pointer')
            throw error;
        const discovered = (0,discover/* listModel */.wA)(search.path, { definition: search.contract, name: search.name, ...(workspace && { within: workspace }) });
        // DVC and git-annex pointers say nothing that the published version could be asked for
        if (!discovered.files.files.some(({ pointer }) => pointer !== undefined))
            throw error;
        const told = { warnings: discovered.warnings, findings: [] };
        return { name: (0,infer/* modelName */.fD)(search, discovered.definition), discovered, refusal: error, told };
    }
}
/**
 * The model with every pointer resolved against the published version.
 * @throws UserError `lfs-pointer` for a file that is not published, or whose contract can't be taken over, with the reason
 */
async function resolvePointers(looked, content, { repository, baseline }) {
    const pointers = content.files.filter(({ pointer }) => pointer !== undefined);
    const [first] = pointers;
    if (!first)
        return requireModel(looked);
    if (baseline.state === 'unavailable' && !isUnpulled(looked)) {
        return warned(looked, { code: 'lfs-unknown', message: `${listed(pointers)} not pulled; whether published is not known: ${baseline.reason}` });
    }
    if (baseline.state !== 'compared' || repository === null) {
        throw refused(looked, first, baseline.state === 'unavailable' ? `the published version can't be read: ${baseline.reason}` : 'nothing is published yet');
    }
    const { published } = baseline;
    const earlier = await readPublishedLayers(repository, published.digest);
    const known = new Map(earlier.files.map(({ sha256, size }) => [sha256, size]));
    const lost = pointers.find(({ sha256, size }) => known.get(sha256) !== size);
    if (lost)
        throw refused(looked, lost, `version ${published.version} does not hold it`);
    const model = isUnpulled(looked) ? recalled(looked, content, earlier, published, first) : looked;
    return warned(model, {
        code: 'lfs-published',
        message: `${listed(pointers)} not pulled: taken from version ${published.version}, which holds ${pointers.length === 1 ? 'this very file' : 'these very files'}`,
        where: first.path,
    });
}
function isUnpulled(looked) {
    return 'refusal' in looked;
}
function requireModel(looked) {
    if (isUnpulled(looked))
        throw looked.refusal;
    return looked;
}
/** Documents that no reader of a framework looks into: they may change beside weights that were not pulled. */
const DOCUMENT = /(?:^|\/)(?:[^/]*\.md|LICEN[CS]E[^/]*|NOTICE|AUTHORS|CITATION\.cff|\.gitattributes|\.gitignore)$/i;
/** The model with the published contract: sound only where nothing but documents differs and the declaration still says the same. */
function recalled(unpulled, content, earlier, published, pointer) {
    const { declarations } = unpulled.discovered;
    const [declared] = declarations;
    const other = changedFile(content, earlier, published.content);
    if (other !== undefined)
        throw refused(unpulled, pointer, `${other} differs from version ${published.version}, and the contract may rest on both`);
    if (!sameDeclared(unpulled, published.contract)) {
        throw refused(unpulled, pointer, `${declared?.file ?? 'the definition'} declares another contract than version ${published.version} has`);
    }
    const because = `its files are those of version ${published.version}, whose contract it has`;
    const facts = {
        contract: published.contract,
        completeness: (0,completeness/* completeness */.P)(published.contract).ratio,
        warnings: unpulled.told.warnings,
        findings: [],
    };
    const from = declared && { declaredIn: declared.file };
    return {
        ...facts,
        name: unpulled.name,
        discovered: { ...unpulled.discovered, found: null },
        because,
        ...from,
        told: { ...facts, detected: { because, ...from }, ...(declared && { locate: declared.locate }) },
    };
}
/** First path whose file is another one than in the published version, is new there or missing here; documents aside. */
function changedFile(content, earlier, published) {
    if (content.digest === published)
        return undefined;
    const before = new Map(earlier.files.map(({ path, sha256 }) => [path, sha256]));
    const now = new Map(content.files.map(({ path, sha256 }) => [path, sha256]));
    return [...new Set([...now.keys(), ...before.keys()])].find((path) => before.get(path) !== now.get(path) && !DOCUMENT.test(path));
}
/** The definition may lie outside of the payload, and may have changed without any file of it. */
function sameDeclared({ discovered }, published) {
    try {
        return (0,canonical/* contractDigest */.vE)((0,agree/* agree */.d)(discovered.declarations, published)) === (0,canonical/* contractDigest */.vE)(published);
    }
    catch (error) {
        if (error instanceof errors/* UserError */.y && error.code === 'contract-conflict')
            return false;
        throw error;
    }
}
function refused(looked, { path, size }, because) {
    const { message, remedy, where } = isUnpulled(looked)
        ? looked.refusal
        : {
            message: `${path} is a Git LFS pointer to ${size} bytes, not the file itself`,
            remedy: 'fetch the file: `with: { lfs: true }` in actions/checkout, or `git lfs pull` on your machine',
            where: { file: path },
        };
    return new errors/* UserError */.y('lfs-pointer', `${message}; ${because}`, remedy, where);
}
function warned(model, warning) {
    const warnings = [...model.warnings, warning];
    return { ...model, warnings, told: { ...model.told, warnings } };
}
/** `model.onnx was` or `model.onnx and 3 more Git LFS files were`: begins a sentence. */
function listed(pointers) {
    const [first] = pointers;
    return pointers.length === 1
        ? `${first?.path} was`
        : `${first?.path} and ${pointers.length - 1} more Git LFS file${pointers.length > 2 ? 's' : ''} were`;
}

;// CONCATENATED MODULE: ./.build/upload.js










/**
 * The story of one model: find it, infer its contract, compare it with what is published; on a push also freeze it into an image, number it
 * and tag it. What a user can mend ends in a report with outcome `failed`; anything else thrown is a bug of ours.
 */
async function upload(inputs, occasion, ports) {
    const { log, origin } = ports;
    let report = openReport(inputs, occasion);
    let next = null;
    try {
        const numbering = (0,verdict/* numberingOf */.pQ)(inputs);
        const policy = (0,verdict/* policyOf */.US)(inputs, occasion);
        const looked = await step(log, 'Infer the contract', async () => inferUnlessPointers(inputs, origin.workspace), sayModel);
        report = { ...report, ...looked.told, model: looked.name };
        const image = upload_imageOf(inputs, occasion, origin, looked.name);
        report = { ...report, image };
        (0,infer/* requirePayload */.M)(looked);
        if ('contract' in looked)
            (0,infer/* requireCompleteness */.CS)(looked, inputs.minCompleteness);
        const runtime = await runtimeOf(looked.discovered, inputs, occasion, ports);
        const collection = await step(log, 'Read the published version', () => (0,verdict/* openCollection */.ls)(image, inputs, occasion, ports), sayCollection);
        const identifying = { looked, collection, runtime, numbering, policy, inputs, occasion, ports };
        const { content, ahead } = await step(log, 'Identify the files', () => identify(identifying), sayContent);
        const { repository, baseline } = collection;
        const model = await resolvePointers(looked, content, collection);
        report = { ...report, ...model.told };
        const candidate = { contract: model.contract, content: content.digest, runtime };
        const against = occasion.mode === 'validate' ? await (0,_build_against/* readAgainst */.M)(inputs, ports, model.contract) : null;
        const published = (0,verdict/* compare */.UD)(candidate, baseline, policy);
        const comparison = against === null ? published : (0,verdict/* compare */.UD)(candidate, against, policy);
        const accepted = comparison.level === 'breaking' ? await (0,verdict/* acceptedBy */.lA)(policy, occasion, ports) : undefined;
        report = { ...report, baseline, comparison, ...(against && { against }), ...(accepted && { breakingAccepted: accepted }) };
        if (occasion.drift)
            await step(log, 'Look for drift', () => requireNoDrift({ image, candidate, collection, comparison: published, numbering }), String);
        const standing = (0,verdict/* standsAlready */.c7)(candidate, baseline);
        if (standing && against === null && !wantsAgain(standing, inputs, occasion)) {
            return { ...report, outcome: { kind: 'unchanged', version: standing.version, digest: standing.digest } };
        }
        next = standing && against !== null ? null : (0,verdict/* nextOf */.Xh)(baseline, published, numbering);
        (0,verdict/* refuseBreaking */.w3)(comparison, against ?? baseline, (0,verdict/* judgedBy */.Nq)(policy, occasion, accepted));
        if (occasion.mode === 'validate' || inputs.dryRun || repository === null)
            return { ...report, outcome: { kind: 'validated', nextVersion: next } };
        const frozen = await step(log, 'Freeze the image', () => freezeModel({ model, content, ahead, candidate, repository, baseline, inputs, ports }), sayFrozen);
        const release = await step(log, 'Number and tag', () => publish((0,verdict/* uploadOf */.n$)({ repository, frozen, candidate, numbering, policy, accepted, inputs, ports })), sayRelease);
        const { builder, sent, reproducible } = frozen;
        const outcome = { kind: 'published', release, builder, sent, size: content.size, reproducible };
        return { ...report, baseline: release.baseline, comparison: release.comparison, outcome };
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.y))
            throw error;
        return { ...report, outcome: { kind: 'failed', error, ...(next !== null && { nextVersion: next }) } };
    }
}
/** One step of the story in the log: its title, its progress, and one line of what came out. */
async function step(log, title, work, say) {
    return await log.group(title, async () => {
        const result = await work();
        log.info(say(result));
        return result;
    });
}
const sayModel = (looked) => 'contract' in looked ? `${looked.contract.framework.name}: ${looked.because}` : `${looked.refusal.message}: the published version is asked`;
const sayContent = ({ content: { files, size }, ahead: { sent } }) => `${files.length} file${files.length === 1 ? '' : 's'}, ${(0,log/* printBytes */.p)(size)}${sent > 0 ? `, ${(0,log/* printBytes */.p)(sent)} of them sent` : ''}`;
const sayFrozen = ({ manifest, builder, sent }) => `${manifest.digest} by ${builder}, ${(0,log/* printBytes */.p)(sent)} sent`;
const sayRelease = ({ tag, digest }) => `${tag} is ${digest}`;
function sayCollection({ baseline }) {
    switch (baseline.state) {
        case 'first':
            return 'no version yet';
        case 'compared':
            return `the highest is ${baseline.published.version}`;
        case 'unavailable':
            return `not to be read: ${baseline.reason}`;
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
/** `ghcr.io/<owner>/<repository>/<model>`: two repositories of one owner never share a collection by accident. '' where a validation has none. */
function upload_imageOf({ image }, { mode }, { repository }, name) {
    if (image !== '')
        return image;
    if (repository !== '')
        return `ghcr.io/${repository}/${name}`;
    if (mode === 'validate')
        return '';
    throw new errors/* UserError */.y('input-invalid', 'No image is given, and outside of GitHub none follows from the repository.', 'Write --image oci:./registry/NAME, or the name in your registry.');
}
/**
 * A push of what is already published adds nothing; a person who starts the workflow by hand, or asks for a version that is not the standing one,
 * wants a new version.
 */
function wantsAgain(standing, { unchanged, version }, { onDemand }) {
    if (version !== '')
        return version !== standing.version;
    return unchanged === 'publish' || (unchanged === 'auto' && onDemand);
}

// EXTERNAL MODULE: ./.build/commands/failure.js
var failure = __webpack_require__(7715);
// EXTERNAL MODULE: ./.build/commands/ports.js + 13 modules
var ports = __webpack_require__(5226);
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

/***/ 6873:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  CH: () => (/* binding */ contractAt),
  zU: () => (/* binding */ contractAtRevision),
  Gc: () => (/* binding */ namesImage)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/contract/agree.js + 3 modules
var agree = __webpack_require__(8504);
// EXTERNAL MODULE: ./.build/contract/parse.js
var parse = __webpack_require__(1766);
// EXTERNAL MODULE: ./.build/errors.js
var errors = __webpack_require__(9243);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
;// CONCATENATED MODULE: ./.build/git-blobs.js



/** Mode of a symbolic link: its blob is the target (gitformat-index). */
const LINK = '120000';
/** The answers of `git cat-file --batch` (git-cat-file, BATCH OUTPUT): `OID TYPE SIZE\n`, that many bytes, `\n`; in the order of the questions. */
function blobWriter(entries, directory) {
    let index = 0;
    let header = '';
    /** Bytes of the current blob that are still to come, -1 while its header is read; its line end counts. */
    let left = -1;
    let file = -1;
    let target = [];
    let failure;
    function begin() {
        const size = /^[0-9a-f]+ blob (\d+)$/.exec(header)?.[1];
        const entry = entries[index];
        if (size === undefined || entry === undefined)
            throw new Error(`git answers ${JSON.stringify(header.slice(0, 100))}`);
        left = Number(size) + 1;
        header = '';
        const path = (0,external_node_path_.join)(directory, entry.path);
        (0,external_node_fs_.mkdirSync)((0,external_node_path_.dirname)(path), { recursive: true });
        target = [];
        if (entry.mode !== LINK)
            file = (0,external_node_fs_.openSync)(path, 'wx', entry.mode === '100755' ? 0o755 : 0o644);
    }
    function finish() {
        const entry = entries[index];
        if (file >= 0)
            (0,external_node_fs_.closeSync)(file);
        else if (entry)
            (0,external_node_fs_.symlinkSync)(Buffer.concat(target).toString('utf8'), (0,external_node_path_.join)(directory, entry.path));
        file = -1;
        left = -1;
        index++;
    }
    function write(chunk) {
        for (let offset = 0; offset < chunk.length;) {
            if (left < 0) {
                const end = chunk.indexOf(0x0a, offset);
                header += Buffer.from(chunk.subarray(offset, end < 0 ? chunk.length : end)).toString('latin1');
                offset = end < 0 ? chunk.length : end + 1;
                if (end >= 0)
                    begin();
                continue;
            }
            const part = chunk.subarray(offset, offset + left);
            const content = part.length === left ? part.subarray(0, -1) : part;
            if (file >= 0)
                (0,external_node_fs_.writeSync)(file, content);
            else
                target.push(Buffer.from(content));
            left -= part.length;
            offset += part.length;
            if (left === 0)
                finish();
        }
    }
    return {
        take(chunk) {
            if (failure !== undefined)
                return;
            try {
                write(chunk);
            }
            catch (error) {
                failure = error;
            }
        },
        end() {
            if (file >= 0)
                (0,external_node_fs_.closeSync)(file);
            file = -1;
            if (failure === undefined && index === entries.length)
                return;
            const reason = failure instanceof Error ? failure.message : 'it ended early';
            throw new errors/* UserError */.y('corrupt', `The files of that revision cannot be written out: ${reason}`, 'Fetch the revision again (`fetch-depth: 0`), or compare with another one.');
        },
    };
}

// EXTERNAL MODULE: ./.build/model/lfs-pointer.js
var lfs_pointer = __webpack_require__(1619);
;// CONCATENATED MODULE: ./.build/git-tree.js






/** As many as a model directory may hold (model/walk.ts). */
const MAX_FILES = 200_000;
/** Git itself takes refs up to 255 bytes per component; what is longer is no name that anybody wrote. */
const MAX_REVISION = 250;
const TIMEOUT_MS = 120_000;
/**
 * Writes what a revision holds at some paths (relative to the working directory) into a temporary directory. The blobs are taken out of git as they
 * are: no filter, hook or attribute of the repository runs, and nothing of the working copy or the index is touched. Git LFS pointers become
 * their files where those are in the local LFS store.
 * @throws UserError `input-invalid` for a revision that git does not know here; `unsafe` for a tree with paths that leave it
 */
async function checkoutRevision(run, revision, paths) {
    const git = await openGit(run);
    const commit = await git.commit(revision);
    const prefix = await git.text(['rev-parse', '--show-prefix']);
    const inside = (path) => inRepository(prefix, path);
    const entries = await git.tree(commit, paths.map(inside));
    const directory = (0,external_node_fs_.mkdtempSync)((0,external_node_path_.join)((0,external_node_os_.tmpdir)(), 'mlambda-revision-'));
    const remove = () => (0,external_node_fs_.rmSync)(directory, { recursive: true, force: true });
    try {
        await git.write(entries, directory);
        const store = await git.text(['rev-parse', '--git-path', 'lfs/objects']);
        for (const entry of entries)
            if (entry.mode !== LINK)
                fillPointer((0,external_node_path_.join)(directory, entry.path), store);
    }
    catch (error) {
        remove();
        throw error;
    }
    return { commit, directory, remove, found: entries.length > 0, at: (path) => (0,external_node_path_.join)(directory, inside(path)) };
}
/** A path of the working directory as the repository names it; '' is the whole repository. */
function inRepository(prefix, path) {
    const own = (0,external_node_path_.relative)((0,external_node_path_.resolve)('.'), (0,external_node_path_.resolve)(path)).split(external_node_path_.sep).join('/');
    const full = external_node_path_.posix.normalize(`${prefix}${own}`).replace(/^\.$/, '').replace(/\/$/, '');
    if (full !== '..' && !full.startsWith('../') && !external_node_path_.posix.isAbsolute(full))
        return full;
    throw new errors/* UserError */.y('input-invalid', `${path} is not in the git repository of the working directory.`, 'Name a path inside of it.');
}
/** Regular, executable, and the group-writable form of old repositories. Submodules (160000) hold no files of ours. */
const FILES = new Set(['100644', '100755', '100664', LINK]);
async function openGit(run) {
    const env = { GIT_TERMINAL_PROMPT: '0', GIT_LITERAL_PATHSPECS: '1', GIT_OPTIONAL_LOCKS: '0' };
    const ask = (args) => run('git', args, { env, timeoutMs: TIMEOUT_MS });
    async function text(args) {
        const ran = await ask(args);
        if (ran.code === 0)
            return ran.stdout.replace(/\n$/, '');
        throw new errors/* UserError */.y('input-invalid', `git cannot read this repository: ${lastLine(ran.stderr)}`, 'Run in a checkout of the repository, with git on PATH.');
    }
    return {
        text,
        async commit(revision) {
            requireRevision(revision);
            const ran = await ask(['rev-parse', '--verify', '--quiet', `${revision}^{commit}`]);
            const commit = ran.stdout.trim();
            if (ran.code === 0 && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit))
                return commit;
            throw new errors/* UserError */.y('input-invalid', `${JSON.stringify(revision)} is no file, no image, and no revision that git knows here${ran.stderr.trim() === '' ? '' : ` (${lastLine(ran.stderr)})`}.`, 'Correct the name; a branch or commit is known after `actions/checkout` with `fetch-depth: 0`, branches as origin/NAME.');
        },
        /** Every file below the paths, in git's order. */
        async tree(commit, paths) {
            const wanted = paths.filter((path) => path !== '');
            const listing = await text(['ls-tree', '-r', '-z', '--full-tree', commit, ...(wanted.length === paths.length ? ['--', ...wanted] : [])]);
            const rows = listing.split('\0').filter((row) => row !== '');
            if (rows.length > MAX_FILES)
                throw new errors/* UserError */.y('unsafe', `${commit} holds ${rows.length} files there`, `Name a directory with at most ${MAX_FILES} files.`);
            return rows.flatMap((row) => {
                const parsed = /^(\d{6}) \w+ ([0-9a-f]+)\t(.+)$/s.exec(row);
                const [, mode = '', oid = '', path = ''] = parsed ?? [];
                return FILES.has(mode) ? [{ mode, oid, path: safePath(path) }] : [];
            });
        },
        /** Links last, and every file only if nothing is there: no file is ever written through a link. */
        async write(entries, directory) {
            const ordered = [...entries.filter(({ mode }) => mode !== LINK), ...entries.filter(({ mode }) => mode === LINK)];
            const writer = blobWriter(ordered, directory);
            const input = ordered.map(({ oid }) => `${oid}\n`).join('');
            const ran = await run('git', ['cat-file', '--batch'], { env, input, onStdout: writer.take });
            writer.end();
            if (ran.code !== 0)
                throw new errors/* UserError */.y('corrupt', `git cannot give the files of that revision: ${lastLine(ran.stderr)}`, 'Fetch the revision again (`fetch-depth: 0`).');
        },
    };
}
function requireRevision(revision) {
    if (revision !== '' && revision.length <= MAX_REVISION && !revision.startsWith('-') && !/[\s\p{Cc}:\\]/u.test(revision))
        return;
    throw new errors/* UserError */.y('input-invalid', `${JSON.stringify(revision)} is no revision.`, 'Write a branch (origin/main), a tag or a commit.');
}
/** git refuses such trees when it receives them, unless it is told not to look (git-config: receive.fsckObjects). */
function safePath(path) {
    const names = path.split('/');
    if (names.every((name) => name !== '' && name !== '.' && name !== '..') && !path.includes('\\'))
        return path;
    throw new errors/* UserError */.y('unsafe', `The revision holds the path ${JSON.stringify(path)}.`, 'Compare with another revision.', { file: path });
}
/** The file that a pointer stands for, from the local LFS store, where it is there; else the pointer stays, and reading it says so. */
function fillPointer(path, store) {
    if ((0,external_node_fs_.statSync)(path).size > lfs_pointer/* MAX_POINTER_BYTES */.l)
        return;
    const pointer = (0,lfs_pointer/* parseLfsPointer */.y)((0,external_node_fs_.readFileSync)(path, 'utf8'));
    if (pointer === undefined)
        return;
    const object = (0,external_node_path_.join)(store, pointer.sha256.slice(0, 2), pointer.sha256.slice(2, 4), pointer.sha256);
    if ((0,external_node_fs_.statSync)(object, { throwIfNoEntry: false })?.size !== pointer.size)
        return;
    (0,external_node_fs_.rmSync)(path);
    try {
        (0,external_node_fs_.linkSync)(object, path);
    }
    catch {
        // another file system
        (0,external_node_fs_.copyFileSync)(object, path);
    }
}
function lastLine(text) {
    return text.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
}

// EXTERNAL MODULE: ./.build/image/content.js
var content = __webpack_require__(4857);
// EXTERNAL MODULE: ./.build/infer.js + 198 modules
var infer = __webpack_require__(9333);
// EXTERNAL MODULE: ./.build/model/discover.js + 10 modules
var discover = __webpack_require__(8893);
// EXTERNAL MODULE: ./.build/registry/published.js
var published = __webpack_require__(8242);
// EXTERNAL MODULE: ./.build/registry/reference.js
var registry_reference = __webpack_require__(4157);
// EXTERNAL MODULE: ./.build/registry/tags.js
var tags = __webpack_require__(3751);
// EXTERNAL MODULE: ./.build/verdict.js + 1 modules
var verdict = __webpack_require__(2705);
;// CONCATENATED MODULE: ./.build/contract-at.js













/** A canonical contract of 60,000 fields is about 4 MiB. */
const MAX_CONTRACT_FILE = 16 * 1024 * 1024;
/**
 * The contract of whatever `text` names: a model directory or file, a definition, a canonical contract (JSON, also as `infer --json` prints it), an image
 * (`REPOSITORY`, whose highest version counts, `REPOSITORY:TAG` or `REPOSITORY@DIGEST`), or a path in a git revision (`REVISION:PATH`).
 * What exists on disk is not looked for elsewhere.
 * @throws UserError of the files, the declaration or the registry; `input-invalid` where the text names nothing
 */
async function contractAt(text, surroundings) {
    if ((0,external_node_fs_.existsSync)(text))
        return await onDisk(text, text, surroundings);
    if (namesImage(text))
        return await contract_at_published(text, surroundings);
    const [, revision = '', path = ''] = /^([^:]+):(.+)$/s.exec(text) ?? [];
    const located = revision === '' ? null : await contractAtRevision(revision, path, surroundings);
    if (located)
        return located;
    throw new errors/* UserError */.y('input-invalid', `${JSON.stringify(text)} is no file, no directory and no image.`, 'Write a model directory, a definition, a contract file, IMAGE:TAG with its registry, or REVISION:PATH.');
}
/** It begins with a registry (`ghcr.io/`, `localhost:5000/`) or is a folder in OCI image layout; anything else is a path or a revision. */
function namesImage(text) {
    return text.startsWith('oci:') || /^(?:localhost|\w[\w-]*\.[\w.-]*|\[[0-9a-fA-F:.]+\]|[\w-]+(?=:\d))(?::\d{1,5})?\//.test(text);
}
/** What a path held at a git revision; `null`: nothing. The definition elsewhere (input `contract`) is taken from the same revision. */
async function contractAtRevision(revision, path, surroundings) {
    const { inputs, ports } = surroundings;
    const checkout = await checkoutRevision((await ports()).run, revision, [path, ...(inputs.contract === '' ? [] : [inputs.contract])]);
    try {
        const there = checkout.at(path);
        if (!(0,external_node_fs_.existsSync)(there))
            return null;
        const contract = inputs.contract === '' ? '' : checkout.at(inputs.contract);
        const label = `${revision} (${checkout.commit.slice(0, 7)})`;
        return await onDisk(there, label, { ...surroundings, inputs: { ...inputs, contract: (0,external_node_fs_.existsSync)(contract) ? contract : '' } }, checkout.directory);
    }
    finally {
        checkout.remove();
    }
}
/** Links must not leave `within`: what is compared may come from a pull request. */
async function onDisk(path, label, { inputs, ports }, within) {
    const isFile = (0,external_node_fs_.statSync)(path).isFile();
    if (isFile && path.endsWith('.json')) {
        const contract = canonicalIn(path);
        if (contract)
            return { label, contract, content: null, framework: 'known' };
    }
    const workspace = within ?? (await ports()).origin.workspace;
    if (isFile && /\.(ya?ml|prototxt|protobin)$/.test(path)) {
        const { declaration } = (0,discover/* readDefinitionFile */.Qm)(path, inputs.name);
        if (declaration)
            return { label, contract: (0,agree/* agree */.d)([declaration], null), content: null, framework: 'open' };
        return await ofModel(label, (0,infer/* inferModel */.Gg)({ path: (0,external_node_path_.dirname)(path), name: inputs.name, contract: path, pickle: inputs.pickle }, workspace));
    }
    return await ofModel(label, (0,infer/* inferModel */.Gg)({ path, name: inputs.name, contract: inputs.contract, pickle: inputs.pickle }, workspace));
}
async function ofModel(label, { contract, discovered }) {
    const { digest } = await (0,content/* contentOf */.$)(discovered.files, () => undefined);
    discovered.files.close();
    return { label, contract, content: digest, framework: 'known' };
}
/** `null`: JSON, but of something else (a model may be a .json file). */
function canonicalIn(path) {
    if ((0,external_node_fs_.statSync)(path).size > MAX_CONTRACT_FILE)
        return null;
    let json;
    try {
        json = JSON.parse((0,external_node_fs_.readFileSync)(path, 'utf8'));
    }
    catch {
        return null;
    }
    const isContract = typeof json === 'object' && json !== null && Object.hasOwn(json, 'contract') && Object.hasOwn(json, 'signatures');
    return isContract ? (0,parse/* parseContract */.UA)(withoutEvidence(json), (0,external_node_path_.basename)(path)) : null;
}
/** `infer --json` is the canonical form with `source` and `where` beside each field, and more facts at the top. Names are never keys in it. */
function withoutEvidence(json) {
    const { contract, framework, signatures } = json;
    const fields = JSON.stringify(signatures, (key, value) => (key === 'source' || key === 'where' ? undefined : value));
    return { contract, framework, signatures: fields === undefined ? undefined : JSON.parse(fields) };
}
async function contract_at_published(text, { inputs, ports }) {
    const { repository: parsed, reference } = (0,registry_reference/* parseReference */.F2)(text);
    const repository = await (await ports()).repository(parsed.name);
    const versions = (0,tags/* versionsOf */.x4)((await repository.list()) ?? [], (0,verdict/* numberingOf */.pQ)(inputs));
    const wanted = reference ?? (0,tags/* highestOf */.gG)(versions)?.tag;
    if (wanted === undefined) {
        throw new errors/* UserError */.y('repository-missing', `${parsed.name} has no version yet.`, 'Correct the name, or publish a first version.');
    }
    const label = `${parsed.name}${(0,registry_reference/* isDigest */.Bc)(wanted) ? '@' : ':'}${wanted}`;
    const reading = await (0,published/* readVersion */.$4)(repository, versions.find(({ tag }) => tag === wanted) ?? { version: wanted, tag: wanted });
    if (reading.published?.contract) {
        const { contract, content } = reading.published;
        return { label, contract, content, framework: 'known', image: { repository, published: reading.published } };
    }
    throw new errors/* UserError */.y('not-a-model', `${label} holds no contract: ${reading.reason ?? 'it has none'}.`, 'Compare with a version that this tool published.');
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

/***/ 4857:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   $: () => (/* binding */ contentOf),
/* harmony export */   e: () => (/* binding */ contentDigest)
/* harmony export */ });
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(5210);


/** Below this, starting threads costs more than they save. */
const WORTH_THREADS = 64 * 1024 * 1024;
/**
 * Identity of a payload, whatever archive, layer or registry carries it: sha256 of every file, and one digest over all.
 * Files are read in constant memory, large ones on all processors; a Git LFS pointer *is* the sha256 and size of its file and is not read.
 * What is `known` already (read while it was sent) is not read again. Throws UserError `corrupt` when a file changes meanwhile.
 */
async function contentOf(payload, progress, options = {}) {
    const known = new Map((options.known ?? []).map((file) => [file.path, file]));
    const unread = payload.files.filter((file) => !file.pointer && !known.has(file.path));
    const total = unread.reduce((sum, file) => sum + file.size, 0);
    let done = 0;
    const see = (bytes) => {
        done += bytes;
        progress('hashing', done, total);
    };
    const read = total < WORTH_THREADS || !options.threads ? readHere : readInThreads(options.threads);
    for (const file of await read(unread, payload, see))
        known.set(file.path, file);
    const files = payload.files.map((file) => known.get(file.path) ?? pointedTo(file));
    return { digest: contentDigest(files), files, size: files.reduce((sum, file) => sum + file.size, 0) };
}
/** Files read at the same time: one waits for the disk while the other is hashed. */
const PARALLEL = 2;
const readHere = async (files, payload, see) => {
    const buffers = Array.from({ length: PARALLEL }, _read_js__WEBPACK_IMPORTED_MODULE_1__/* .readingBuffers */ .UU);
    return await inLanes(files, PARALLEL, (file, lane) => identify(file, payload, see, buffers[lane] ?? []));
};
function readInThreads(start) {
    return async (files, payload, see) => {
        const threads = start(files.length);
        try {
            // the largest first: a lane that takes it last would work alone
            const queue = [...files].sort((a, b) => b.size - a.size);
            return await inLanes(queue, threads.lanes, async ({ path, executable, size }, lane) => {
                const hashed = await threads.hash(lane, payload.onDisk(path), _read_js__WEBPACK_IMPORTED_MODULE_1__/* .OPEN */ .vP, size, see);
                if (hashed.outcome === 'changed')
                    throw (0,_read_js__WEBPACK_IMPORTED_MODULE_1__/* .changed */ .tD)(path);
                if (hashed.outcome === 'unreadable')
                    throw (0,_read_js__WEBPACK_IMPORTED_MODULE_1__/* .unreadable */ .O$)(path, hashed.reason);
                return { path, executable, size, sha256: hashed.sha256, stamp: (0,_read_js__WEBPACK_IMPORTED_MODULE_1__/* .stampOf */ .Zs)(hashed.state) };
            });
        }
        finally {
            await threads.close();
        }
    };
}
async function inLanes(items, lanes, work) {
    const results = [];
    const queue = items.entries();
    const run = async (lane) => {
        for (const [index, item] of queue)
            results[index] = await work(item, lane);
    };
    await Promise.all(Array.from({ length: lanes }, (_, lane) => run(lane)));
    return results;
}
function pointedTo({ path, executable, pointer }) {
    if (!pointer)
        throw new Error(`${path} was neither read nor is it a pointer`);
    return { path, executable, size: pointer.size, sha256: pointer.sha256, pointer };
}
/**
 * `sha256:` of the lines `SHA256  PATH\n` (as sha256sum prints them) in order of the paths' UTF-8 bytes.
 * A path with a line break is written as sha256sum writes it: a backslash before the line, `\n` and `\\` in the path.
 */
function contentDigest(files) {
    const lines = files
        .map((file) => ({ key: Buffer.from(file.path), line: sumLine(file.sha256, file.path) }))
        .sort((a, b) => Buffer.compare(a.key, b.key));
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
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
async function identify(file, payload, see, buffers) {
    const { path, executable } = file;
    const hash = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    let stamp = '';
    const remember = (seen) => {
        stamp = seen;
    };
    for await (const chunk of (0,_read_js__WEBPACK_IMPORTED_MODULE_1__/* .readFileChunks */ .Ng)(payload.onDisk(path), path, file.size, undefined, { seen: remember, buffers })) {
        hash.update(chunk);
        see(chunk.length);
    }
    return { path, executable, size: file.size, sha256: hash.digest('hex'), stamp };
}


/***/ }),

/***/ 8400:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   J: () => (/* binding */ parseFilesList),
/* harmony export */   e: () => (/* binding */ filesList)
/* harmony export */ });
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


/***/ }),

/***/ 8392:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   m: () => (/* binding */ inspectImage)
/* harmony export */ });
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(8522);
/* harmony import */ var _contract_canonical_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6659);
/* harmony import */ var _contract_parse_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1766);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(9243);
/* harmony import */ var _content_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(4857);
/* harmony import */ var _files_list_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(8400);
/* harmony import */ var _layers_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(9376);
/* harmony import */ var _manifest_parts_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4512);
/* harmony import */ var _plan_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(4980);
/* harmony import */ var _tar_find_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(4707);
/* harmony import */ var _types_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(1057);











/** The layer with contract and file list: 200,000 files are about 40 MB (published-layers.ts). */
const MAX_ABOUT = 64 * 1024 * 1024;
/** An install-command puts a layer of its own behind ours; nothing else comes after. */
const LAST_LAYERS = 3;
/**
 * What of a published image is not as it says itself: sentences without the image's name, none if it still carries what its contract says. The manifest's
 * blobs must be there, and labels, annotations and the two documents inside (`contract.json`, `files.json`) must agree. No weights are read: a blob
 * that is there has the bytes of its digest, or the registry itself is broken. Throws what the repository throws.
 */
async function inspectImage(repository, { digest, tag, version, labels, annotations, contract }) {
    const manifest = await repository.get(digest);
    if (manifest === null)
        return [`its manifest ${digest} is missing`];
    const { layers } = (0,_manifest_parts_js__WEBPACK_IMPORTED_MODULE_6__/* .manifestParts */ .M)(manifest);
    const missing = [];
    // one after the other: each is a small question, and registries limit bursts
    for (const layer of layers)
        if (!(await repository.hasBlob(layer.digest, layer.size)))
            missing.push(`its layer ${layer.digest} (${layer.size} bytes) is missing`);
    const stated = annotations['org.opencontainers.image.version'];
    const spelled = annotations[_types_js__WEBPACK_IMPORTED_MODULE_9__/* .LABEL */ .d.tag];
    return [
        ...missing,
        ...(stated === undefined || stated === version ? [] : [`it says that it is version ${stated}: the tag was moved`]),
        ...(spelled === undefined || spelled === tag ? [] : [`it was published as ${spelled}: the tag ${tag} is somebody else's`]),
        ...disagreement('contract digest', labels[_types_js__WEBPACK_IMPORTED_MODULE_9__/* .LABEL */ .d.contractDigest], annotations[_types_js__WEBPACK_IMPORTED_MODULE_9__/* .LABEL */ .d.contractDigest]),
        ...disagreement('content digest', labels[_types_js__WEBPACK_IMPORTED_MODULE_9__/* .LABEL */ .d.content], annotations[_types_js__WEBPACK_IMPORTED_MODULE_9__/* .LABEL */ .d.content]),
        ...(contract === null || labels[_types_js__WEBPACK_IMPORTED_MODULE_9__/* .LABEL */ .d.contractDigest] === undefined || (0,_contract_canonical_js__WEBPACK_IMPORTED_MODULE_1__/* .contractDigest */ .vE)(contract) === labels[_types_js__WEBPACK_IMPORTED_MODULE_9__/* .LABEL */ .d.contractDigest]
            ? []
            : [`the contract in the label ${_types_js__WEBPACK_IMPORTED_MODULE_9__/* .LABEL */ .d.contract} is not the one whose digest it states`]),
        ...documentProblems(await readAbout(repository, layers), { labels, contract }),
    ];
}
function disagreement(what, label, annotation) {
    if (label === undefined || annotation === undefined || label === annotation)
        return [];
    return [`its ${what} is ${label} in the config and ${annotation} in the manifest`];
}
async function readAbout(repository, layers) {
    for (const { digest, size, mediaType } of layers.slice(-LAST_LAYERS).reverse()) {
        const packed = size > MAX_ABOUT ? null : await repository.getBlob(digest, MAX_ABOUT);
        const tar = packed === null ? null : unpacked(packed, mediaType);
        const contract = tar === null ? null : (0,_tar_find_js__WEBPACK_IMPORTED_MODULE_8__/* .findInTar */ .W)(tar, _plan_js__WEBPACK_IMPORTED_MODULE_7__/* .CONTRACT_JSON */ .uf);
        const files = tar === null ? null : (0,_tar_find_js__WEBPACK_IMPORTED_MODULE_8__/* .findInTar */ .W)(tar, _plan_js__WEBPACK_IMPORTED_MODULE_7__/* .FILES_JSON */ .D2);
        if (contract !== null && files !== null)
            return { contract, files };
    }
    return null;
}
function unpacked(bytes, mediaType) {
    if (mediaType !== _layers_js__WEBPACK_IMPORTED_MODULE_5__/* .LAYER_TYPE */ .Nl.gzip)
        return bytes;
    try {
        return (0,node_zlib__WEBPACK_IMPORTED_MODULE_0__.gunzipSync)(bytes, { maxOutputLength: MAX_ABOUT });
    }
    catch {
        return null;
    }
}
function documentProblems(about, { labels, contract }) {
    if (about === null)
        return [`${_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .CONTRACT_JSON */ .uf} and ${_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .FILES_JSON */ .D2} are not in it`];
    const inside = contractIn(about.contract);
    const list = (0,_files_list_js__WEBPACK_IMPORTED_MODULE_10__/* .parseFilesList */ .J)(about.files);
    const content = list === null ? null : (0,_content_js__WEBPACK_IMPORTED_MODULE_4__/* .contentDigest */ .e)(list.files);
    return [
        ...(inside === null ? [`${_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .CONTRACT_JSON */ .uf} is no contract`] : []),
        ...(inside !== null && contract !== null && (0,_contract_canonical_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalJson */ .dj)(inside) !== (0,_contract_canonical_js__WEBPACK_IMPORTED_MODULE_1__/* .canonicalJson */ .dj)(contract)
            ? [`${_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .CONTRACT_JSON */ .uf} is another contract than the label ${_types_js__WEBPACK_IMPORTED_MODULE_9__/* .LABEL */ .d.contract}`]
            : []),
        ...(list === null ? [`${_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .FILES_JSON */ .D2} is no file list`] : []),
        ...(list !== null && (content !== list.content || (labels[_types_js__WEBPACK_IMPORTED_MODULE_9__/* .LABEL */ .d.content] !== undefined && content !== labels[_types_js__WEBPACK_IMPORTED_MODULE_9__/* .LABEL */ .d.content]))
            ? [`${_plan_js__WEBPACK_IMPORTED_MODULE_7__/* .FILES_JSON */ .D2} lists other files than the content digest ${labels[_types_js__WEBPACK_IMPORTED_MODULE_9__/* .LABEL */ .d.content] ?? list.content} stands for`]
            : []),
    ];
}
function contractIn(bytes) {
    try {
        return (0,_contract_parse_js__WEBPACK_IMPORTED_MODULE_2__/* .parseContract */ .UA)(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)), _plan_js__WEBPACK_IMPORTED_MODULE_7__/* .CONTRACT_JSON */ .uf);
    }
    catch (error) {
        if (error instanceof _errors_js__WEBPACK_IMPORTED_MODULE_3__/* .UserError */ .y || error instanceof SyntaxError || error instanceof TypeError)
            return null;
        throw error;
    }
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

/***/ 9376:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Nl: () => (/* binding */ LAYER_TYPE),
/* harmony export */   PP: () => (/* binding */ contentOffset),
/* harmony export */   UG: () => (/* binding */ hashLayer),
/* harmony export */   eu: () => (/* binding */ tarStream),
/* harmony export */   zY: () => (/* binding */ layerSize)
/* harmony export */ });
/* unused harmony export compareNames */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var node_zlib__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8522);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9243);
/* harmony import */ var _read_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(5210);
/* harmony import */ var _tar_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(2951);





/** OCI image-spec layer.md: media types of layers by compression. */
const LAYER_TYPE = {
    none: 'application/vnd.oci.image.layer.v1.tar',
    gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
};
/** A layer up to this stays in memory between hashing and sending, instead of opening its many small files twice. Bundles of small files are a few MiB. */
const MAX_KEPT = 4 * 1024 * 1024;
/** Bytes of the finished tar, known before any content is read. */
function layerSize(entries) {
    let size = _tar_js__WEBPACK_IMPORTED_MODULE_4__/* .TRAILER */ .AH;
    for (const { member } of members(entries))
        size += (0,_tar_js__WEBPACK_IMPORTED_MODULE_4__/* .tarHeader */ .pI)(member).length + member.size + (0,_tar_js__WEBPACK_IMPORTED_MODULE_4__/* .padding */ .Ms)(member.size);
    return size;
}
/** Where the content of one entry begins in the tar, in bytes; the size of the tar where there is no such entry. */
function contentOffset(entries, path) {
    let offset = 0;
    for (const { member } of members(entries)) {
        offset += (0,_tar_js__WEBPACK_IMPORTED_MODULE_4__/* .tarHeader */ .pI)(member).length;
        if (member.path === path)
            return offset;
        offset += member.size + (0,_tar_js__WEBPACK_IMPORTED_MODULE_4__/* .padding */ .Ms)(member.size);
    }
    return offset + _tar_js__WEBPACK_IMPORTED_MODULE_4__/* .TRAILER */ .AH;
}
/**
 * Reads a layer once and says what it is; memory stays constant at any size.
 * `progress` gets the number of bytes of every piece. Throws UserError `corrupt` when a file changed since it was hashed.
 */
async function hashLayer(layer, compression, progress) {
    if (compression === 'zstd') {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y('input-invalid', 'compression zstd is not available here', 'use `compression: none` (weights hardly compress) or `compression: gzip`');
    }
    const diff = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
    // only hashing is done with a piece before the next one is read
    const packing = compression === 'none' && layer.size > MAX_KEPT ? { buffers: (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .readingBuffers */ .UU)() } : {};
    const plain = observed(tarStream(layer.entries, packing), (chunk) => {
        diff.update(chunk);
        progress(chunk.length);
    });
    if (compression === 'none') {
        const kept = [];
        for await (const chunk of plain)
            if (layer.size <= MAX_KEPT)
                kept.push(chunk);
        const digest = `sha256:${diff.digest('hex')}`;
        const open = layer.size <= MAX_KEPT ? () => pieces(kept) : () => tarStream(layer.entries);
        return { diffId: digest, blob: { digest, size: layer.size, mediaType: LAYER_TYPE.none, open } };
    }
    const packed = (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256');
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
async function* pieces(kept) {
    yield* kept;
}
/** The layer's tar, streamed in pieces of at most a mebibyte. */
async function* tarStream(entries, packing = {}) {
    for (const { member, entry } of members(entries)) {
        yield (0,_tar_js__WEBPACK_IMPORTED_MODULE_4__/* .tarHeader */ .pI)(member);
        if (!entry || entry.size === 0)
            continue;
        yield* contentOfEntry(entry, packing);
        const pad = (0,_tar_js__WEBPACK_IMPORTED_MODULE_4__/* .padding */ .Ms)(entry.size);
        if (pad > 0)
            yield Buffer.alloc(pad);
    }
    yield Buffer.alloc(_tar_js__WEBPACK_IMPORTED_MODULE_4__/* .TRAILER */ .AH);
}
async function* contentOfEntry({ path, size, from }, packing) {
    if ('bytes' in from)
        yield from.bytes;
    else if ('file' in from) {
        for await (const chunk of (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .readFileChunks */ .Ng)(from.file, path, size, from.stamp, packing)) {
            packing.content?.(chunk);
            yield chunk;
        }
    }
    else {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_2__/* .UserError */ .y('lfs-pointer', `${path} is a Git LFS pointer whose file (${from.pointer.size} bytes) is neither here nor published`, 'check the repository out with `lfs: true` (actions/checkout) or run `git lfs pull`', { file: path });
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
    const gzip = (0,node_zlib__WEBPACK_IMPORTED_MODULE_1__.createGzip)({ level: 6, chunkSize: 128 * _tar_js__WEBPACK_IMPORTED_MODULE_4__/* .BLOCK */ .IE });
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


/***/ }),

/***/ 4512:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   B: () => (/* binding */ parseDescriptor),
/* harmony export */   M: () => (/* binding */ manifestParts)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9243);
/* harmony import */ var _registry_reference_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(4157);
/* harmony import */ var _parse_object_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5851);



/** What an image manifest names. Throws UserError `registry-broken-answer` for anything that is none. */
function manifestParts(manifest) {
    const body = (0,_parse_object_js__WEBPACK_IMPORTED_MODULE_2__/* .parseObject */ .l)(manifest.bytes, 'image manifest');
    return {
        config: parseDescriptor(body['config']).digest,
        layers: (Array.isArray(body['layers']) ? body['layers'] : []).map(parseDescriptor),
    };
}
/** One descriptor of a manifest or index. OCI image-spec descriptor.md. */
function parseDescriptor(value) {
    if (typeof value === 'object' && value !== null && 'mediaType' in value && 'digest' in value && 'size' in value) {
        const { mediaType, digest, size } = value;
        const valid = typeof mediaType === 'string' && (0,_registry_reference_js__WEBPACK_IMPORTED_MODULE_1__/* .isDigest */ .Bc)(digest) && typeof size === 'number' && Number.isSafeInteger(size) && size >= 0;
        if (valid)
            return { mediaType, digest, size };
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('registry-broken-answer', 'a manifest holds something that is no descriptor', 'push the image again; if it stays, look at the registry or a proxy before it');
}


/***/ }),

/***/ 5851:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   l: () => (/* binding */ parseObject)
/* harmony export */ });
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(9243);

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
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_0__/* .UserError */ .y('registry-broken-answer', `the ${what} is no JSON object`, 'try again; if it stays, look at the registry or a proxy before it');
}


/***/ }),

/***/ 4980:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  uf: () => (/* binding */ CONTRACT_JSON),
  D2: () => (/* binding */ FILES_JSON),
  B8: () => (/* binding */ FILES_PREFIX),
  dZ: () => (/* binding */ filesAlone),
  AI: () => (/* binding */ imageEntry),
  n3: () => (/* binding */ layerKey),
  Fz: () => (/* binding */ planImage)
});

// UNUSED EXPORTS: CONTRACT_PROTOBIN

// EXTERNAL MODULE: external "node:crypto"
var external_node_crypto_ = __webpack_require__(7598);
// EXTERNAL MODULE: ./.build/contract/canonical.js
var canonical = __webpack_require__(6659);
// EXTERNAL MODULE: ./.build/errors.js
var errors = __webpack_require__(9243);
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

// EXTERNAL MODULE: ./.build/image/files-list.js
var files_list = __webpack_require__(8400);
// EXTERNAL MODULE: ./.build/image/labels.js
var labels = __webpack_require__(9265);
// EXTERNAL MODULE: ./.build/image/layers.js
var image_layers = __webpack_require__(9376);
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
    const groups = groupFiles(content.files, mostLayers(parts.base !== undefined));
    const json = Buffer.from(`${(0,canonical/* canonicalJson */.dj)(contract)}\n`);
    const about = [ownEntry(CONTRACT_JSON, json), ownEntry(CONTRACT_PROTOBIN, parts.signature), ownEntry(FILES_JSON, (0,files_list/* filesList */.e)(content, groups))];
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
/** Files that are a layer each, whatever is in them: what can be sent before all is known. Their layers hold nothing but the entry of `imageEntry`. */
function filesAlone(files, { onRuntime }) {
    const large = files.filter(isLarge);
    return large.length <= sharesOf(mostLayers(onRuntime)).largeMost ? large : [];
}
function isLarge({ size }) {
    return size > LARGE;
}
/** Layers for files: one more tells about the model. */
function mostLayers(onRuntime) {
    return (onRuntime ? MAX_LAYERS.runtime : MAX_LAYERS.scratch) - 1;
}
/** Shares of the layers: a tenth for small bundles, a third for medium ones, the rest for large files. */
function sharesOf(most) {
    const smallMost = Math.floor(most / 10);
    const mediumMost = Math.floor(most / 3);
    return { smallMost, mediumMost, largeMost: most - smallMost - mediumMost };
}
function groupFiles(files, most) {
    const { smallMost, mediumMost, largeMost } = sharesOf(most);
    const large = files.filter(isLarge);
    const medium = files.filter((file) => file.size > SMALL && file.size <= LARGE);
    const small = files.filter((file) => file.size <= SMALL);
    return [
        ...(large.length <= largeMost ? bundle(large, 1) : bundleAtMost(large, LARGE_BUNDLE, largeMost)),
        ...bundleAtMost(medium, MEDIUM_BUNDLE, mediumMost),
        ...bundleAtMost(small, SMALL_BUNDLE, smallMost),
    ];
}
function plan_layer(title, entries) {
    return { title, entries, size: (0,image_layers/* layerSize */.zY)(entries) };
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


/***/ }),

/***/ 5210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ng: () => (/* binding */ readFileChunks),
/* harmony export */   O$: () => (/* binding */ unreadable),
/* harmony export */   UU: () => (/* binding */ readingBuffers),
/* harmony export */   Zs: () => (/* binding */ stampOf),
/* harmony export */   tD: () => (/* binding */ changed),
/* harmony export */   vP: () => (/* binding */ OPEN)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(9243);


/** Large enough that system calls cost nothing beside hashing, small enough that a few files at a time stay below 10 MB. */
const CHUNK = 256 * 1024;
/** Where buffers are used again and again they may be longer: on a busy machine each piece waits its turn for the disk and for the wire. */
const LONG_CHUNK = 1024 * 1024;
/** What the walk saw and nothing else: no link followed, no pipe waited for (both flags are missing on Windows, where neither danger has this form). */
const OPEN = node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_RDONLY | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NOFOLLOW ?? 0) | (node_fs__WEBPACK_IMPORTED_MODULE_0__.constants.O_NONBLOCK ?? 0);
/** What the file system says about a file's state: it differs after any change of the content by ordinary means. */
function stampOf(stats) {
    return `${stats.dev}.${stats.ino}.${stats.size}.${stats.mtimeNs}.${stats.ctimeNs}`;
}
/** Gigabytes through two buffers: fresh ones would be a hundred megabytes of garbage before anybody collects it. */
function readingBuffers() {
    return [Buffer.allocUnsafeSlow(LONG_CHUNK), Buffer.allocUnsafeSlow(LONG_CHUNK)];
}
/**
 * Exactly `size` bytes of a file, in pieces. Throws UserError `corrupt` when the file
 * has changed since `stamp` was taken or changes while it is read. `path` names the file in messages.
 */
async function* readFileChunks(file, path, size, stamp, { seen, buffers = [] } = {}) {
    if (size <= CHUNK) {
        const { bytes, state } = readSmall(file, path, size, stamp, buffers[0]);
        if (size > 0)
            yield bytes;
        seen?.(state);
        return;
    }
    const handle = await node_fs__WEBPACK_IMPORTED_MODULE_0__.promises.open(file, OPEN).catch((error) => {
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
        for (let turn = 0; offset < size; turn += 1) {
            const buffer = buffers[turn % 2] ?? Buffer.allocUnsafe(CHUNK);
            const { bytesRead } = await handle.read(buffer, 0, Math.min(buffer.length, size - offset), offset);
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
/** A small file in one go, without a trip to the thread pool for each of five calls: thousands of them take a third of the time. */
function readSmall(file, path, size, stamp, buffer = Buffer.allocUnsafe(size)) {
    let descriptor;
    try {
        descriptor = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.openSync)(file, OPEN);
    }
    catch (error) {
        throw unreadable(path, error);
    }
    try {
        const stats = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(descriptor, { bigint: true });
        const state = stampOf(stats);
        if (!stats.isFile() || stats.size !== BigInt(size) || (stamp !== undefined && state !== stamp))
            throw changed(path);
        const bytes = buffer.subarray(0, size);
        let read = 0;
        while (read < size) {
            const more = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readSync)(descriptor, bytes, read, size - read, read);
            if (more === 0)
                throw changed(path);
            read += more;
        }
        if (stampOf((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.fstatSync)(descriptor, { bigint: true })) !== state)
            throw changed(path);
        return { bytes, state };
    }
    finally {
        (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.closeSync)(descriptor);
    }
}
function changed(path) {
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('corrupt', `${path} changed while it was read`, 'let nothing write to the model directory during the upload', { file: path });
}
function unreadable(path, cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    return new _errors_js__WEBPACK_IMPORTED_MODULE_1__/* .UserError */ .y('corrupt', `${path} cannot be read: ${reason}`, 'check the permissions of the model files', { file: path }, { cause });
}


/***/ }),

/***/ 4707:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   W: () => (/* binding */ findInTar)
/* harmony export */ });
/* harmony import */ var _tar_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(2951);

/** Content of one file with a short ASCII name in a small tar of our own, `null` when it is not there. Never reads past the end. */
function findInTar(tar, path) {
    const text = Buffer.from(tar.buffer, tar.byteOffset, tar.byteLength);
    for (let offset = 0; offset + _tar_js__WEBPACK_IMPORTED_MODULE_0__/* .BLOCK */ .IE <= text.length;) {
        const name = text.toString('latin1', offset, offset + 100).replace(/\0.*$/s, '');
        const size = Number.parseInt(text.toString('latin1', offset + 124, offset + 135), 8);
        // zero blocks end the archive; a size that is no octal number is no tar
        if (name === '' || !Number.isSafeInteger(size))
            return null;
        const start = offset + _tar_js__WEBPACK_IMPORTED_MODULE_0__/* .BLOCK */ .IE;
        if (name === path)
            return start + size <= text.length ? text.subarray(start, start + size) : null;
        offset = start + size + (0,_tar_js__WEBPACK_IMPORTED_MODULE_0__/* .padding */ .Ms)(size);
    }
    return null;
}


/***/ }),

/***/ 2951:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   AH: () => (/* binding */ TRAILER),
/* harmony export */   IE: () => (/* binding */ BLOCK),
/* harmony export */   Ms: () => (/* binding */ padding),
/* harmony export */   pI: () => (/* binding */ tarHeader)
/* harmony export */ });
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

/***/ 2508:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Bw: () => (/* binding */ proposalTag),
/* harmony export */   I3: () => (/* binding */ claimValue),
/* harmony export */   Ku: () => (/* binding */ proposals),
/* harmony export */   Tq: () => (/* binding */ doorTag),
/* harmony export */   aD: () => (/* binding */ proposalsOfRun),
/* harmony export */   cB: () => (/* binding */ CACHED_LIST),
/* harmony export */   kj: () => (/* binding */ markTag),
/* harmony export */   ng: () => (/* binding */ runOf),
/* harmony export */   og: () => (/* binding */ splitterTag),
/* harmony export */   xI: () => (/* binding */ marked)
/* harmony export */ });
/* unused harmony export runMark */
/* harmony import */ var node_crypto__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(7598);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(3751);


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
const CACHED_LIST = `${_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd}cached-list`;
function claimValue(digest) {
    return digest.slice('sha256:'.length, 'sha256:'.length + 16);
}
/** The run in a nonce `run id.attempt.uuid`, and the attempt; `null` for a nonce of another form, which no later attempt can belong to. */
function runOf(nonce) {
    const parts = /^(.+)\.(\d{1,9})\.[^.]+$/.exec(nonce);
    return parts?.[1] === undefined ? null : { run: parts[1], attempt: Number(parts[2]) };
}
function runMark(run) {
    return (0,node_crypto__WEBPACK_IMPORTED_MODULE_0__.createHash)('sha256').update(run).digest('hex').slice(0, 8);
}
function doorTag(version) {
    return `${_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd}${version}.door`;
}
function splitterTag(version, side, stage) {
    return `${_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd}${version}.${side}${stage}`;
}
function proposalTag(version, round, value, run) {
    return `${_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd}${version}.r${round}.1.${value}${round === 1 && run !== null ? `.${runMark(run)}` : ''}`;
}
function markTag(version, round, mark, value) {
    return `${_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd}${version}.r${round}.2${mark}.${value}`;
}
/** Values proposed in phase 1 of a round, each with a tag that points to its manifest. */
function proposals(tags, version, round) {
    return collect(tags, `${_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd}${version}.r${round}.1.`, /^([0-9a-f]{16})(?:\.[0-9a-f]{8})?$/);
}
/** Values marked in phase 2 of a round with that mark, each with a tag that points to its manifest. */
function marked(tags, version, round, mark) {
    return collect(tags, `${_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd}${version}.r${round}.2${mark}.`, /^([0-9a-f]{16})$/);
}
/** What earlier attempts of a run proposed, in any version, as far as their claims are still there. */
function proposalsOfRun(tags, run) {
    const mark = runMark(run);
    return [...new Set(tags)].flatMap((tag) => {
        if (!tag.startsWith(_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd))
            return [];
        const [, version, value, by] = /^(\d+(?:\.\d+\.\d+)?)\.r1\.1\.([0-9a-f]{16})\.([0-9a-f]{8})$/.exec(tag.slice(_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .CLAIM_PREFIX */ .Yd.length)) ?? [];
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


/***/ }),

/***/ 9482:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   H: () => (/* binding */ readCollection)
/* harmony export */ });
/* harmony import */ var _image_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1057);
/* harmony import */ var _published_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(8242);
/* harmony import */ var _release_manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(8855);
/* harmony import */ var _tags_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(3751);




/** Requests at a time: registries limit bursts, and each is a process. */
const AT_ONCE = 4;
/**
 * All versions of a repository, newest first, with the chain of parents checked: each upload names the version before it with its digest, so that a
 * version that was overwritten, deleted or slipped in by another tool shows afterwards. One list, and two requests per version. Throws the repository's UserErrors.
 */
async function readCollection(repository, numbering) {
    const versions = (0,_tags_js__WEBPACK_IMPORTED_MODULE_3__/* .versionsOf */ .x4)((await repository.list()) ?? [], numbering);
    const readings = await inTurns(versions, AT_ONCE, (version) => (0,_published_js__WEBPACK_IMPORTED_MODULE_1__/* .readVersion */ .$4)(repository, version));
    const isOurs = (index) => readings[index]?.published?.annotations[_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.upload] !== undefined;
    const firstOfOurs = versions.findIndex((_, index) => isOurs(index));
    const digests = new Map(versions.map(({ version }, index) => [version, readings[index]?.published?.digest ?? null]));
    const rows = versions.map(({ version, tag }, index) => {
        const published = readings[index]?.published ?? null;
        if (published === null)
            return {
                version,
                tag,
                digest: null,
                date: null,
                change: null,
                contractDigest: null,
                revision: null,
                problems: ['listed, but its manifest is missing'],
            };
        const { annotations, labels } = published;
        const before = versions[index - 1]?.version ?? null;
        return {
            version,
            tag,
            digest: published.digest,
            date: annotations['org.opencontainers.image.created'] ?? null,
            change: annotations[_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.change] ?? null,
            contractDigest: published.contractDigest,
            revision: annotations['org.opencontainers.image.revision'] ?? labels['org.opencontainers.image.revision'] ?? null,
            // what other tools published before the first of ours is history, not a broken chain
            problems: !isOurs(index) && (firstOfOurs < 0 || index < firstOfOurs) ? [] : problemsOf(version, annotations, before, digests),
        };
    });
    return { rows: rows.reverse(), intact: rows.every(({ problems }) => problems.length === 0) };
}
/** Checks what one version says about itself and its parent against what is there. */
function problemsOf(version, annotations, before, digests) {
    if (annotations[_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.upload] === undefined)
        return ['written by another tool: it has no upload annotation'];
    const stated = annotations['org.opencontainers.image.version'];
    const problems = stated === version ? [] : [`it says that it is ${stated ?? 'no version'}: the tag was moved`];
    const parent = (0,_release_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .parentOf */ .gN)(annotations);
    if (parent === null)
        return before === null ? problems : [...problems, `it says that it is the first, but ${before} is there`];
    const found = digests.get(parent.version);
    if (found === undefined)
        return [...problems, `its parent ${parent.version} was deleted`];
    if (found !== parent.digest)
        return [...problems, `its parent ${parent.version} was overwritten: ${parent.digest} was published, ${found ?? 'nothing'} is there`];
    return parent.version === before ? problems : [...problems, `${before ?? 'nothing'} stands before it, but it was made after ${parent.version}`];
}
/** Like Promise.all over `map`, with at most `width` running. Results keep their order. */
async function inTurns(items, width, work) {
    const results = [];
    const queue = items.entries();
    const worker = async () => {
        for (const [index, item] of queue)
            results[index] = await work(item);
    };
    await Promise.all(Array.from({ length: Math.min(width, items.length) }, worker));
    return results;
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

/***/ 8855:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Xo: () => (/* binding */ releaseManifest),
/* harmony export */   gN: () => (/* binding */ parentOf),
/* harmony export */   l7: () => (/* binding */ releaseOf),
/* harmony export */   yW: () => (/* binding */ isEarlierAttempt)
/* harmony export */ });
/* unused harmony export changeLine */
/* harmony import */ var _image_types_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1057);
/* harmony import */ var _claim_tags_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(2508);
/* harmony import */ var _manifest_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(5835);
/* harmony import */ var _reference_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(4157);




const VERSION = 'org.opencontainers.image.version';
/** Annotations are read as one line in a table. Characters. */
const MAX_CHANGE = 300;
/** The manifest of one version: the content's config and layers with annotations that no other upload has, so that its digest proves whose it is. */
function releaseManifest(upload, { version, tag, parent, baseline, comparison }) {
    return (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .withAnnotations */ .nB)(upload.content, {
        ...upload.annotations,
        [VERSION]: version,
        [_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.tag]: tag,
        [_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.upload]: upload.nonce,
        [_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.change]: changeLine(baseline, comparison, upload.accepted),
        ...(parent === null ? {} : { [_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.parent]: `${parent.version}@${parent.digest}` }),
    });
}
/**
 * What the upload changes, on one line: level and the first change of that level (`breaking: …`), `first version`, or `not compared: …` with the
 * reason. A breaking change also says who accepted it, as far as that is known.
 */
function changeLine(baseline, comparison, accepted) {
    return sentence(baseline, comparison, accepted).replace(/\s+/g, ' ').slice(0, MAX_CHANGE);
}
function sentence(baseline, { level, changes }, accepted) {
    if (baseline.state === 'first')
        return 'first version';
    if (baseline.state === 'unavailable')
        return `not compared: ${baseline.reason}`;
    const first = changes.find((change) => change.level === level) ?? changes[0];
    const acceptance = level === 'breaking' && accepted !== undefined ? `, accepted by ${accepted}` : '';
    return first === undefined ? `${level}${acceptance}` : `${level}${acceptance}: ${first.message}`;
}
/** The parent that a manifest names: `2.4.1@sha256:…`. */
function parentOf(annotations) {
    const parts = /^(.+)@(sha256:[0-9a-f]{64})$/.exec(annotations[_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.parent] ?? '');
    return parts?.[1] === undefined || parts[2] === undefined ? null : { version: parts[1], digest: parts[2] };
}
/** The version a release manifest was made for, and its tag; `null` for other manifests. */
function releaseOf(manifest) {
    const content = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .readManifest */ .WI)(manifest);
    if (content.kind !== 'image')
        return null;
    const { [VERSION]: version, [_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.tag]: tag } = content.annotations;
    return version !== undefined && tag !== undefined && (0,_reference_js__WEBPACK_IMPORTED_MODULE_3__/* .isTag */ .dz)(tag) && tag.endsWith(version) ? { version, tag } : null;
}
/** Written by an earlier attempt of this upload's run, for the same content: this upload's own, as far as anybody outside can tell. */
function isEarlierAttempt(upload, manifest) {
    const content = (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .readManifest */ .WI)(manifest);
    const mine = (0,_claim_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .runOf */ .ng)(upload.nonce);
    const theirs = content.kind === 'image' ? (0,_claim_tags_js__WEBPACK_IMPORTED_MODULE_1__/* .runOf */ .ng)(content.annotations[_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.upload] ?? '') : null;
    return mine !== null && theirs !== null && theirs.run === mine.run && theirs.attempt < mine.attempt && (0,_manifest_js__WEBPACK_IMPORTED_MODULE_2__/* .sameContent */ .Cm)(manifest, upload.content);
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
    if (event === 'pull_request_target') {
        throw refused(event, 'it runs with write permissions on code of a pull request', 'Use on: pull_request; forks get the same verdict in the job summary.');
    }
    if (event === 'workflow_run' && repositoryOf(at(payload, 'workflow_run', 'head_repository')) !== repositoryOf(at(payload, 'repository'))) {
        throw refused(event, 'the run it follows came from a fork', 'Publish on: push to your own branch.');
    }
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
