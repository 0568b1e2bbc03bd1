export const id = 544;
export const ids = [544];
export const modules = {

/***/ 7544:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {

__webpack_require__.r(__webpack_exports__);
/* harmony export */ __webpack_require__.d(__webpack_exports__, {
/* harmony export */   dockerRun: () => (/* binding */ dockerRun)
/* harmony export */ });
/* harmony import */ var _actions_exec__WEBPACK_IMPORTED_MODULE_0__ = __webpack_require__(1955);

/**
 * Starts docker through @actions/exec: the runner's own way to find and start the tools of a job. Output is not echoed: build logs hold model
 * text, and only lines made safe may reach the log (`onLine`). No such program is code 127, as with `run`.
 */
const dockerRun = async (command, args, options = {}) => {
    const env = { ...process.env, ...options.env };
    try {
        const ran = await (0,_actions_exec__WEBPACK_IMPORTED_MODULE_0__/* .getExecOutput */ .H)(command, [...args], {
            silent: true,
            ignoreReturnCode: true,
            ...(options.cwd !== undefined && { cwd: options.cwd }),
            ...(typeof options.input === 'string' && { input: Buffer.from(options.input) }),
            env: Object.fromEntries(Object.entries(env).filter((entry) => entry[1] !== undefined)),
            listeners: { errline: (line) => options.onLine?.(line) },
        });
        return { code: ran.exitCode, stdout: ran.stdout, bytes: Buffer.from(ran.stdout), stderr: ran.stderr };
    }
    catch (error) {
        // io.which(tool, true) inside of @actions/exec throws an Error without a code
        if (error instanceof Error && /unable to locate executable file/i.test(error.message)) {
            return { code: 127, stdout: '', bytes: new Uint8Array(), stderr: error.message, failure: 'not-found' };
        }
        throw error;
    }
};


/***/ })

};
