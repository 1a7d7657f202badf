// For development only: an issuer that gives everyone a token of any person. In production, replace the contents
// of this file with the library of your identity provider. The page uses only these functions.

const KEY = "board.token"; // in the storage of the tab, so that two tabs can have different users
const SPARE = 60_000; // before a token expires

let issuer;
let isRefused = false;

/** Returns the people to choose from. */
export async function people(url) {
  issuer = url;
  return (await fetch(`${issuer}/people`)).json();
}

/** Returns the claims of the token of the signed-in user. */
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

/** Discards the token, because a server has refused it. */
export function renew() {
  isRefused = true;
}

/** Returns a token that stays valid for a while. */
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
