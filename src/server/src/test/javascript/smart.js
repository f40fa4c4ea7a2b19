// What a SMART app does, as the client fhirclient sends it. Arguments: the FHIR base address, a file with an ECG as an Observation.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import smart from 'fhirclient';

const [base, ecgFile] = process.argv.slice(2);
// An app that needs no login: fhirclient asks for a request, a response and a session all the same.
const session = new Map();
const storage = {
  get: async (key) => session.get(key),
  set: async (key, value) => session.set(key, value),
  unset: async (key) => session.delete(key),
};
const client = smart({ headers: {}, url: '/' }, {}, storage).client({ serverUrl: base });
const SYSTEM = 'urn:test:fhirclient';
const mark = `${process.pid}-${Date.now()}`;

assert.equal(await client.getFhirVersion(), '4.0.1');
assert.equal(await client.getFhirRelease(), 4);
assert.equal((await client.request('metadata')).resourceType, 'CapabilityStatement');

// create, read, vread, update, patch
const patient = (given) => ({
  resourceType: 'Patient',
  identifier: [{ system: SYSTEM, value: mark }],
  name: [{ family: 'Smart', given: [given] }],
});
const person = await client.create(patient('a'));
const updated = await client.update({ ...person, gender: 'female' });
assert.equal(updated.meta.versionId, '2');
const patched = await client.patch(`Patient/${person.id}`, [{ op: 'replace', path: '/gender', value: 'other' }]);
assert.equal(patched.gender, 'other');
assert.equal((await client.request(`Patient/${person.id}`)).gender, 'other');
assert.equal((await client.request(`Patient/${person.id}/_history/1`)).gender, undefined);

// search, all pages
for (const given of ['b', 'c', 'd', 'e']) {
  await client.create(patient(given));
}
const query = `Patient?identifier=${encodeURIComponent(`${SYSTEM}|${mark}`)}&_sort=given&_count=2`;
const all = await client.request(query, { pageLimit: 0, flat: true });
assert.deepEqual(all.map((one) => one.name[0].given[0]), ['a', 'b', 'c', 'd', 'e']);
let pages = 0;
for await (const page of client.pages(query)) {
  assert.equal(page.total, 5);
  pages++;
}
assert.equal(pages, 3);
const streamed = [];
for await (const one of client.resources(query)) {
  streamed.push(one.id);
}
assert.deepEqual(streamed, all.map((one) => one.id));

// a transaction
const answered = await client.request({
  url: '',
  method: 'POST',
  headers: { 'content-type': 'application/fhir+json' },
  body: JSON.stringify({
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [{ resource: patient('f'), request: { method: 'POST', url: 'Patient' } }],
  }),
});
assert.equal(answered.entry[0].response.status.slice(0, 3), '201');

// $analyze; the references of its report are followed
const ecg = JSON.parse(await readFile(ecgFile, 'utf8'));
const made = await client.request({
  url: 'Observation/$analyze',
  method: 'POST',
  headers: { 'content-type': 'application/fhir+json' },
  body: JSON.stringify({ ...ecg, subject: { reference: `Patient/${person.id}` } }),
});
const report = await client.request(`DiagnosticReport/${made.id}`, { resolveReferences: ['subject', 'result'] });
assert.equal(report.subject.identifier[0].value, mark);
assert.ok(report.result.every((result) => result.resourceType === 'Observation'));

// delete; what is refused arrives with its status
const passing = await client.create({ resourceType: 'Patient', active: true });
await client.delete(`Patient/${passing.id}`);
await assert.rejects(client.request(`Patient/${passing.id}`), (error) => error.status === 410);
await assert.rejects(client.create({ resourceType: 'Patient', shoeSize: 44 }), (error) => error.status === 400);
