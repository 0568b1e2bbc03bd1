export const id = 359;
export const ids = [359];
export const modules = {

/***/ 813:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   M: () => (/* binding */ readAgainst),
/* harmony export */   t: () => (/* binding */ promiseOf)
/* harmony export */ });
/* harmony import */ var node_fs__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(3024);
/* harmony import */ var _contract_at_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(1578);
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
    // only hashing is done with a piece, or a copy, before the next one is read
    const packing = compression === 'none' ? { buffers: (0,_read_js__WEBPACK_IMPORTED_MODULE_3__/* .readingBuffers */ .UU)(layer.size <= MAX_KEPT ? Math.min(layer.size, _read_js__WEBPACK_IMPORTED_MODULE_3__/* .CHUNK */ .m$) : layer.size) } : {};
    const plain = observed(tarStream(layer.entries, packing), (chunk) => {
        diff.update(chunk);
        progress(chunk.length);
    });
    if (compression === 'none') {
        // in one piece: thousands of small ones are more garbage than they are content
        const kept = layer.size <= MAX_KEPT ? Buffer.allocUnsafeSlow(layer.size) : null;
        let offset = 0;
        for await (const chunk of plain) {
            kept?.set(chunk, offset);
            offset += chunk.length;
        }
        const digest = `sha256:${diff.digest('hex')}`;
        const open = kept ? () => onePiece(kept) : () => tarStream(layer.entries);
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
async function* onePiece(kept) {
    yield kept;
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
        const { path, size, mode, link } = entry;
        result.push({ member: { path, size, mode, ...(link === undefined ? { type: 'file' } : { type: 'link', link }) }, entry });
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
    const about = [
        ownEntry(CONTRACT_JSON, json),
        ownEntry(CONTRACT_PROTOBIN, parts.signature),
        ownEntry(FILES_JSON, (0,files_list/* filesList */.e)(content, groups)),
        ...(parts.views ?? []),
    ];
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
/** POSIX ustar: types of members. */
const TYPEFLAG = { file: '0', link: '2', directory: '5' };
/** Everything before a member's content: one block, or three and more with a PAX record. */
function tarHeader(member) {
    const name = Buffer.from(member.path);
    const split = splitPath(name);
    const link = Buffer.from(member.link ?? '');
    // Go writes the records sorted by key
    const records = [];
    if (link.length > NAME || link.some((byte) => byte >= 0x80 || byte === 0))
        records.push(['linkpath', member.link ?? '']);
    if (split === null)
        records.push(['path', member.path]);
    if (member.size > MAX_OCTAL_SIZE)
        records.push(['size', String(member.size)]);
    const typeflag = TYPEFLAG[member.type];
    if (records.length === 0 && split)
        return block(split.name, split.prefix, member.mode, member.size, typeflag, link);
    const pax = Buffer.from(records.map(([key, value]) => paxRecord(key, value)).join(''));
    // Go computes both names from the whole path and cuts them to the field; only ASCII characters survive in the fallback name.
    const ascii = asciiOnly(member.path);
    const size = member.size > MAX_OCTAL_SIZE ? 0 : member.size;
    return Buffer.concat([
        block(cutTrailingSlashes(asciiOnly(paxName(member.path)).subarray(0, NAME)), NONE, 0, pax.length, 'x'),
        pax,
        Buffer.alloc(padding(pax.length)),
        block(fieldOf(ascii), NONE, member.mode, size, typeflag, fieldOf(asciiOnly(member.link ?? ''))),
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
function block(name, prefix, mode, size, typeflag, link = NONE) {
    const header = Buffer.alloc(BLOCK);
    header.set(name, 0);
    header.write(octal(mode, 8), 100);
    header.write(octal(0, 8), 108);
    header.write(octal(0, 8), 116);
    header.write(octal(size, 12), 124);
    header.write(octal(0, 12), 136);
    header.fill(0x20, 148, 156);
    header.write(typeflag, 156);
    header.set(link, 157);
    header.write('ustar\x0000', 257, 'latin1');
    // The extended header's own block is a raw file for Go: its device fields stay empty.
    if (typeflag !== 'x') {
        header.write(octal(0, 8), 329);
        header.write(octal(0, 8), 337);
    }
    header.set(prefix, 345);
    let sum = 0;
    for (const byte of header)
        sum += byte;
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
    return header;
}
/** Octal digits filling a field of `width` bytes but for the NUL at its end. */
function octal(value, width) {
    return value.toString(8).padStart(width - 1, '0');
}


/***/ }),

/***/ 2353:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  W: () => (/* binding */ models_modelsOf),
  d: () => (/* binding */ uploadAll)
});

// EXTERNAL MODULE: ./.build/errors.js
var errors = __webpack_require__(9243);
// EXTERNAL MODULE: ./.build/git-tree.js + 1 modules
var git_tree = __webpack_require__(6075);
;// CONCATENATED MODULE: ./.build/changed.js


const TIMEOUT_MS = 120_000;
/**
 * Asks git what differs between a revision and the working copy, files that were never committed included: a model may have been trained in this job.
 * A commit that a shallow clone lacks is fetched alone. Where git cannot tell, everything counts as changed, and a notice says why: this saves work and
 * decides nothing.
 * @throws UserError `input-invalid` for a written revision that is none
 */
async function changedSince({ run, log, since, written }) {
    const ask = async (...args) => await run('git', [...HARMLESS, ...args], { env: { GIT_TERMINAL_PROMPT: '0', GIT_OPTIONAL_LOCKS: '0' }, timeoutMs: TIMEOUT_MS });
    const all = (because) => {
        log.notice(`All models count as changed: ${because}`);
        return () => true;
    };
    if (since === '')
        return all('the event names no commit to compare with');
    const prefix = await ask('rev-parse', '--show-prefix');
    if (prefix.code !== 0)
        return all(`git cannot read this repository (${(0,git_tree/* lastLine */.fM)(prefix.stderr)})`);
    const known = async () => (await ask('rev-parse', '--verify', '--quiet', '--end-of-options', `${since}^{commit}`)).code === 0;
    if (!(await known())) {
        if (written) {
            throw new errors/* UserError */.y('input-invalid', `Input only-changed: ${JSON.stringify(since)} is no revision that git knows here.`, 'Write true, or a branch (origin/main), a tag or a commit; `fetch-depth: 0` of actions/checkout fetches them.');
        }
        const fetched = await ask('fetch', '--no-tags', '--no-recurse-submodules', '--depth=1', 'origin', since);
        if (fetched.code !== 0 || !(await known()))
            return all(`the commit ${since} is not in this clone, and cannot be fetched (${(0,git_tree/* lastLine */.fM)(fetched.stderr)})`);
    }
    const tracked = await ask('diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-textconv', '--end-of-options', since, '--');
    const untracked = await ask('ls-files', '--others', '--exclude-standard', '--full-name', '-z', ':/');
    const failed = [tracked, untracked].find(({ code }) => code !== 0);
    if (failed)
        return all(`git cannot compare (${(0,git_tree/* lastLine */.fM)(failed.stderr)})`);
    const names = [...tracked.stdout.split('\0'), ...untracked.stdout.split('\0')].filter((name) => name !== '');
    return (path) => {
        const own = (0,git_tree/* inRepository */.yJ)(prefix.stdout.trim(), path);
        // a changed submodule is one name: its directory
        return own === '' ? names.length > 0 : names.some((name) => name === own || name.startsWith(`${own}/`) || own.startsWith(`${name}/`));
    };
}
/** No hook or helper program of the repository's own configuration runs. */
const HARMLESS = ['-c', 'core.fsmonitor=false', '-c', 'core.hooksPath=/dev/null', '-c', 'core.quotePath=false'];

// EXTERNAL MODULE: ./.build/contract/nearest.js
var nearest = __webpack_require__(3363);
// EXTERNAL MODULE: ./.build/formats/python/grammar.js
var grammar = __webpack_require__(7493);
// EXTERNAL MODULE: ./.build/frameworks/index.js + 377 modules
var frameworks = __webpack_require__(6005);
// EXTERNAL MODULE: ./.build/infer.js + 3 modules
var infer = __webpack_require__(8377);
// EXTERNAL MODULE: external "node:fs"
var external_node_fs_ = __webpack_require__(3024);
// EXTERNAL MODULE: external "node:path"
var external_node_path_ = __webpack_require__(6760);
// EXTERNAL MODULE: ./.build/model/candidates.js
var model_candidates = __webpack_require__(4668);
// EXTERNAL MODULE: ./.build/model/definition.js + 3 modules
var definition = __webpack_require__(680);
// EXTERNAL MODULE: ./.build/model/discover.js + 2 modules
var discover = __webpack_require__(3261);
// EXTERNAL MODULE: ./.build/model/files.js + 2 modules
var model_files = __webpack_require__(1608);
// EXTERNAL MODULE: ./.build/model/glob.js
var model_glob = __webpack_require__(4852);
// EXTERNAL MODULE: ./.build/model/nothing-found.js
var nothing_found = __webpack_require__(7864);
;// CONCATENATED MODULE: ./.build/model/several.js









/** A repository has tens of models; GitHub starts at most 256 jobs of one matrix. */
const MAX_MODELS = 1000;
/** Entries that a pattern is held against. */
const MAX_ENTRIES = 100_000;
/** Deeper than any tree that people write by hand. */
const MAX_DEPTH = 32;
/**
 * Every model that a list of paths names, in the order of the list. A path is a directory, a file or a pattern (`models/*`, `models/**`, `*.onnx`); one that
 * begins with `!` takes models out again. A directory with a definition is one model, or one per document. A directory that is no model itself, but has
 * models in two or more directories below, stands for those. Anything else that is written out stands for one model, and is told what it lacks when it is
 * read; what a pattern meets and is no model is passed over.
 * @throws UserError `not-a-model` for a pattern that meets no model, `input-invalid` for one that cannot be read
 */
function findModels(paths, frameworks) {
    const wanted = paths.filter((path) => !path.startsWith('!'));
    const unwanted = paths.filter((path) => path.startsWith('!')).map((path) => (0,model_glob/* compileGlob */.SO)(external_node_path_.posix.normalize(path.slice(1))));
    const found = new Map();
    for (const path of wanted) {
        const models = isPattern(path) ? modelsOfPattern(path, frameworks) : modelsBelow(path, frameworks);
        const left = models.filter((model) => !unwanted.some((glob) => (0,model_glob/* matchesOrParent */.hp)(glob, external_node_path_.posix.normalize(model.path))));
        for (const model of left)
            if (!found.has(keyOf(model)))
                found.set(keyOf(model), model);
    }
    if (found.size <= MAX_MODELS)
        return [...found.values()];
    throw new errors/* UserError */.y('input-invalid', `${wanted.join(', ')} holds ${found.size} models`, `name at most ${MAX_MODELS} of them: one run handles them one after the other`);
}
/** Path without `./` and the slash at its end; documents of one file are told apart by their names. */
function keyOf({ path, name, document }) {
    return JSON.stringify([external_node_path_.posix.normalize(`${path}/`), document ? name : '']);
}
/** A name that is there as it is written is no pattern, whatever characters it has. */
function isPattern(path) {
    return /[*?[]/.test(path) && (0,external_node_fs_.statSync)(path, { throwIfNoEntry: false }) === undefined;
}
function modelsOfPattern(pattern, frameworks) {
    const found = [];
    const names = expand(pattern);
    for (const { path, directory } of names) {
        // a model's own directories and files are met by `**` as well
        if (found.some((model) => path === model.path || path.startsWith(`${model.path}/`)))
            continue;
        found.push(...(directory ? modelsIn(path, frameworks) : modelOfFile(path, frameworks)));
    }
    if (found.length > 0)
        return found;
    throw new errors/* UserError */.y('not-a-model', `${pattern} meets ${names.length === 0 ? 'nothing' : `${names.length} names and no model`}`, 'correct the pattern: `models/*` means every directory in models, `models/**` every one below');
}
/** Directories and regular files that a pattern matches, parents first. Links and hidden directories are not walked. */
function expand(pattern) {
    const leading = external_node_path_.posix.isAbsolute(pattern) ? '/' : '';
    const cleaned = (0,model_glob/* cleanPattern */.U5)(pattern);
    const parts = cleaned.split('/');
    const fixed = parts.slice(0, parts.findIndex((part) => /[*?[\\]/.test(part)));
    const glob = (0,model_glob/* compileGlob */.SO)(cleaned);
    const depth = cleaned.includes('**') ? MAX_DEPTH : parts.length - fixed.length;
    const found = [];
    let entries = 0;
    const visit = (directory, level) => {
        for (const entry of entriesOf(`${leading}${directory}` || '.')) {
            if (++entries > MAX_ENTRIES)
                throw new errors/* UserError */.y('input-invalid', `${pattern} is held against more than ${MAX_ENTRIES} names`, 'begin the pattern with the directory of the models');
            if (entry.name.startsWith('.') || entry.name === 'node_modules')
                continue;
            const path = directory === '' ? entry.name : `${directory}/${entry.name}`;
            if (glob.matches(path) && (entry.isDirectory() || entry.isFile()))
                found.push({ path: `${leading}${path}`, directory: entry.isDirectory() });
            if (entry.isDirectory() && level < depth)
                visit(path, level + 1);
        }
    };
    visit(fixed.join('/'), 1);
    return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}
function entriesOf(directory) {
    return (0,external_node_fs_.statSync)(directory, { throwIfNoEntry: false })?.isDirectory() ? (0,external_node_fs_.readdirSync)(directory, { withFileTypes: true }) : [];
}
function modelOfFile(path, frameworks) {
    if (definition/* DEFINITION_FILES */.QT.includes((0,external_node_path_.basename)(path)))
        return [];
    const files = (0,model_files/* openModelFiles */.Dr)(path);
    try {
        return (0,model_candidates/* matchAll */.HD)(files, frameworks).candidates.length > 0 ? [{ path, name: '', document: false }] : [];
    }
    finally {
        files.close();
    }
}
/** A path that is written out: what is wrong with it is told by the story of its one model. */
function modelsBelow(path, frameworks) {
    // nothing lies below a file or a flat directory; a definition may still hold several models, and who tells the story recognises what is there
    const models = entriesOf(path).some((entry) => entry.isDirectory()) ? modelsIn(path, frameworks) : documentsIn(path);
    return models.length > 0 ? models : [{ path, name: '', document: false }];
}
/** The models in a directory: itself, or those below; none where nothing is recognised. What cannot be opened is one model, whose story tells why. */
function modelsIn(directory, frameworks) {
    try {
        return modelsInside(directory, frameworks);
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.y))
            throw error;
        // what is wrong may lie in one of several models: then the others are well
        const children = entriesOf(directory).filter((entry) => entry.isDirectory() && !entry.name.startsWith('.'));
        const below = children.flatMap(({ name }) => modelsIn((0,external_node_path_.join)(directory, name), frameworks));
        return below.length > 1 ? below : [{ path: directory, name: '', document: false }];
    }
}
function modelsInside(directory, frameworks) {
    const files = (0,model_files/* openModelFiles */.Dr)(directory);
    try {
        const defined = modelsOf(definitionsOf(files), directory);
        if (defined.length > 0)
            return defined;
        if (discover/* DECLARATION_FILES */.fo.some((name) => files.find(name)))
            return [{ path: directory, name: '', document: false }];
        const { candidates, refusal } = (0,model_candidates/* matchAll */.HD)(files, frameworks);
        const claims = candidates.map(atHome);
        const marks = [...definitionsBelow(files), ...unpulled(files)];
        const places = [...claims.map(({ match }) => match.path), ...marks].filter((place) => !place.startsWith('.'));
        const children = new Set(places.map((place) => (place.includes('/') || isDirectoryOf(files, place) ? (place.split('/', 1)[0] ?? '') : '')));
        const single = { path: directory, name: '', document: false };
        const isOne = 
        // something of it lies right here: one model, or several in the same place, of which its author has to name one
        children.has('') ||
            (0,model_candidates/* remaining */.Tk)(claims, files).length + marks.length <= 1 ||
            claims.some(({ match }) => match.covers.includes('/')) ||
            // `1`, `2` are versions of one model (TensorFlow Serving, Triton)
            [...children].every((child) => /^\d+$/.test(child));
        if (isOne)
            return places.length > 0 || refusal !== undefined ? [single] : [];
        // each alone, those without a claim too: code yields to model files wherever it sees any
        const directories = new Set(files.files.flatMap(({ path }) => (path.includes('/') && !path.startsWith('.') ? [path.split('/', 1)[0] ?? ''] : [])));
        const below = [...directories].sort().flatMap((child) => modelsIn((0,external_node_path_.join)(directory, child), frameworks));
        return below.length > 0 ? below : [single];
    }
    finally {
        files.close();
    }
}
/** Directories of one model that hold its code. */
const CODE = /^(?:src|code|app|service|serving)\//;
/**
 * A claim on everything, made from a directory further down, means that directory: seen from above, it holds one of several models. Code that lies beside
 * its model's files in `src` speaks for all of them.
 */
function atHome(candidate) {
    const { path, covers } = candidate.match;
    if (!path.includes('/') || !covers.includes('/') || CODE.test(path))
        return candidate;
    const home = `${path.split('/', 1)[0]}/`;
    return { ...candidate, match: { ...candidate.match, covers: covers.map((covered) => (covered === '/' ? home : covered)) } };
}
/** Git LFS pointers to what is a model by its name: a job that only looks for models need not pull them. */
function unpulled(files) {
    return files.files.filter(({ path, pointer }) => pointer !== undefined && nothing_found/* CERTAIN_ENDINGS */.u.test(path)).map(({ path }) => path);
}
/** One model per definition; of several in one file the name tells which is meant. */
function modelsOf(definitions, path) {
    return definitions.map(({ name }) => ({ path, name: name ?? '', document: definitions.length > 1 }));
}
/** What the definition of a directory says, nothing recognised. What cannot be opened says nothing: its story tells why. */
function documentsIn(directory) {
    if (!definition/* DEFINITION_FILES */.QT.some((name) => (0,external_node_fs_.statSync)((0,external_node_path_.join)(directory, name), { throwIfNoEntry: false })?.isFile()))
        return [];
    try {
        const files = (0,model_files/* openModelFiles */.Dr)(directory);
        const models = modelsOf(definitionsOf(files), directory);
        files.close();
        return models;
    }
    catch (error) {
        if (error instanceof errors/* UserError */.y)
            return [];
        throw error;
    }
}
/** `place` is a directory of the model's files, not a file: the models of a format that are directories name themselves so. */
function isDirectoryOf(files, place) {
    return place !== '' && files.files.some(({ path }) => path.startsWith(`${place}/`));
}
/** A definition that cannot be read still says that here is one model: its error is told when the model is read. */
function definitionsOf(files) {
    try {
        return (0,definition/* readDefinitions */.TL)(files);
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.y))
            throw error;
        return [{}];
    }
}
/** Definition files in directories further down. */
function definitionsBelow(files) {
    return files.files
        .filter(({ path, size }) => path.includes('/') && size > 0 && definition/* DEFINITION_FILES */.QT.includes(external_node_path_.posix.basename(path)))
        .filter(({ path }) => isDefinition(files, path))
        .map(({ path }) => path);
}
function isDefinition(files, path) {
    try {
        return (0,definition/* readDefinitions */.TL)(files, path).length > 0;
    }
    catch (error) {
        if (!(error instanceof errors/* UserError */.y))
            throw error;
        return true;
    }
}

