import { HEAT_STEPS, PALETTE, type Role } from '../spec/palette.js';

const ROLES = Object.keys(PALETTE) as Role[];

const cssName = (role: Role) => `--${role.replaceAll('_', '-')}`;
const variables = (mode: 'light' | 'dark') => ROLES.map((role) => `${cssName(role)}:${PALETTE[role][mode]}`).join(';');

/** Pictures name the colours of light paper; each is exchanged for its role's by its value. */
const recolor = ROLES.flatMap((role) =>
  ['fill', 'stroke'].map((property) => `svg [${property}="${PALETTE[role].light}"]{${property}:var(${cssName(role)})}`),
).join('\n');

/** The steps of a grid: a colour, and the colour of the figure on it. */
const grid = HEAT_STEPS.fills
  .map(
    (fill, index) => `.grid td.heat-${index + 1}{background:var(${cssName(fill)});color:var(${cssName(HEAT_STEPS.inks[index] ?? 'ink')})}`,
  )
  .join('\n');

/** The style of a report: light, dark, on a phone and in print. */
export const PAGE_STYLE = `
:root{color-scheme:light dark;${variables('light')}}
@media screen and (prefers-color-scheme:dark){:root{${variables('dark')}}}
@media print{:root{color-scheme:light;--paper:#fff}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif;overflow-wrap:anywhere}
main{max-width:752px;margin:0 auto;padding:2.5rem 1rem 3rem;display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);column-gap:2.5rem}
header,.figures,.full,footer{grid-column:1/-1}
h1,h2,dd{font-family:Charter,"Bitstream Charter","Iowan Old Style",Georgia,Cambria,"Times New Roman",serif}
header{border-top:4px solid var(--ink);padding-top:.75rem}
.kicker{margin:0;font-size:.8125rem;letter-spacing:.06em;text-transform:uppercase;color:var(--soft)}
h1{margin:.15rem 0 .25rem;font-size:clamp(1.75rem,6vw,2.5rem);line-height:1.15;font-weight:700}
.dateline{margin:0;color:var(--soft);font-size:.9375rem}
.figures{display:grid;grid-template-columns:repeat(auto-fit,minmax(8.5rem,1fr));gap:1rem 1.5rem;margin:1.5rem 0 .5rem;padding:0}
.figures div{border-top:1px solid var(--axis);padding-top:.5rem;display:flex;flex-direction:column}
dt{font-size:.875rem;color:var(--soft);order:1;line-height:1.35}
dd{margin:0;font-size:1.75rem;line-height:1.2;font-weight:700;font-variant-numeric:lining-nums}
dd.more{order:2;font:inherit;font-size:.8125rem;color:var(--soft);line-height:1.35}
section,aside{border-top:1px solid var(--ink);margin-top:2rem;padding-top:.75rem;min-width:0}
figure{margin:0}
h2{margin:0;font-size:1.375rem;line-height:1.25;font-weight:700}
h3{margin:0 0 .25rem;font-size:.875rem;line-height:1.3;font-weight:600}
.says{margin:.25rem 0 .75rem;max-width:62ch}
.note,.empty{margin:.5rem 0 0;font-size:.8125rem;color:var(--soft);max-width:80ch}
.key{list-style:none;display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;margin:0 0 .75rem;padding:0;font-size:.8125rem;color:var(--soft)}
.key li{display:flex;align-items:center;gap:.4rem}
.key svg{flex:none;width:22px;height:14px}
.items{margin:.25rem 0 0;padding-inline-start:1.5rem;max-width:62ch}
.items li{margin:.35rem 0}
.items span{color:var(--soft)}
.grid table{margin-top:.25rem;border-spacing:2px;font-size:.8125rem}
.grid th:not(.number),.grid td:not(.number){border:0;padding:.2rem .3rem;text-align:center;vertical-align:middle;min-width:0;max-width:none}
.grid thead th:not(.number){vertical-align:bottom;padding:0 .2rem .35rem}
.grid thead th span{writing-mode:vertical-rl;transform:rotate(180deg);max-height:11rem;overflow:hidden;text-overflow:ellipsis;white-space:nowrap;text-align:start;font-weight:400}
.grid th:not(.number):first-child{text-align:start;white-space:nowrap;max-width:9rem;overflow:hidden;text-overflow:ellipsis}
.grid td:not(.number){min-width:2.1rem}
${grid}
.grid td.weak{outline:2px solid var(--accent);outline-offset:-2px;font-weight:700}
.scroll th:first-child{position:sticky;inset-inline-start:0;background:var(--paper);z-index:1}
.panel+.panel{margin-top:1rem}
.many{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));gap:1.25rem .75rem}
.many .panel{margin:0;display:flex;flex-direction:column;justify-content:flex-end}
.panel>svg,.scroll>svg{display:block;width:100%;height:auto}
.half .panel>svg{max-width:26rem}
@media (min-width:600px){.half{display:grid;grid-row:span 4;grid-template-rows:subgrid;align-content:start}.half figure{display:grid;grid-row:span 3;grid-template-rows:subgrid}}
svg text{font-family:inherit;unicode-bidi:plaintext;font-variant-numeric:tabular-nums}
svg.narrow{display:none!important}
.scroll{overflow-x:auto;-webkit-overflow-scrolling:touch}
.scroll>svg{min-width:640px}
details{margin-top:.75rem;font-size:.875rem}
summary{cursor:pointer;color:var(--soft);width:fit-content}
summary:focus-visible,.scroll:focus-visible{outline:2px solid var(--mark);outline-offset:2px}
table{border-collapse:separate;border-spacing:0;margin-top:.5rem;font-variant-numeric:tabular-nums;overflow-wrap:normal}
th,td{text-align:start;padding:.25rem .75rem .25rem 0;border-bottom:1px solid var(--grid);vertical-align:top;font-weight:400}
td:not(.number),th:not(.number){overflow-wrap:anywhere;min-width:7.5rem;max-width:22rem}
thead th{font-weight:600;border-bottom-color:var(--axis);vertical-align:bottom}
.number{text-align:end;white-space:nowrap;padding-inline-start:.5rem}
th.number{white-space:normal;min-width:3rem}
footer{margin-top:2.5rem;border-top:1px solid var(--axis);padding-top:.75rem;font-size:.8125rem;color:var(--soft)}
footer p{margin:0}
@media screen and (max-width:599px){
main{padding:1.25rem 1rem 2rem;display:block}
.figures{grid-template-columns:repeat(2,minmax(0,1fr))}
.many{grid-template-columns:minmax(0,1fr)}
.panel:has(>svg.narrow)>svg.wide{display:none}
svg.narrow{display:block!important;max-width:30rem}
}
@media print{
@page{margin:14mm}
body{font-size:10pt}
main{max-width:none;padding:0;display:block}
svg,.panel,.figures,tr,.items li,figcaption,.grid,.short{break-inside:avoid}
h1,h2,h3,.says,.key,thead,figcaption{break-after:avoid}
.half{display:inline-block;width:48%;vertical-align:top;break-inside:avoid}
.half figure{display:block}
.half:has(+.half){margin-inline-end:3%}
.scroll th:first-child{position:static;background:none}
details.screen{display:none}
.grid td,.key svg{print-color-adjust:exact;-webkit-print-color-adjust:exact}
section,aside{margin-top:1.25rem}
footer{margin-top:1rem;break-before:avoid}
summary{display:none}
details::details-content{content-visibility:visible;display:block;block-size:auto}
details{font-size:8pt;margin-top:.5rem}
.scroll{overflow:visible}
.long{columns:2;column-gap:2.5rem}
.long th:not(.number){min-width:10.5em}
.long td:not(.number),.long thead th:not(:first-child){min-width:0}
.long .number{padding-inline-start:.25rem}
.long table{width:100%;font-size:7pt}
.long th,.long td{padding-inline-end:.4rem}
td:not(.number),th:not(.number){min-width:5.5rem}
.dense table{table-layout:fixed;width:100%;font-size:6.5pt}
.dense .number{min-width:0;padding-inline:0 .25rem}
.dense thead th.number{writing-mode:vertical-rl;transform:rotate(180deg);text-align:start;white-space:nowrap;max-height:10rem;overflow:hidden;text-overflow:ellipsis}
.dense th:not(.number){min-width:0;width:14%}
.scroll>svg{min-width:0}
}
${recolor}
`.trim();
