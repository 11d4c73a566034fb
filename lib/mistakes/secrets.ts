/*
 * The forms of secrets, to refuse a literal secret and to print none. The prefixes are those that the providers document,
 * as gitleaks (config/gitleaks.toml) and secretlint's recommended rules list them; docs/decisions/secrets.md says why they
 * stand here and do not come from a library.
 *
 * Every pattern is linear in the length of the text: no two repetitions in a row can match the same characters.
 */

interface SecretForm {
  /** The kind of secret, for a sentence: `a GitHub token`. */
  readonly kind: string;
  /** The source of a regular expression. */
  readonly form: string;
}

/** Tokens, each of which begins after a character that is no letter and no digit. */
const TOKENS: readonly SecretForm[] = [
  // Forges
  token('a GitHub token', 'gh[oprsu]_[A-Za-z0-9]{36,}', 'github_pat_\\w{36,}'),
  token('a GitLab token', 'gl(?:agent|cbt|dt|ffct|ft|imt|oas|pat|ptt|rt|rtr|soat)-[\\w.-]{20,}', 'GR1348941[\\w-]{20}'),
  token('a Bitbucket or Atlassian token', 'AT(?:ATT|BB|CTT)[\\w=-]{24,}'),
  token('an Azure DevOps token', '[A-Za-z0-9]{76}AZDO[A-Za-z0-9]{4}'),
  // Clouds
  token('an AWS access key', '(?:A3T[A-Z0-9]|ABIA|ACCA|AKIA|ASIA)[A-Z2-7]{16}(?![A-Z0-9])'),
  token('a Google Cloud key', 'AIza[\\w-]{35}', 'ya29\\.[\\w-]{20,}', 'GOCSPX-[\\w-]{28}'),
  token('an Azure key', '(?:AccountKey|SharedAccessKey)=[A-Za-z0-9+/]{40,88}={0,2}', '[\\w~.]{3}\\dQ~[\\w~.-]{31,34}'),
  token('a DigitalOcean token', 'do[opr]_v1_[a-f0-9]{64}'),
  token('a Cloudflare token', 'v1\\.0-[a-f0-9]{24}-[a-f0-9]{146}'),
  token('a Vault token', 'hv[brs]\\.[\\w-]{24,}'),
  token('a Terraform token', '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w-]{60,}'),
  // Model providers
  token('an Anthropic key', 'sk-ant-[\\w-]{20,}'),
  token('a key of a model provider', 'sk-(?:admin|lf|None|or-v1|proj|svcacct)-[\\w-]{20,}', 'sk-[A-Za-z0-9]{32,}'),
  token('a key of a model provider', '(?:csk|nvapi|pplx|xai)-[\\w-]{32,}', '(?:fw|gsk|r8|tgp_v1)_[\\w-]{20,}'),
  token('a Hugging Face token', '(?:api_org|hf)_[A-Za-z0-9]{30,}'),
  token('a LangSmith key', 'lsv2_(?:pt|sk)_[a-f0-9]{32}'),
  // Registries and services
  token('a token of a package registry', 'npm_[A-Za-z0-9]{36}', 'pypi-AgE[\\w-]{50,}', 'rubygems_[a-f0-9]{48}'),
  token('a Docker Hub token', 'dckr_(?:oat|pat)_[\\w-]{20,}'),
  token('a Slack token', 'xox[abceoprs](?:\\.xox[bp])?-[\\w-]{10,}', 'xapp-\\d-[\\w-]{20,}'),
  token('a webhook', 'hooks\\.slack\\.com/(?:services|workflows|triggers)/\\w+/\\w+/\\w{8,}'),
  token('a webhook', 'discord(?:app)?\\.com/api/webhooks/\\d+/[\\w-]{30,}'),
  token('a Telegram token', '\\d{8,10}:AA[\\w-]{33}'),
  token('a Stripe key', '[rs]k_(?:live|prod|test)_[A-Za-z0-9]{16,}'),
  token('a SendGrid key', 'SG\\.[\\w-]{16,}\\.[\\w-]{16,}'),
  token('a Databricks token', 'dapi[a-f0-9]{32}'),
  token('a Grafana token', 'gl(?:c|sa)_[A-Za-z0-9+/=_]{32,}'),
  token('a token', '(?:lin_api|ntn|sbp|shp(?:at|ca|pa|ss)|sntry[su])_[A-Za-z0-9+/=_]{32,}'),
  // Formats
  token('a JSON Web Token', 'eyJ[\\w-]{10,}\\.eyJ[\\w-]{10,}\\.[\\w-]{10,}'),
  token('an age key', 'AGE-SECRET-KEY-1[0-9A-Z]{58}'),
];