// EXTERNAL MODULE: ./.build/against.js
var _build_against = __webpack_require__(813);
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
    const { rows } = await (0,registry_collection/* readCollection */.H7)(repository, numbering);
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
// EXTERNAL MODULE: ./.build/log.js
var log = __webpack_require__(7820);
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
            hashed.did(layer.size);
            moved.expect(-layer.size);
            result[index] = { diffId: known.diffId, title: layer.title, blob: { ...known.blob, open: () => rebuilt(layer, sending.compression) } };
            return;
        }
        const { blob, diffId } = await (0,image_layers/* hashLayer */.UG)(layer, sending.compression, hashed.did);
        if (await sending.repository.hasBlob(blob.digest, blob.size))
            moved.expect(-layer.size);
        else {
            moved.expect(blob.size - layer.size);
            await sending.repository.putBlob({ ...blob, open: () => counted(blob.open(), moved.did) });
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
function counter(progress, step, atFirst) {
    let done = 0;
    let total = atFirst;
    // a layer that was refused halfway is counted again
    const tell = () => {
        if (total > 0)
            progress(step, Math.min(done, total), total);
    };
    return {
        did(bytes) {
            done += bytes;
            tell();
        },
        expect(bytes) {
            total += bytes;
            tell();
        },
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
/** Milliseconds. */
const TELL_EVERY = 1000;
async function build(call) {
    const { builder, repository, model, compression, context, metadataFile, plan } = call;
    const argv = buildxArguments({ builder, repository: repository.name, model, compression, platform: plan.platform, context, metadataFile });
    const step = plan.installCommand === undefined ? 'composing with buildx' : 'running the install-command in buildx';
    const tell = () => call.progress(step, 0, 0);
    tell();
    // BuildKit prints nothing while a command is silent
    const clock = setInterval(tell, TELL_EVERY);
    try {
        return await call.run('docker', argv, { env: BUILDX_ENVIRONMENT });
    }
    finally {
        clearInterval(clock);
    }
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
const compose_MAX_DEPTH = 125;
/** Config and manifest over the runtime's layers and ours. Pure: the same layers give the same bytes. */
function composeImage(plan, sent) {
    const layers = [...(plan.base?.layers ?? []), ...sent.map(({ blob }) => blob)];
    if (layers.length > compose_MAX_DEPTH) {
        throw new errors/* UserError */.y('input-invalid', `the runtime has ${plan.base?.layers.length ?? 0} layers: with the model's that is more than the ${compose_MAX_DEPTH} an image may have`, 'flatten the runtime image');
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

;// CONCATENATED MODULE: ./.build/image/layouts/payload-links.js

const FILES = 'model/files';
/** A path of the payload in the image; '' = all of it. */
function payloadPath(path) {
    return path === '' ? FILES : `${FILES}/${path}`;
}
/** The directory of a path, '' at the top. */
function directoryOf(path) {
    const directory = external_node_path_.posix.dirname(path);
    return directory === '.' ? '' : directory;
}
/** Links to everything that lies beside a file, the file itself among it: readers look for weights and vocabularies there. */
function linksBeside(path, files, root, except) {
    const directory = directoryOf(path);
    const prefix = directory === '' ? '' : `${directory}/`;
    const names = files.filter((file) => file.startsWith(prefix)).map((file) => file.slice(prefix.length).split('/')[0] ?? '');
    return [...new Set(names)]
        .filter((name) => !except.includes(name))
        .map((name) => ({ path: `${root}/${name}`, to: payloadPath(`${prefix}${name}`) }));
}

;// CONCATENATED MODULE: ./.build/image/layouts/refusal.js

/** Why a layout is not to be had. */
function refusal(layout, because, remedy = `Take ${layout} out of the input layout.`) {
    return new errors/* UserError */.y('input-invalid', `Layout ${layout}: ${because}.`, remedy, { file: 'workflow', key: 'layout' });
}
/** What the files are, in words: `a sklearn model (joblib)`. */
function kindOfModel({ found, contract }) {
    const { framework, format } = found ?? { framework: contract.framework.name, format: contract.framework.format };
    return `a model of ${framework}${format === undefined || format === '' ? '' : ` (${format})`}`;
}
/** The one signature that a server offers: the first of the usual names, else the only one. @throws UserError `input-invalid` */
function onlySignature({ contract: { signatures } }, layout, usual) {
    const found = usual.map((name) => signatures.find((one) => one.name === name)).find((one) => one !== undefined);
    const [first] = signatures;
    if (found)
        return found;
    if (first && signatures.length === 1)
        return first;
    throw refusal(layout, `it serves one signature, and the contract has ${signatures.map(({ name }) => JSON.stringify(name)).join(', ') || 'none'}`);
}

;// CONCATENATED MODULE: ./.build/image/layouts/tensors.js
/** Types that some server has a word for. */
const WORDS = {
    bool: { protocol: 'BOOL', column: 'boolean', numpy: 'bool' },
    int8: { protocol: 'INT8', numpy: 'int8' },
    int16: { protocol: 'INT16', numpy: 'int16' },
    int32: { protocol: 'INT32', column: 'integer', numpy: 'int32' },
    int64: { protocol: 'INT64', column: 'long', numpy: 'int64' },
    uint8: { protocol: 'UINT8', numpy: 'uint8' },
    uint16: { protocol: 'UINT16', numpy: 'uint16' },
    uint32: { protocol: 'UINT32', numpy: 'uint32' },
    uint64: { protocol: 'UINT64', numpy: 'uint64' },
    float16: { protocol: 'FP16', numpy: 'float16' },
    float32: { protocol: 'FP32', column: 'float', numpy: 'float32' },
    float64: { protocol: 'FP64', column: 'double', numpy: 'float64' },
    bfloat16: { protocol: 'BF16' },
    string: { protocol: 'BYTES', column: 'string' },
    bytes: { protocol: 'BYTES', column: 'binary' },
    timestamp: { protocol: 'BYTES', column: 'datetime' },
};
/**
 * The tensors of a list of fields, or in words the first thing that is not known of them (then nothing is written: half a list would be a wrong one).
 * Symbols are any size: no server's configuration ties two sizes together.
 */
function tensorsOf(fields, sureness) {
    const tensors = [];
    for (const field of fields) {
        if (!('type' in field))
            return `${JSON.stringify(field.name)} is no tensor`;
        const assumed = sureness === 'firm' ? (field.assumed ?? []) : [];
        if (field.type === null || assumed.includes('type'))
            return `the type of ${JSON.stringify(field.name)} is not known`;
        if (WORDS[field.type] === undefined)
            return `${JSON.stringify(field.name)} is ${field.type}, which the server has no word for`;
        const shape = field.shape?.map((dim) => (typeof dim === 'string' ? -1 : dim));
        const sizes = shape?.filter((dim) => dim !== null);
        if (sizes === undefined || sizes.length !== shape?.length || assumed.includes('shape'))
            return `the shape of ${JSON.stringify(field.name)} is not known`;
        tensors.push({ name: field.name, type: field.type, shape: sizes, optional: field.optional === true });
    }
    return tensors;
}
/** The protocol's word for a tensor's type. */
function datatypeOf({ type }) {
    return WORDS[type]?.protocol ?? 'BYTES';
}

// EXTERNAL MODULE: ./.build/image/layouts/types.js
var types = __webpack_require__(669);
;// CONCATENATED MODULE: ./.build/image/layouts/mlflow.js




/** Flavors whose own file is the model's. Source: mlflow 3, mlflow/{sklearn,onnx,xgboost,lightgbm}/__init__.py (`_load_pyfunc`, `load_model`). */
const FLAVORS = [
    {
        framework: 'sklearn',
        formats: ['pickle'],
        native: (file) => ({ pickled_model: file, serialization_format: 'pickle' }),
        key: 'model_path',
    },
    { framework: 'onnx', formats: ['onnx'], native: (file) => ({ data: file }), key: 'data' },
    {
        framework: 'xgboost',
        formats: ['json', 'ubj'],
        native: (file, format) => ({ data: file, model_class: 'xgboost.core.Booster', model_format: format }),
        key: 'data',
    },
    { framework: 'lightgbm', formats: ['text'], native: (file) => ({ data: file, model_class: 'lightgbm.basic.Booster' }), key: 'data' },
];
const MLMODEL = 'MLmodel';
/**
 * A directory that `mlflow.pyfunc.load_model` takes: `MLmodel` beside links to the model's file and what lies around it. The signature is enforced by MLflow,
 * so that only what is certain is in it; without it MLflow takes any input.
 * @throws UserError `input-invalid`
 */
function mlflowView(viewed, root) {
    const { found, files } = viewed;
    if (found?.framework === 'mlflow')
        return [{ path: root, to: payloadPath(directoryOf(found.path)) }];
    const flavor = FLAVORS.find(({ framework, formats }) => framework === found?.framework && formats.includes(found.format));
    if (!found || !flavor) {
        const remedy = found?.framework === 'sklearn' ? 'Save it with pickle.dump, or take mlflow out of the input layout.' : undefined;
        throw refusal('mlflow', `MLflow has no flavor that loads ${kindOfModel(viewed)} as it is`, remedy);
    }
    const signature = onlySignature(viewed, 'mlflow', ['predict', 'transform']);
    const file = found.path.slice(found.path.lastIndexOf('/') + 1);
    const inputs = schemaOf(signature.inputs);
    const outputs = schemaOf(signature.outputs);
    const mlmodel = {
        flavors: {
            python_function: {
                loader_module: `mlflow.${flavor.framework}`,
                [flavor.key]: file,
                ...(flavor.framework === 'sklearn' && { predict_fn: signature.name }),
            },
            [flavor.framework]: flavor.native(file, found.format),
        },
        ...(inputs !== null && { signature: { inputs: JSON.stringify(inputs), ...(outputs !== null && { outputs: JSON.stringify(outputs) }) } }),
    };
    // JSON is YAML, and escapes by itself
    const text = `# ${types/* MARK */.M}\n${JSON.stringify(mlmodel, null, 2)}\n`;
    return [{ path: `${root}/${MLMODEL}`, text }, ...linksBeside(found.path, files, root, [MLMODEL])];
}
/** MLflow's schema: columns where every field is one, else tensors; `null` where something is not certain or has no word there. */
function schemaOf(fields) {
    const tensors = tensorsOf(fields, 'firm');
    if (typeof tensors === 'string' || tensors.length === 0)
        return null;
    const isTable = tensors.length > 1 && tensors.every(({ shape }) => shape.length === 1 && shape[0] === -1);
    const schema = tensors.map((tensor) => (isTable ? columnOf(tensor) : tensorOf(tensor)));
    return schema.some((one) => one === null) ? null : schema.filter((one) => one !== null);
}
function columnOf({ name, type, optional }) {
    const word = WORDS[type]?.column;
    return word === undefined ? null : { type: word, name, required: !optional };
}
function tensorOf({ name, type, shape }) {
    const word = WORDS[type]?.numpy;
    // NumPy's texts have a length, and TensorSpec takes no scalars
    return word === undefined || shape.length === 0 ? null : { type: 'tensor', 'tensor-spec': { dtype: word, shape }, name };
}

;// CONCATENATED MODULE: ./.build/image/layouts/mlserver.js




/** Runtimes that load the file as it is. Source: SeldonIO/MLServer 1.7.1, runtimes/*. Its catboost runtime takes every model for a classifier. */
const RUNTIMES = [
    {
        framework: 'sklearn',
        formats: ['pickle', 'joblib'],
        implementation: 'mlserver_sklearn.SKLearnModel',
        methods: ['predict', 'transform', 'predict_proba'],
        choosesMethod: true,
    },
    { framework: 'xgboost', formats: ['json', 'ubj'], implementation: 'mlserver_xgboost.XGBoostModel', methods: ['predict'] },
    { framework: 'lightgbm', formats: ['text'], implementation: 'mlserver_lightgbm.LightGBMModel', methods: ['predict'] },
    { framework: 'mlflow', formats: ['MLmodel'], implementation: 'mlserver_mlflow.MLflowRuntime', methods: ['predict'] },
];
/**
 * A directory that MLServer serves: `model-settings.json` over a link to the files. Its tensors are metadata for callers, and name the codec of each;
 * what the contract does not know is left out.
 * @throws UserError `input-invalid`
 */
function mlserverView(viewed, root) {
    const { found, name } = viewed;
    if (found?.framework === 'mlserver')
        return [{ path: root, to: payloadPath(directoryOf(found.path)) }];
    const runtime = RUNTIMES.find(({ framework, formats }) => framework === found?.framework && formats.includes(found.format));
    if (!found || !runtime)
        throw refusal('mlserver', `no runtime of MLServer takes ${kindOfModel(viewed)}`);
    // MLServer reads the address as a URL without decoding it
    if (/[?#;]/.test(found.path))
        throw refusal('mlserver', `${JSON.stringify(found.path)} cannot be written as an address`, 'Rename the file.');
    const signature = onlySignature(viewed, 'mlserver', runtime.methods);
    const inputs = tensorsOf(signature.inputs, 'shown');
    const contentType = contentTypeOf(signature.inputs);
    // the MLflow runtime takes the directory
    const path = runtime.framework === 'mlflow' ? directoryOf(found.path) : found.path;
    const settings = {
        $comment: types/* MARK */.M,
        name,
        implementation: runtime.implementation,
        platform: runtime.framework,
        ...(typeof inputs === 'string' ? {} : { inputs: inputs.map(metadataOf) }),
        ...outputsOf(viewed, signature, runtime),
        parameters: {
            uri: `./files${path === '' ? '' : `/${path}`}`,
            ...(contentType && { content_type: contentType }),
            ...(runtime.choosesMethod && signature.name !== runtime.methods[0] && { extra: { predict_fn: signature.name } }),
        },
    };
    return [
        { path: `${root}/model-settings.json`, text: `${JSON.stringify(settings, null, 2)}\n` },
        { path: `${root}/files`, to: payloadPath('') },
    ];
}
/** The request's codec: columns make a data frame, one list of texts is a list, anything else is an array, which is the runtimes' default. */
function contentTypeOf(inputs) {
    const columns = inputs.filter((field) => 'shape' in field && field.shape?.length === 1);
    if (columns.length === 0 || columns.length < inputs.length)
        return undefined;
    const [first] = columns;
    // a model fitted on an array has the one input X (docs/contract.md, "Tables")
    if (columns.length > 1 || first?.name !== 'X')
        return 'pd';
    return 'type' in first && first.type === 'string' ? 'str' : undefined;
}
/** Outputs of every method with the default's inputs: a request chooses among them by name. */
function outputsOf({ contract }, signature, { methods }) {
    const offered = contract.signatures.filter((one) => one === signature || (methods.includes(one.name) && sameNames(one, signature)));
    const outputs = offered.flatMap((one) => {
        const tensors = tensorsOf(one.outputs, 'shown');
        return typeof tensors === 'string' ? [] : tensors.map((tensor) => metadataOf({ ...tensor, shape: answeredShape(tensor.shape) }));
    });
    return outputs.length === 0 ? {} : { outputs };
}
function sameNames(a, b) {
    return JSON.stringify(a.inputs.map(({ name }) => name)) === JSON.stringify(b.inputs.map(({ name }) => name));
}
/** MLServer answers a list as a column (codecs/utils.py, `inject_batch_dimension`). */
function answeredShape(shape) {
    return shape.length === 1 ? [...shape, 1] : shape;
}
/** `MetadataTensor`. The protocol has no scalars: one element. */
function metadataOf(tensor) {
    const datatype = datatypeOf(tensor);
    return {
        name: tensor.name,
        datatype,
        shape: tensor.shape.length === 0 ? [1] : tensor.shape,
        ...(tensor.type === 'string' && { parameters: { content_type: 'str' } }),
    };
}

;// CONCATENATED MODULE: ./.build/image/layouts/triton.js




const BACKENDS = [
    { framework: 'onnx', format: 'onnx', key: 'backend', value: 'onnxruntime', completes: true },
    { framework: 'tensorflow', format: 'saved-model', key: 'platform', value: 'tensorflow_savedmodel', completes: true, directory: 'model.savedmodel' },
    { framework: 'tensorflow', format: 'graph-def', key: 'platform', value: 'tensorflow_graphdef', completes: false },
    { framework: 'openvino', format: 'openvino-ir', key: 'backend', value: 'openvino', completes: true },
    { framework: 'torchscript', format: 'torchscript', key: 'platform', value: 'pytorch_libtorch', completes: false, indexed: true },
];
/** The signature that TensorFlow's backend takes when none is named. */
const DEFAULT_SIGNATURE = 'serving_default';
/**
 * A Triton model repository with one model of one version, `1`: the version of the collection is the image's tag, and the same files must be the same image.
 * `max_batch_size: 0` writes every dimension out, the batch among them, as the contract does.
 * @throws UserError `input-invalid`
 */
function tritonView(viewed, root) {
    const { found, files } = viewed;
    if (found?.framework === 'triton') {
        // a model's directory is called as its configuration says; at the top of the payload that name is the model's
        const directory = directoryOf(found.path);
        const name = directory === '' ? repositoryName(viewed.name) : directory.slice(directory.lastIndexOf('/') + 1);
        return [{ path: `${root}/${name}`, to: payloadPath(directory) }];
    }
    const backend = BACKENDS.find(({ framework, format }) => framework === found?.framework && format === found.format);
    if (!found || !backend)
        throw refusal('triton', `no backend of Triton takes ${kindOfModel(viewed)}`);
    const name = repositoryName(viewed.name);
    const signature = onlySignature(viewed, 'triton', [DEFAULT_SIGNATURE, 'predict', 'forward']);
    const inputs = block('input', signature.inputs, backend, inputOf);
    const outputs = block('output', signature.outputs, backend, backend.indexed ? indexedOutput : outputOf);
    const isDirectory = backend.directory !== undefined;
    const version = `${root}/${name}/1`;
    const where = isDirectory && !files.includes(found.path) ? found.path : directoryOf(found.path);
    const text = [
        `# ${types/* MARK */.M}`,
        `name: ${quoted(name)}`,
        `${backend.key}: ${quoted(backend.value)}`,
        'max_batch_size: 0',
        ...(isDirectory ? [] : [`default_model_filename: ${quoted(found.path.slice(found.path.lastIndexOf('/') + 1))}`]),
        ...(isDirectory && signature.name !== DEFAULT_SIGNATURE
            ? [`parameters { key: "TF_SIGNATURE_DEF" value { string_value: ${quoted(signature.name)} } }`]
            : []),
        ...inputs,
        ...outputs,
        '',
    ].join('\n');
    return [
        { path: `${root}/${name}/config.pbtxt`, text },
        { path: isDirectory ? `${version}/${backend.directory}` : version, to: payloadPath(where) },
    ];
}
/** A directory name that Triton takes for a model's name. */
function repositoryName(name) {
    return name.replace(/[^A-Za-z0-9._-]+/g, '-').replace(/^[.-]+/, '') || 'model';
}
/** One `input`/`output` block per tensor; none at all where something is unknown and the backend knows it from the model. */
function block(key, fields, backend, write) {
    const tensors = fields.length === 0 ? `the contract has no ${key}s` : withoutEmpty(tensorsOf(fields, 'firm'));
    if (typeof tensors !== 'string')
        return tensors.flatMap((tensor, index) => [`${key} {`, ...write(tensor, index).map((line) => `  ${line}`), '}']);
    const isTensor = fields.every((field) => 'type' in field);
    if (backend.completes && isTensor)
        return [];
    throw refusal('triton', `${tensors}, and ${backend.value} must be told`, 'Declare the contract in serving.yaml, or take triton out of the input layout.');
}
/** model_config_utils.cc, ValidateModelInput: dimensions are positive or -1. */
function withoutEmpty(tensors) {
    const empty = typeof tensors === 'string' ? undefined : tensors.find(({ shape }) => shape.includes(0));
    return empty === undefined ? tensors : `${JSON.stringify(empty.name)} has a size of 0`;
}
function inputOf(tensor) {
    return [...outputOf(tensor), ...(tensor.optional ? ['optional: true'] : [])];
}
function outputOf(tensor) {
    const type = datatypeOf(tensor) === 'BYTES' ? 'STRING' : datatypeOf(tensor);
    const { shape } = tensor;
    // model_configuration.md, "Reshape": a scalar is one element for clients and nothing for the model
    const dims = shape.length === 0 ? ['dims: [ 1 ]', 'reshape { shape: [ ] }'] : [`dims: [ ${shape.join(', ')} ]`];
    return [`name: ${quoted(tensor.name)}`, `data_type: TYPE_${type}`, ...dims];
}
/** pytorch_backend README: outputs of TorchScript have no names, their index in the result is written behind any name. */
function indexedOutput(tensor, index) {
    return outputOf({ ...tensor, name: `${tensor.name.replace(/_\d+$/, '')}__${index}` });
}
/** A string of protobuf's text format; UTF-8 stands for itself, control characters are octal. */
function quoted(text) {
    const escaped = text.replace(/["\\]/g, '\\$&').replace(/\p{Cc}/gu, (control) => `\\${control.charCodeAt(0).toString(8).padStart(3, '0')}`);
    return `"${escaped}"`;
}

;// CONCATENATED MODULE: ./.build/image/layouts/views.js






/** Where a layout's view is; `/models`, where KServe looks, is a link to one of them. */
const VIEW_ROOT = { hydrosphere: 'model/files', triton: 'model/triton', mlserver: 'model/mlserver', mlflow: 'model/mlflow' };
/** KServe: modelcars, image volumes and the storage initializer all look here (docs/samples/storage/oci-image-volume). */
const KSERVE = 'models';
const VIEWS = {
    triton: tritonView,
    mlserver: mlserverView,
    mlflow: mlflowView,
};
/**
 * Views of the payload for these layouts: small generated files and relative symbolic links, never a second copy of a byte of the model. Only the
 * contract and the paths decide them, so that the same model gives the same bytes. `/models` (kserve) shows the first other layout that is named,
 * else the files themselves.
 * @throws UserError `input-invalid` where a server cannot serve such a model, with the reason
 */
function viewEntries(viewed, layouts) {
    const rooted = layouts.filter((layout) => layout in VIEWS);
    const entries = rooted.flatMap((layout) => VIEWS[layout](viewed, VIEW_ROOT[layout]));
    const kserve = layouts.includes('kserve') ? [{ path: KSERVE, to: VIEW_ROOT[rooted[0] ?? 'hydrosphere'] }] : [];
    return [...entries, ...kserve].map(entryOf);
}
/** The layouts as a label: `kserve,mlserver`; '' where there is nothing beside what every image has. Order tells which one `/models` shows. */
function layoutsLabel(layouts) {
    return [...new Set(layouts)].filter((layout) => layout !== 'hydrosphere').join(',');
}
function entryOf(view) {
    if ('text' in view)
        return entry(view.path, Buffer.from(view.text), 0o644);
    // relative: the view also works where the image is mounted below a directory, or seen through /proc/PID/root as KServe's modelcars are
    const link = external_node_path_.posix.relative(external_node_path_.posix.dirname(view.path), view.to);
    return { ...entry(view.path, NOTHING, 0o777), link };
}
const NOTHING = Buffer.alloc(0);
function entry(path, bytes, mode) {
    for (const name of path.split('/')) {
        if (Buffer.byteLength(name) > NAME_MAX)
            throw new errors/* UserError */.y('unsafe', `${JSON.stringify(name)} is too long for a file name`, 'shorten it');
    }
    return { path, size: bytes.length, mode, from: { bytes }, sha256: (0,external_node_crypto_.createHash)('sha256').update(bytes).digest('hex') };
}
/** Linux limits.h. */
const NAME_MAX = 255;

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
/** The model as other servers want it, in the same image. @throws UserError `input-invalid` where one of them could not serve it */
function viewsOf({ name, contract, discovered: { found, files } }, layouts) {
    const recognised = found && { framework: found.framework.name, format: found.match.format, path: found.match.path };
    return viewEntries({ name, contract, found: recognised, files: files.files.map(({ path }) => path) }, layouts);
}
/** The model as an image in the repository, by digest: nothing visible has changed yet. */
async function freezeModel({ model, content, ahead, views, candidate, repository, baseline, inputs, ports }) {
    const { layout } = candidate;
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
        views,
        layout,
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
    const candidate = { contract: looked.contract, content: NEW_CONTENT, runtime, layout: layoutsLabel(inputs.layout) };
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
        const session = openSession(upload, pace);
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
function openSession(upload, pace) {
    const { repository, numbering } = upload;
    /** Versions seen by HEAD that a list may not show, and numbers that nobody will have. */
    const known = new Map();
    const unused = new Set();
    const met = new Set();
    const readings = new Map();
    const claims = [];
    const higher = (a, b) => (0,registry_tags/* compareVersions */.Zy)(a, b, numbering.scheme) > 0;
    const versions = (tags) => [...new Map([...(0,registry_tags/* versionsOf */.x4)(tags, numbering), ...known.values()].map((one) => [one.version, one])).values()].sort((a, b) => higher(a.version, b.version) ? 1 : -1);
    /**
     * What a version holds. Distribution lists a tag from the moment its directory is made, and answers "unknown" until the link in it is written: another
     * upload is in the middle of it, and its contract is waited for, because without it nobody could tell a compatible change.
     */
    async function read(version) {
        const before = readings.get(version.tag);
        if (before !== undefined)
            return before;
        let reading = await (0,published/* readVersion */.$4)(repository, version);
        for (const pause of pace.courtesy) {
            if (reading.published !== null)
                break;
            await pace.sleep(pause);
            reading = await (0,published/* readVersion */.$4)(repository, version);
        }
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

// EXTERNAL MODULE: ./.build/contract/agree.js + 2 modules
var agree = __webpack_require__(9144);
// EXTERNAL MODULE: ./.build/contract/canonical.js
var canonical = __webpack_require__(6659);
// EXTERNAL MODULE: ./.build/contract/completeness.js
var completeness = __webpack_require__(2377);
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
    // named is the file that is lost, not the first that a reader missed
    if (lost)
        throw because(notPulled(lost), `version ${published.version} does not hold it`);
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
    const why = `its files are those of version ${published.version}, whose contract it has`;
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
        discovered: { ...unpulled.discovered, found: null, others: [] },
        because: why,
        ...from,
        told: { ...facts, detected: { because: why, ...from }, ...(declared && { locate: declared.locate }) },
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
function refused(looked, pointer, reason) {
    return because(isUnpulled(looked) ? looked.refusal : notPulled(pointer), reason);
}
function notPulled({ path, size }) {
    return {
        message: `${path} is a Git LFS pointer to ${size} bytes, not the file itself`,
        remedy: 'fetch the file: `with: { lfs: true }` in actions/checkout, or `git lfs pull` on your machine',
        where: { file: path },
    };
}
function because({ message, remedy, where }, reason) {
    return new errors/* UserError */.y('lfs-pointer', `${message}; ${reason}`, remedy, where);
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
        const looked = await step(log, 'Infer the contract', () => (0,grammar/* withGrammar */.uZ)(() => inferUnlessPointers(inputs, origin.workspace)), sayModel);
        report = { ...report, ...looked.told, model: looked.name };
        const image = upload_imageOf(inputs, occasion, origin, looked.name);
        report = { ...report, image };
        (0,infer/* requirePayload */.M)(looked);
        if ('contract' in looked)
            (0,infer/* requireCompleteness */.CS)(looked, inputs.minCompleteness);
        // a pull request is refused for what the push would be refused for
        if ('contract' in looked)
            viewsOf(looked, inputs.layout);
        const runtime = await runtimeOf(looked.discovered, inputs, occasion, ports);
        const collection = await step(log, 'Read the published version', () => (0,verdict/* openCollection */.ls)(image, inputs, occasion, ports), sayCollection);
        const identifying = { looked, collection, runtime, numbering, policy, inputs, occasion, ports };
        const { content, ahead } = await step(log, 'Identify the files', () => identify(identifying), sayContent);
        const { repository, baseline } = collection;
        const model = await resolvePointers(looked, content, collection);
        report = { ...report, ...model.told, content: content.digest };
        const views = viewsOf(model, inputs.layout);
        const candidate = { contract: model.contract, content: content.digest, runtime, layout: layoutsLabel(inputs.layout) };
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
        const frozen = await step(log, 'Freeze the image', () => freezeModel({ model, content, ahead, views, candidate, repository, baseline, inputs, ports }), sayFrozen);
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
/** Stands for the model's name in the input `image`. */
const NAME_IN_IMAGE = '{name}';
function openReport({ name, path, image }, { mode }) {
    return {
        model: name || (0,infer/* nameOf */.Vb)(path),
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
        return image.replaceAll(NAME_IN_IMAGE, name);
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

;// CONCATENATED MODULE: ./.build/models.js








/**
 * Which models this run is about: those that `path` names and `name` picks, and of these, if asked, only the changed ones.
 * @throws UserError `not-a-model`, `input-invalid` where the paths name nothing, or where an input can only be meant for one model
 */
async function models_modelsOf(inputs, occasion, { run, log }) {
    const found = await (0,grammar/* withGrammar */.uZ)(() => findModels(inputs.paths, frameworks/* FRAMEWORKS */.i));
    // the input names a single model, and picks one of several
    const given = found.length === 1 ? inputs.name : '';
    const named = found.map((model) => ({ ...model, name: given || model.name || (0,infer/* nameOf */.Vb)(model.path) }));
    const picked = found.length === 1 || inputs.name === '' ? named : named.filter(({ name }) => name === inputs.name);
    if (picked.length === 0)
        throw nobodyCalled(inputs.name, named);
    if (picked.length > 1)
        requireForSeveral(inputs, picked);
    if (inputs.onlyChanged === null)
        return { chosen: picked, unchanged: [] };
    const changed = await changedSince({ run, log, since: inputs.onlyChanged || (occasion.before ?? ''), written: inputs.onlyChanged !== '' });
    const elsewhere = inputs.contract !== '' && changed(inputs.contract);
    const chosen = picked.filter(({ path }) => elsewhere || changed(path));
    return { chosen, unchanged: picked.filter((model) => !chosen.includes(model)) };
}
/** Tells the story of each model. */
async function uploadAll(models, inputs, occasion, ports) {
    const reports = [];
    const bugs = [];
    for (const model of models) {
        const own = { ...inputs, path: model.path, name: model.document ? model.name : inputs.name };
        const log = models.length === 1 ? ports.log : under(model.name, ports.log);
        try {
            reports.push(await upload(own, occasion, { ...ports, log }));
        }
        catch (error) {
            bugs.push(error);
        }
    }
    return { reports, bugs };
}
/** Groups do not nest in GitHub's log: the model's name stands before each title. */
function under(name, log) {
    return { ...log, group: (title, work) => log.group(`${name}: ${title}`, work) };
}
function nobodyCalled(name, models) {
    const names = models.map((model) => model.name);
    const meant = (0,nearest/* nearest */.p)(name, names);
    return new errors/* UserError */.y('input-invalid', `Input name: none of the ${models.length} models is called ${JSON.stringify(name)}; they are ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.`, meant === undefined ? 'Write one of these names, or leave name out for all of them.' : `Write name: ${meant}`);
}
/** Inputs that would mix several models up. */
function requireForSeveral({ image, version, contract }, models) {
    const several = `there are ${models.length} models: ${models
        .slice(0, 5)
        .map(({ path }) => path)
        .join(', ')}${models.length > 5 ? ', …' : ''}`;
    if (image !== '' && !image.includes(NAME_IN_IMAGE)) {
        throw new errors/* UserError */.y('input-invalid', `Input image names one collection, and ${several}.`, `Write image: ${image}/${NAME_IN_IMAGE}`);
    }
    if (version !== '')
        throw new errors/* UserError */.y('input-invalid', `Input version is for one model, and ${several}.`, 'Name one with path or name, or leave version out.');
    if (contract !== '')
        throw new errors/* UserError */.y('input-invalid', `Input contract is for one model, and ${several}.`, 'Put each definition beside its model.');
    const twice = models.find((model, index) => models.findIndex(({ name }) => name === model.name) !== index);
    const first = models.find(({ name }) => name === twice?.name);
    if (twice === undefined || first === undefined)
        return;
    throw new errors/* UserError */.y('input-invalid', `${first.path} and ${twice.path} would both be the collection ${twice.name}.`, 'Give them names of their own: `name:` in a serving.yaml beside each.');
}


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
/* harmony export */   H7: () => (/* binding */ readCollection),
/* harmony export */   gG: () => (/* binding */ inTurns),
/* harmony export */   q2: () => (/* binding */ readVersions)
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
    const rows = (await readVersions(repository, numbering)).map(({ row }) => row).reverse();
    return { rows, intact: rows.every(({ problems }) => problems.length === 0) };
}
/** The same with contracts, oldest first. Throws the repository's UserErrors. */
async function readVersions(repository, numbering) {
    const versions = (0,_tags_js__WEBPACK_IMPORTED_MODULE_3__/* .versionsOf */ .x4)((await repository.list()) ?? [], numbering);
    const readings = await inTurns(versions, AT_ONCE, (version) => (0,_published_js__WEBPACK_IMPORTED_MODULE_1__/* .readVersion */ .$4)(repository, version));
    const isOurs = (index) => readings[index]?.published?.annotations[_image_types_js__WEBPACK_IMPORTED_MODULE_0__/* .LABEL */ .d.upload] !== undefined;
    const firstOfOurs = versions.findIndex((_, index) => isOurs(index));
    const digests = new Map(versions.map(({ version }, index) => [version, readings[index]?.published?.digest ?? null]));
    const rowOf = ({ version, tag }, index) => {
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
    };
    return versions.map((version, index) => ({ row: rowOf(version, index), published: readings[index]?.published ?? null }));
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

/***/ 6207:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   Yz: () => (/* binding */ outputsOf),
/* harmony export */   bB: () => (/* binding */ placeRows)
/* harmony export */ });
/* unused harmony export outputsOfModels */
/* harmony import */ var _contract_canonical_js__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(6659);
/* harmony import */ var _markdown_js__WEBPACK_IMPORTED_MODULE_1__ = __webpack_require__(6982);
/* harmony import */ var _usage_js__WEBPACK_IMPORTED_MODULE_3__ = __webpack_require__(8366);
/* harmony import */ var _wording_js__WEBPACK_IMPORTED_MODULE_2__ = __webpack_require__(1709);




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
        report: reports.map((report) => (0,_markdown_js__WEBPACK_IMPORTED_MODULE_1__/* .renderMarkdown */ .Gc)(report, Math.floor(REPORT_LIMIT / reports.length) - 2)).join('\n\n'),
        models: wholeRows(rows),
    };
    const [row, ...others] = rows;
    const [report] = reports;
    if (row === undefined || report === undefined || others.length > 0)
        return { ...NOTHING, ...shared };
    const contract = report.contract === undefined ? '' : (0,_contract_canonical_js__WEBPACK_IMPORTED_MODULE_0__/* .canonicalJson */ .dj)(report.contract);
    return {
        ...NOTHING,
        ...shared,
        name: row.name,
        version: row.version,
        'previous-version': row['previous-version'],
        image: row.image,
        digest: row.digest,
        ref: row.ref,
        repository: row.digest === '' ? '' : report.image,
        framework: row.framework,
        completeness: row.completeness,
        contract: contract.length > LONG_OUTPUT ? '' : contract,
    };
}
/** The outputs where models are only named. `index` tells the jobs of a matrix apart in words that every file name takes. */
function outputsOfModels(models) {
    return { ...NOTHING, models: wholeRows(placeRows(models)) };
}
/** Rows of `models` where models are only named. */
function placeRows(models) {
    return models.map(({ name, path }, index) => ({ index, name, path }));
}
/** The outputs of action.yml, in its order, where there is nothing to say. */
const NOTHING = {
    name: '',
    version: '',
    'previous-version': '',
    image: '',
    digest: '',
    ref: '',
    repository: '',
    published: 'false',
    change: '',
    breaking: 'false',
    framework: '',
    completeness: '',
    contract: '',
    predicate: '',
    changes: '[]',
    report: '',
    models: '[]',
};
function modelRow(report) {
    const { outcome } = report;
    const standing = (0,_usage_js__WEBPACK_IMPORTED_MODULE_3__/* .standingOf */ .Y)(report);
    const comparison = (0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .comparisonOf */ .jb)(report);
    return {
        name: report.model,
        path: report.path,
        outcome: outcome.kind,
        verdict: (0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .verdictLine */ .MT)(report),
        version: standing?.version ?? nextVersionOf(report),
        'previous-version': previousVersionOf(report),
        image: standing?.image ?? '',
        digest: standing?.digest ?? '',
        ref: standing?.ref ?? '',
        published: outcome.kind === 'published' && outcome.release.fresh,
        change: changeOf(report),
        breaking: comparison?.level === 'breaking',
        counts: (0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .countChanges */ .xS)(comparison?.changes ?? []),
        framework: report.contract?.framework.name ?? '',
        completeness: report.completeness === undefined ? '' : (0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .percent */ .KN)(report.completeness).replace(' %', ''),
        'contract-digest': report.contract === undefined ? '' : (0,_contract_canonical_js__WEBPACK_IMPORTED_MODULE_0__/* .contractDigest */ .vE)(report.contract),
        error: outcome.kind === 'failed' ? { code: outcome.error.code, message: outcome.error.message, remedy: outcome.error.remedy } : null,
    };
}
function nextVersionOf({ outcome }) {
    return (outcome.kind === 'validated' || outcome.kind === 'failed' ? outcome.nextVersion : undefined) ?? '';
}
function previousVersionOf(report) {
    if (report.outcome.kind === 'published')
        return report.outcome.release.previous?.version ?? '';
    const baseline = (0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .baselineOf */ .Bv)(report);
    return baseline === undefined || baseline.state === 'first' ? '' : (baseline.published?.version ?? '');
}
function changeOf(report) {
    if (report.outcome.kind === 'unchanged')
        return 'unchanged';
    if ((0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .otherSideOf */ .$K)(report)?.state === 'first')
        return 'first';
    return (0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .comparisonOf */ .jb)(report)?.level ?? 'unknown';
}
const STRENGTH = ['breaking', 'unknown', 'compatible', 'first', 'weights', 'learned', 'unchanged'];
function strongest(changes) {
    return STRENGTH.find((level) => changes.includes(level)) ?? '';
}
const LEVELS = ['breaking', 'lost', 'compatible', 'learned'];
function changeRows(report) {
    const changes = (0,_wording_js__WEBPACK_IMPORTED_MODULE_2__/* .comparisonOf */ .jb)(report)?.changes ?? [];
    return [...changes]
        .sort((a, b) => LEVELS.indexOf(a.level) - LEVELS.indexOf(b.level))
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


/***/ })

};
