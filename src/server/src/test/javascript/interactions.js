// Every interaction as fhir-kit-client sends it. Arguments: the FHIR base address, a file with an ECG as an Observation.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { Client } from 'fhir-kit-client';

const [base, ecgFile] = process.argv.slice(2);
const client = new Client({ baseUrl: base });
const SYSTEM = 'urn:test:fhir-kit-client';
const mark = `${process.pid}-${Date.now()}`;
const resourceType = 'Patient';

const refused = (status) => (error) =>
  error.response.status === status && error.response.data.resourceType === 'OperationOutcome';

const created = await client.create({
  resourceType,
  body: { resourceType, identifier: [{ system: SYSTEM, value: mark }], name: [{ family: 'First' }] },
});
const { id } = created;
assert.equal(created.meta.versionId, '1');
assert.equal(Client.httpFor(created).response.headers.get('location'), `${base}/Patient/${id}/_history/1`);

// update, with and without the version that was seen
const second = { ...created, name: [{ family: 'Second' }] };
const updated = await client.update({ resourceType, id, body: second, options: { headers: { 'If-Match': 'W/"1"' } } });
assert.equal(updated.meta.versionId, '2');
await assert.rejects(
  client.update({ resourceType, id, body: second, options: { headers: { 'If-Match': 'W/"1"' } } }),
  refused(412),
);
const conditional = await client.update({
  resourceType,
  searchParams: { identifier: `${SYSTEM}|${mark}` },
  body: { resourceType, identifier: created.identifier, name: [{ family: 'Third' }] },
});
assert.deepEqual([conditional.id, conditional.meta.versionId], [id, '3']);

// patch, read, vread, history
const patched = await client.patch({
  resourceType,
  id,
  jsonPatch: [{ op: 'replace', path: '/name/0/family', value: 'Fourth' }],
});
assert.equal(patched.name[0].family, 'Fourth');
assert.equal((await client.read({ resourceType, id })).name[0].family, 'Fourth');
assert.equal((await client.vread({ resourceType, id, version: '2' })).name[0].family, 'Second');
const history = await client.history({ resourceType, id });
assert.deepEqual(
  history.entry.map((entry) => entry.resource.name[0].family),
  ['Fourth', 'Third', 'Second', 'First'],
);
assert.equal((await client.history({ resourceType })).type, 'history');
assert.equal((await client.history()).type, 'history');

// search by GET and by POST, previous page
const searchParams = { identifier: `${SYSTEM}|${mark}` };
assert.equal((await client.search({ resourceType, searchParams })).total, 1);
const posted = await client.search({ resourceType, searchParams, options: { postSearch: true } });
assert.equal(posted.entry[0].resource.id, id);

// a batch, in which one entry fails for itself
const batch = await client.batch({
  body: {
    resourceType: 'Bundle',
    type: 'batch',
    entry: [
      { request: { method: 'GET', url: `Patient/${id}` } },
      { request: { method: 'GET', url: 'Patient/nobody' } },
    ],
  },
});
assert.deepEqual(batch.entry.map((entry) => entry.response.status.slice(0, 3)), ['200', '404']);

// $analyze, of an ECG sent with it and of a stored one
const ecg = JSON.parse(await readFile(ecgFile, 'utf8'));
const own = { ...ecg, subject: { reference: `Patient/${id}` } };
const report = await client.operation({ name: '$analyze', resourceType: 'Observation', input: own });
assert.equal(report.resourceType, 'DiagnosticReport');
assert.equal(report.subject.reference, `Patient/${id}`);
const results = await Promise.all(
  report.result.map((result) => client.resolve({ reference: result.reference, context: report })),
);
assert.ok(results.every((result) => result.resourceType === 'Observation'));
const source = results.flatMap((result) => result.derivedFrom ?? [])[0].reference.split('/')[1];
const again = await client.operation({ name: '$analyze', resourceType: 'Observation', id: source, method: 'POST' });
assert.equal(again.id, report.id);

// delete: not what an ECG refers to; what nothing refers to is gone
await assert.rejects(client.delete({ resourceType, id }), refused(409));
const passing = await client.create({ resourceType, body: { resourceType, active: true } });
await client.delete({ resourceType, id: passing.id });
await assert.rejects(client.read({ resourceType, id: passing.id }), refused(410));
