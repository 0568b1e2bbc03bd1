export const id = 578;
export const ids = [578];
export const modules = {

/***/ 1578:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   CH: () => (/* binding */ contractAt),
/* harmony export */   Gc: () => (/* binding */ namesImage),
/* harmony export */   zU: () => (/* binding */ contractAtRevision)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var node_path__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6760);
/* harmony import */ var _contract_agree_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(9144);
/* harmony import */ var _contract_parse_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(1766);
/* harmony import */ var _errors_js__WEBPACK_IMPORTED_MODULE_4__ = __webpack_require__(9243);
/* harmony import */ var _git_tree_js__WEBPACK_IMPORTED_MODULE_5__ = __webpack_require__(6075);
/* harmony import */ var _image_content_js__WEBPACK_IMPORTED_MODULE_6__ = __webpack_require__(4857);
/* harmony import */ var _infer_js__WEBPACK_IMPORTED_MODULE_7__ = __webpack_require__(8377);
/* harmony import */ var _model_discover_js__WEBPACK_IMPORTED_MODULE_8__ = __webpack_require__(3261);
/* harmony import */ var _registry_published_js__WEBPACK_IMPORTED_MODULE_9__ = __webpack_require__(8242);
/* harmony import */ var _registry_reference_js__WEBPACK_IMPORTED_MODULE_10__ = __webpack_require__(4157);
/* harmony import */ var _registry_tags_js__WEBPACK_IMPORTED_MODULE_11__ = __webpack_require__(3751);
/* harmony import */ var _verdict_js__WEBPACK_IMPORTED_MODULE_12__ = __webpack_require__(2705);













/** A canonical contract of 60,000 fields is about 4 MiB. */
const MAX_CONTRACT_FILE = 16 * 1024 * 1024;
/**
 * The contract of whatever `text` names: a model directory or file, a definition, a canonical contract (JSON, also as `infer --json` prints it), an image
 * (`REPOSITORY`, whose highest version counts, `REPOSITORY:TAG` or `REPOSITORY@DIGEST`), or a path in a git revision (`REVISION:PATH`).
 * What exists on disk is not looked for elsewhere.
 * @throws UserError of the files, the declaration or the registry; `input-invalid` where the text names nothing
 */
