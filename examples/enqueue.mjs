// Puts a search request into the queue `search-requests` of the platform that `./serverless up` runs, or of the account in AzureWebJobsStorage:
//   node examples/enqueue.mjs FILE [ID]
// It needs nothing but Node.js, and shows what any program has to do: JSON as for POST /api/searches, an `id` if you like, in base64.
import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';

const [file, id] = process.argv.slice(2);
if (!file) {
  console.error('Usage: node examples/enqueue.mjs FILE [ID]');
  process.exit(2);
}

const connection = process.env.AzureWebJobsStorage ?? readFileSync('.serverless/up/storage', 'utf8').trim();
const settings = Object.fromEntries(connection.split(';').filter(Boolean).map((part) => part.match(/^(\w+)=(.*)$/).slice(1)));
const endpoint = settings.QueueEndpoint ?? `https://${settings.AccountName}.queue.${settings.EndpointSuffix ?? 'core.windows.net'}`;
const url = new URL(`${endpoint.replace(/\/$/, '')}/search-requests/messages`);

const request = { ...(id ? { id } : {}), ...JSON.parse(readFileSync(file, 'utf8')) };
const text = Buffer.from(JSON.stringify(request)).toString('base64');
const body = `<QueueMessage><MessageText>${text}</MessageText></QueueMessage>`;

// "Authorize with Shared Key": the verb, the headers that are there, and the path are signed with the account's key.
const headers = { 'x-ms-date': new Date().toUTCString(), 'x-ms-version': '2021-12-02' };
const signed = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`).join('');
const toSign = `POST\n\n\n${body.length}\n\napplication/xml\n\n\n\n\n\n\n${signed}/${settings.AccountName}${url.pathname}`;
const signature = createHmac('sha256', Buffer.from(settings.AccountKey, 'base64')).update(toSign).digest('base64');
const answer = await fetch(url, {
  method: 'POST',
  headers: { ...headers, 'Content-Type': 'application/xml', Authorization: `SharedKey ${settings.AccountName}:${signature}` },
  body,
});
if (!answer.ok) {
  console.error(`The queue answered ${answer.status}: ${await answer.text()}`);
  process.exit(1);
}

console.log((await answer.text()).match(/<MessageId>(.*?)<\/MessageId>/)[1]);
