/** What a terminal or a page would act on, between letters. */
export const CONTROLS = 'a\u0000b\u001B[31mc\nd\re\u0085f\u009Bg\u2028h\u202Ei\u2066j\ud800k';

/** Names that learners may have and that a page must show as they are. */
export const HOSTILE_NAMES = [
  '<script>alert(1)</script>',
  'Tom & Jerry "quoted" \'single\'',
  '</title></style></svg><img src=x onerror=alert(1)>',
  'fill="#0072b2" ]]> <!-- -->',
  'مرحبا بالعالم (תרגול)',
  '\u200FTurned by a mark',
  '👩🏽‍🚀 Astronautics 🚀',
  'x'.repeat(120),
  '漢'.repeat(120),
  '__proto__',
  'constructor',
  'https://example.org/?a=1&b=2',
  '{{datum.value}} %s datum["x"]',
] as const;