async function contractAt(text, surroundings) {
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(text))
        return await onDisk(text, text, surroundings);
    if (namesImage(text))
        return await published(text, surroundings);
    const [, revision = '', path = ''] = /^([^:]+):(.+)$/s.exec(text) ?? [];
    const located = revision === '' ? null : await contractAtRevision(revision, path, surroundings);
    if (located)
        return located;
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .y('input-invalid', `${JSON.stringify(text)} is no file, no directory and no image.`, 'Write a model directory, a definition, a contract file, IMAGE:TAG with its registry, or REVISION:PATH.');
}
/** It begins with a registry (`ghcr.io/`, `localhost:5000/`) or is a folder in OCI image layout; anything else is a path or a revision. */
function namesImage(text) {
    return text.startsWith('oci:') || /^(?:localhost|\w[\w-]*\.[\w.-]*|\[[0-9a-fA-F:.]+\]|[\w-]+(?=:\d))(?::\d{1,5})?\//.test(text);
}
/** What a path held at a git revision; `null`: nothing. The definition elsewhere (input `contract`) is taken from the same revision. */
async function contractAtRevision(revision, path, surroundings) {
    const { inputs, ports } = surroundings;
    const checkout = await (0,_git_tree_js__WEBPACK_IMPORTED_MODULE_5__/* .checkoutRevision */ .Os)((await ports()).run, revision, [path, ...(inputs.contract === '' ? [] : [inputs.contract])]);
    try {
        const there = checkout.at(path);
        if (!(0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(there))
            return null;
        const contract = inputs.contract === '' ? '' : checkout.at(inputs.contract);
        const label = `${revision} (${checkout.commit.slice(0, 7)})`;
        return await onDisk(there, label, { ...surroundings, inputs: { ...inputs, contract: (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.existsSync)(contract) ? contract : '' } }, checkout.directory);
    }
    finally {
        checkout.remove();
    }
}
/** Links must not leave `within`: what is compared may come from a pull request. */
async function onDisk(path, label, { inputs, ports }, within) {
    const isFile = (0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path).isFile();
    if (isFile && path.endsWith('.json')) {
        const contract = canonicalIn(path);
        if (contract)
            return { label, contract, content: null, framework: 'known' };
    }
    const workspace = within ?? (await ports()).origin.workspace;
    if (isFile && /\.(ya?ml|prototxt|protobin)$/.test(path)) {
        const { declaration } = (0,_model_discover_js__WEBPACK_IMPORTED_MODULE_8__/* .readDefinitionFile */ .Qm)(path, inputs.name);
        if (declaration)
            return { label, contract: (0,_contract_agree_js__WEBPACK_IMPORTED_MODULE_2__/* .agree */ .d)([declaration], null), content: null, framework: 'open' };
        return await ofModel(label, await (0,_infer_js__WEBPACK_IMPORTED_MODULE_7__/* .inferAt */ .af)({ path: (0,node_path__WEBPACK_IMPORTED_MODULE_1__.dirname)(path), name: inputs.name, contract: path, pickle: inputs.pickle }, workspace));
    }
    return await ofModel(label, await (0,_infer_js__WEBPACK_IMPORTED_MODULE_7__/* .inferAt */ .af)({ path, name: inputs.name, contract: inputs.contract, pickle: inputs.pickle }, workspace));
}
async function ofModel(label, { contract, discovered }) {
    const { digest } = await (0,_image_content_js__WEBPACK_IMPORTED_MODULE_6__/* .contentOf */ .$)(discovered.files, () => undefined);
    discovered.files.close();
    return { label, contract, content: digest, framework: 'known' };
}
/** `null`: JSON, but of something else (a model may be a .json file). */
function canonicalIn(path) {
    if ((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.statSync)(path).size > MAX_CONTRACT_FILE)
        return null;
    let json;
    try {
        json = JSON.parse((0,node_fs__WEBPACK_IMPORTED_MODULE_0__.readFileSync)(path, 'utf8'));
    }
    catch {
        return null;
    }
    const isContract = typeof json === 'object' && json !== null && Object.hasOwn(json, 'contract') && Object.hasOwn(json, 'signatures');
    return isContract ? (0,_contract_parse_js__WEBPACK_IMPORTED_MODULE_3__/* .parseContract */ .UA)(withoutEvidence(json), (0,node_path__WEBPACK_IMPORTED_MODULE_1__.basename)(path)) : null;
}
/** `infer --json` is the canonical form with `source` and `where` beside each field, and more facts at the top. Names are never keys in it. */
function withoutEvidence(json) {
    const { contract, framework, signatures } = json;
    const fields = JSON.stringify(signatures, (key, value) => (key === 'source' || key === 'where' ? undefined : value));
    return { contract, framework, signatures: fields === undefined ? undefined : JSON.parse(fields) };
}
async function published(text, { inputs, ports }) {
    const { repository: parsed, reference } = (0,_registry_reference_js__WEBPACK_IMPORTED_MODULE_10__/* .parseReference */ .F2)(text);
    const repository = await (await ports()).repository(parsed.name);
    const versions = (0,_registry_tags_js__WEBPACK_IMPORTED_MODULE_11__/* .versionsOf */ .x4)((await repository.list()) ?? [], (0,_verdict_js__WEBPACK_IMPORTED_MODULE_12__/* .numberingOf */ .pQ)(inputs));
    const wanted = reference ?? (0,_registry_tags_js__WEBPACK_IMPORTED_MODULE_11__/* .highestOf */ .gG)(versions)?.tag;
    if (wanted === undefined) {
        throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .y('repository-missing', `${parsed.name} has no version yet.`, 'Correct the name, or publish a first version.');
    }
    const label = `${parsed.name}${(0,_registry_reference_js__WEBPACK_IMPORTED_MODULE_10__/* .isDigest */ .Bc)(wanted) ? '@' : ':'}${wanted}`;
    const reading = await (0,_registry_published_js__WEBPACK_IMPORTED_MODULE_9__/* .readVersion */ .$4)(repository, versions.find(({ tag }) => tag === wanted) ?? { version: wanted, tag: wanted });
    if (reading.published?.contract) {
        const { contract, content } = reading.published;
        return { label, contract, content, framework: 'known', image: { repository, published: reading.published } };
    }
    throw new _errors_js__WEBPACK_IMPORTED_MODULE_4__/* .UserError */ .y('not-a-model', `${label} holds no contract: ${reading.reason ?? 'it has none'}.`, 'Compare with a version that this tool published.');
}


/***/ }),

/***/ 6075:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  Os: () => (/* binding */ checkoutRevision),
  yJ: () => (/* binding */ inRepository),
  fM: () => (/* binding */ lastLine)
});

// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:os"
var external_node_os_ = __webpack_require__(8161);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/errors.js
var errors = __webpack_require__(9243);
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
/** What git said last: the reason. */
function lastLine(text) {
    return text.trim().split('\n').at(-1)?.slice(0, 300) ?? '';
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

/***/ 5210:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Ng: () => (/* binding */ readFileChunks),
/* harmony export */   O$: () => (/* binding */ unreadable),
/* harmony export */   UU: () => (/* binding */ readingBuffers),
/* harmony export */   Zs: () => (/* binding */ stampOf),
/* harmony export */   m$: () => (/* binding */ CHUNK),
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
/** Gigabytes through two buffers: fresh ones would be a hundred megabytes of garbage before anybody collects it. `longest`: bytes of what is read at most. */
function readingBuffers(longest = LONG_CHUNK) {
    const size = Math.min(longest, LONG_CHUNK);
    return [Buffer.allocUnsafeSlow(size), Buffer.allocUnsafeSlow(size)];
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


/***/ })

};
