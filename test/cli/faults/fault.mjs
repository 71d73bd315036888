// Loaded into the program before it starts: at one call of the file system's, of those by which a temporary file is made,
// filled and put into place, the process gets a signal, or the call fails. FAULT says which those are, and what happens.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

const { calls, call, nth, signal, error } = JSON.parse(process.env.FAULT);

/** Descriptors of temporary files. */
const temporary = new Set();
let count = 0;

function isOurs([first]) {
  return typeof first === 'number' ? temporary.has(first) : /\.vmsilo-nixgen-/.test(String(first));
}

for (const name of calls) {
  const original = fs[name];
  fs[name] = (...words) => {
    const isMeant = isOurs(words) && name === call && ++count === nth;
    if (isMeant && error !== undefined) {
      throw Object.assign(new Error(error.code), { code: error.code, errno: error.errno });
    }
    if (isMeant && signal !== undefined) process.kill(process.pid, signal);
    const result = original(...words);
    if (name === 'openSync' && isOurs(words)) temporary.add(result);
    if (name === 'closeSync') temporary.delete(words[0]);
    return result;
  };
}
syncBuiltinESMExports();
