// Keeps two people who edit the same thing from taking away what the other wrote. With drafts the program
// looks for no change by somebody else: it saves a whole file as it was when it was read, above whatever
// was saved or published since. So here a draft begins at the commit of the site that was read, so that
// git puts both together or says that it cannot; and nothing is saved into a draft that is not as it was read.

const DRAFT = "cms/";
const CHANGED =
  "Somebody else saved a draft of this after you loaded this page. Nothing is lost: copy what you wrote, load the page again, and put it into their draft.";
const CONFLICT =
  "This draft cannot be published as it is: somebody changed the same lines on the site after it was begun. Nothing is lost. Copy what you wrote, press “Discard Changes” beside it under “Editorial Workflow”, load the page again, and put it in there.";

const send = window.fetch.bind(window);
const answered = (body, status = 200) => new Response(JSON.stringify(body), { status });
const json = (response) => response.clone().json().catch(() => ({}));

// The last commit of each draft, as it was read or made here.
const known = new Map();
const isOthers = (branch, head) => branch.startsWith(DRAFT) && known.get(branch) !== head;

// The commit of the site that the program heard of, that it has read, and that the open record is of. An
// older one than the record is of does no harm, a newer one would.
let heard, read, opened;
const hear = (commit) => {
  heard = commit;
  read ??= commit;
  opened ??= commit;
};
window.addEventListener("hashchange", () => (opened = read));

// After it has published, the program asks for the last commit, and shows the record as it was in the
// draft until it looks for changes again: when a minute has passed, or somebody comes back to the page.
let isBehind = false;
const catchUp = () => {
  if (isBehind) setTimeout(() => document.dispatchEvent(new Event("visibilitychange")));
  isBehind = false;
};

// ---- GitHub ----

const learnt = ({ repository, createCommitOnBranch, createRef }, query, { input }) => {
  const { history, oid } = repository?.ref?.target ?? {};
  if (history) hear(history.nodes[0].oid);
  else if (oid) catchUp();
  if (query.includes("content_")) read = heard;
  const drafts = repository?.pullRequests?.nodes ?? [];
  drafts.forEach(({ headRefName, headRefOid }) => known.set(headRefName, headRefOid));
  if (createRef) known.set(input.name.replace("refs/heads/", ""), input.oid);
  if (createCommitOnBranch) known.set(input.branch.branchName, createCommitOnBranch.commit.oid);
};

const queried = async (address, options) => {
  const { query, variables } = JSON.parse(options.body);
  const { branch, expectedHeadOid } = variables.input ?? {};
  if (query.includes("createCommitOnBranch") && isOthers(branch.branchName, expectedHeadOid)) {
    return answered({ errors: [{ message: CHANGED }] });
  }
  const response = await send(address, options);
  const { data } = await json(response);
  if (!data) return response;
  learnt(data, query, variables);
  if (!data.base?.ref) return response;
  data.base.ref.target.oid = opened;
  return answered({ data });
};

const moved = async (address, options) => {
  const response = await send(address, options);
  if (response.ok) known.set(decodeURI(address.split("/git/refs/heads/")[1]), JSON.parse(options.body).sha);
  return response;
};

// If the network failed after a draft was proposed and before it was labelled, the next try finds it there.
const proposed = async (address, options) => {
  const response = await send(address, options);
  if (response.status !== 422) return response;
  const [owner] = address.split("/repos/")[1].split("/");
  const query = new URLSearchParams({ state: "open", head: `${owner}:${JSON.parse(options.body).head}` });
  const [there] = await json(await send(`${address}?${query}`, { headers: options.headers }));
  return there ? answered(there, 201) : response;
};

const published = async (address, options) => {
  const response = await send(address, options);
  isBehind = response.ok;
  if (response.ok) return response;
  const { message = "" } = await json(response);
  window.alert(message.includes("not mergeable") ? CONFLICT : `GitHub does not publish this yet: ${message}`);
  return response;
};

// ---- GitLab ----

const looked = async (address, options) => {
  const response = await send(address, options);
  const { data } = await json(response);
  const latest = data?.project?.repository?.tree?.lastCommit?.sha;
  if (latest) hear(latest);
  if (options.body.includes("rawTextBlob")) read = heard;
  return response;
};

const listed = async (address, options) => {
  const response = await send(address, options);
  if (response.ok) (await json(response)).forEach(({ source_branch, sha }) => known.set(source_branch, sha));
  return response;
};

const committed = async (address, options) => {
  const { start_branch, ...body } = JSON.parse(options.body);
  const { branch } = body;
  if (start_branch) {
    options = { ...options, body: JSON.stringify({ ...body, start_sha: opened }) };
  } else if (branch.startsWith(DRAFT)) {
    const there = `${address.replace(/commits$/, "branches")}/${encodeURIComponent(branch)}`;
    const draft = await send(there, { headers: options.headers });
    if (!draft.ok) return draft;
    const { commit } = await json(draft);
    if (isOthers(branch, commit.id)) return answered({ message: CHANGED }, 409);
  }
  const response = await send(address, options);
  if (response.ok) known.set(branch, (await json(response)).id);
  return response;
};

// ---- Both ----

const WATCHED = [
  ["POST", /^https:\/\/api\.github\.com\/graphql$/, queried],
  ["PATCH", /^https:\/\/api\.github\.com\/.*\/git\/refs\/heads\//, moved],
  ["POST", /^https:\/\/api\.github\.com\/.*\/pulls$/, proposed],
  ["PUT", /^https:\/\/api\.github\.com\/.*\/pulls\/\d+\/merge$/, published],
  ["POST", /^https:\/\/gitlab\.com\/api\/graphql$/, looked],
  ["GET", /^https:\/\/gitlab\.com\/.*\/merge_requests\?/, listed],
  ["POST", /^https:\/\/gitlab\.com\/.*\/repository\/commits$/, committed],
];

window.fetch = (address, options = {}) => {
  const isOf = ([method, pattern]) => (options.method ?? "GET") === method && pattern.test(address);
  const [, , act = send] = WATCHED.find(isOf) ?? [];
  return act(address, options);
};
