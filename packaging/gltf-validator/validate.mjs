// SPDX-FileCopyrightText: 2026 Maquette contributors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// node validate.mjs FILE
//
// Checks a glTF or GLB file with Khronos' validator and prints its report as JSON; the counts are
// in .issues.numErrors, .numWarnings, .numInfos and .numHints. Exits with 0 if there is no error,
// 1 if there are errors, 2 if the file cannot be read or is no glTF. packaging/setup --with-tests
// puts this file beside the validator, into tools/gltf-validator of the data folder.

import { readFile } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import validator from 'gltf-validator';

async function validate(file) {
    const readBeside = async (uri) =>
        new Uint8Array(await readFile(resolve(dirname(file), decodeURIComponent(uri))));
    return validator.validateBytes(new Uint8Array(await readFile(file)), {
        uri: basename(file),
        maxIssues: 100,
        writeTimestamp: false,
        externalResourceFunction: readBeside,
    });
}

const [file, ...rest] = process.argv.slice(2);
if (file === undefined || rest.length > 0) {
    console.error('usage: node validate.mjs FILE');
    process.exit(2);
}
try {
    const report = await validate(file);
    console.log(JSON.stringify(report, null, 2));
    process.exitCode = report.issues.numErrors > 0 ? 1 : 0;
} catch (error) {
    console.error(`${file}: ${error.message ?? error}`);
    process.exitCode = 2;
}