/** A random-looking run of letters and digits. */
const MADE_UP = '(?=[A-Za-z+/_~]{0,64}\\d)(?=[\\d+/_~]{0,64}[A-Za-z])[A-Za-z0-9+/_~]{20,}(?![\\w.:@/-])';

/** Secrets that may begin anywhere. */
const OTHERS: readonly SecretForm[] = [
  {
    kind: 'a private key',
    form: '-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----[\\s\\S]*?(?:-----END|$)',
  },
  // A password is what comes after the colon, except for a variable: https://user:$(TOKEN)@host.
  { kind: 'a password in a URL', form: '://[^\\s/@:]*:(?!\\$[({]?\\w+[)}]?@)[^\\s/@]+@' },
  // A header in a command, unless its value is a variable: Authorization: Bearer $(TOKEN).
  { kind: 'a token in a header', form: '[Aa]uthorization: {0,4}(?:[Bb]asic|[Bb]earer|[Tt]oken) {1,4}[\\w.~+/=-]{20,}' },
  { kind: 'a token in a header', form: `[Bb]earer {1,4}${MADE_UP}` },
  { kind: 'the signature of a URL of Azure', form: '[?&]sig=[A-Za-z0-9%+/]{40,}' },
  // Git servers accept a token as the user of a URL.
  { kind: 'a token in a URL', form: '(?<=https?)://[\\w.~%+-]{16,}@' },
];

/** A name that ends with a word for a secret. */
const SECRET_NAME = '(?:password|passwd|token|secret|(?:access|api|auth|secret)[_-]?key)';
const NAMED: SecretForm = {
  kind: 'a password or a token',
  form: `${SECRET_NAME}["']?[ \\t]{0,4}[=:][ \\t]{0,4}["']?${MADE_UP}`,
};

const SECRET = new RegExp(`(?<![A-Za-z0-9])(?:${oneOf(TOKENS)})|${oneOf(OTHERS)}`, 'g');
const NAMED_SECRET = new RegExp(NAMED.form, 'gi');
/** Quick tests: without a match there is no secret. */
const MAY_BE_SECRET = /[\w=.+~/-]{15}|:\/\/[^\s/]*@|---|Key=|\.com\/(?:api|services|triggers|workflows)\//;
const MAY_BE_NAMED = /[=:][ \t]{0,4}["']?[A-Za-z0-9+/_~]{20}/;

const NAME_OF_SECRET = new RegExp(`${SECRET_NAME}$`, 'i');
const MADE_UP_VALUE = new RegExp(`^${MADE_UP}`);

/**
 * Short texts without a secret. The same texts come again and again: at 10,000 tasks the search for secrets took 2.6% of the
 * time of a synth.
 */
const harmless = new Set<string>();
const HARMLESS_MAX = 5000;

/** The kind of the first secret in a text, for a sentence: `a GitHub token`; undefined if there is none. */
export function kindOfSecret(text: string): string | undefined {
  if (harmless.has(text)) {
    return undefined;
  }
  const kind = findKind(text);
  if (kind === undefined && text.length < 100) {
    if (harmless.size >= HARMLESS_MAX) {
      harmless.clear();
    }
    harmless.add(text);
  }
  return kind;
}

function findKind(text: string): string | undefined {
  if (MAY_BE_SECRET.test(text) && text.search(SECRET) >= 0) {
    return [...TOKENS, ...OTHERS].find(({ form }) => new RegExp(form).test(text))?.kind;
  }
  return MAY_BE_NAMED.test(text) && text.search(NAMED_SECRET) >= 0 ? NAMED.kind : undefined;
}

/** The kind of a secret that only its name gives away; undefined if the value is none. */
export function kindOfNamedSecret(name: string, value: string): string | undefined {
  return NAME_OF_SECRET.test(name) && MADE_UP_VALUE.test(value) ? NAMED.kind : undefined;
}

/** A text in which no secret can be read: stars stand in its place, so that the text keeps its length and its lines. */
export function withoutSecrets(text: string): string {
  return text.replace(SECRET, stars).replace(NAMED_SECRET, stars);
}

function stars(secret: string): string {
  return secret.replace(/[^\r\n]/g, '*');
}

function token(kind: string, ...forms: readonly string[]): SecretForm {
  return { kind, form: forms.join('|') };
}

function oneOf(forms: readonly SecretForm[]): string {
  return forms.map(({ form }) => `(?:${form})`).join('|');
}
