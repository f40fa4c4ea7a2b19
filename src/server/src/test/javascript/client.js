// An integration in JavaScript. Arguments: the FHIR base address, a file with an ECG as an Observation.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { Client } from 'fhir-kit-client';

const MOST_LOOKS = 600;
const SYSTEM = 'urn:test:javascript-client';

const [base, ecgFile] = process.argv.slice(2);
const client = new Client({ baseUrl: base });
const ecg = JSON.parse(await readFile(ecgFile, 'utf8'));

const patient = (mark) => ({
  resourceType: 'Patient',
  identifier: [{ system: SYSTEM, value: mark }],
  name: [{ family: 'Fictitious' }],
});

const create = (resource) => client.create({ resourceType: resource.resourceType, body: resource });

const signals = (observation) => observation.component.map((lead) => lead.valueSampledData.data);

async function report(observation) {
  for (let look = 0; look < MOST_LOOKS; look++) {
    const found = await client.search({ resourceType: 'Task', searchParams: { focus: observation } });
    assert.equal(found.entry.length, 1);
    const task = found.entry[0].resource;
    assert.notEqual(task.status, 'failed');
    if (task.status === 'completed') {
      const [resourceType, id] = task.output[0].valueReference.reference.split('/');
      return client.read({ resourceType, id });
    }
    await setTimeout(100);
  }
  return assert.fail('the ECG has no report');
}

const capabilities = await client.capabilityStatement();
assert.equal(capabilities.fhirVersion, '4.0.1');

// One ECG of one patient.
const person = await create(patient('one'));
const sent = { ...ecg, subject: { reference: `Patient/${person.id}` } };
const stored = await create(sent);
const reported = await report(`Observation/${stored.id}`);
assert.equal(reported.resourceType, 'DiagnosticReport');
assert.equal(reported.status, 'preliminary');
assert.equal(reported.subject.reference, `Patient/${person.id}`);
assert.match(reported.conclusion, /Heart rate/);
const read = await client.read({ resourceType: 'Observation', id: stored.id });
assert.deepEqual(signals(read), signals(ecg));

// Pages.
const marks = ['a', 'b', 'c', 'd', 'e'];
for (const mark of marks) {
  await create({ ...patient(mark), name: [{ family: 'Javascript-Pages', given: [mark] }] });
}
const given = [];
let page = await client.search({
  resourceType: 'Patient',
  searchParams: { family: 'javascript-pages', _sort: 'given', _count: 2 },
});
assert.equal(page.total, marks.length);
while (page) {
  given.push(...page.entry.map((entry) => entry.resource.name[0].given[0]));
  page = await client.nextPage({ bundle: page });
}
assert.deepEqual(given, marks);

// A transaction whose entries refer to each other.
const [who, what] = ['urn:uuid:5f0a1c56-8b44-4ab1-9a0e-000000000001', 'urn:uuid:5f0a1c56-8b44-4ab1-9a0e-000000000002'];
const answered = await client.transaction({
  body: {
    resourceType: 'Bundle',
    type: 'transaction',
    entry: [
      { fullUrl: who, resource: patient('tied'), request: { method: 'POST', url: 'Patient' } },
      {
        fullUrl: what,
        resource: { ...ecg, subject: { reference: who } },
        request: { method: 'POST', url: 'Observation' },
      },
    ],
  },
});
assert.equal(answered.type, 'transaction-response');
const [patientId, ecgId] = answered.entry.map((entry) => entry.response.location.split('/')[1]);
const tied = await client.read({ resourceType: 'Observation', id: ecgId });
assert.equal(tied.subject.reference, `Patient/${patientId}`);
assert.equal((await report(`Observation/${ecgId}`)).subject.reference, `Patient/${patientId}`);

// A refusal arrives as an OperationOutcome.
await assert.rejects(
  create({ ...ecg, subject: { reference: 'Patient/nobody' } }),
  (refused) =>
    refused.response.status === 422 && refused.response.data.resourceType === 'OperationOutcome',
);
