// For development only: an issuer that gives anyone a token as anyone. In production, replace what is in this
// file by your identity provider's library. The rest of the page needs these functions alone.

const KEY = "board.token"; // of this tab, so that two tabs can be two people
const SPARE = 60_000; // before a token ends

let issuer;
let isRefused = false;

/** Returns the people to choose from. */
export async function people(url) {
  issuer = url;
  return (await fetch(`${issuer}/people`)).json();
}

/** Returns who is signed in, by the claims of the token. */
export function signedIn() {
  const token = sessionStorage.getItem(KEY);
  return token ? claimsOf(token) : undefined;
}

export async function signIn(sub) {
  const response = await fetch(`${issuer}/token/${sub}`, { method: "POST" });
  if (!response.ok) {
    throw new Error(`The issuer answered ${response.status}.`);
  }
  sessionStorage.setItem(KEY, (await response.json()).access_token);
  isRefused = false;
}

export function signOut() {
  sessionStorage.removeItem(KEY);
}

/** Lets the next token be a new one, because somebody has refused the last. */
export function renew() {
  isRefused = true;
}

/** Returns a token that is valid for a while. */
export async function token() {
  const claims = signedIn();
  if (!claims) {
    throw Object.assign(new Error("signed out"), { final: true });
  }
  if (isRefused || claims.exp * 1_000 < Date.now() + SPARE) {
    await signIn(claims.sub);
  }
  return sessionStorage.getItem(KEY);
}

function claimsOf(token) {
  const payload = token.split(".")[1].replaceAll("-", "+").replaceAll("_", "/");
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(payload), (byte) => byte.charCodeAt(0))));
}
