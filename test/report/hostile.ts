/** Names that learners may have and that a page must show as they are. */
export const HOSTILE_NAMES = [
  '<script>alert(1)</script>',
  'Tom & Jerry "quoted" \'single\'',
  '</title></style></svg><img src=x onerror=alert(1)>',
  'fill="#0072b2" ]]> <!-- -->',
  'مرحبا بالعالم (תרגול)',
  '\u202EReversed by an override',
  '👩🏽‍🚀 Astronautics 🚀',
  'x'.repeat(120),
  '漢'.repeat(120),
  '__proto__',
  'constructor',
  'https://example.org/?a=1&b=2',
  '{{datum.value}} %s datum["x"]',
] as const;
