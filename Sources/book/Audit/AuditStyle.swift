/// What the page of an audit adds to the style of the book.
enum AuditStyle {
  static let text = """
    body{display:block}:root{--part:#9a5b0f}
    @media (prefers-color-scheme:dark){:root:not([data-theme=light]){--part:#e0a44a}}
    .m{font-weight:700;font-size:.8em;vertical-align:super;line-height:0;padding:0 .1em}
    .good{color:var(--holds)}.bad{color:var(--fails)}.part{color:var(--part)}.none{color:var(--faint)}
    .quiet{color:var(--muted)}
    .f{overflow-x:auto;overflow-y:hidden;padding:.15rem 0;scrollbar-width:thin}
    ul.counts{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.35rem 1.4rem}
    ul.counts .m{vertical-align:baseline;font-size:1em}ul.counts+p{margin:.35rem 0 0;font-size:.84rem}
    #found h2{font-size:1.05rem;margin:1.7rem 0 .3rem}
    ol.found{list-style:none;margin:0;padding:0;font-size:.84rem;line-height:1.45;border-top:1px solid var(--rule)}
    ol.found li{display:grid;grid-template-columns:6.2rem minmax(0,1fr);gap:.2rem .8rem;padding:.45rem 0;border-bottom:1px solid var(--rule)}
    ol.found .m{vertical-align:baseline}ol.found p{margin:.1rem 0 0;color:var(--muted)}ul.remarks{font-size:.84rem;overflow-wrap:anywhere}
    ol.found .katex,.finding .katex{font-size:1.04em!important}
    .document{white-space:pre-wrap;hyphens:none;overflow-wrap:anywhere;border-top:1px solid var(--rule);margin-top:2.2rem;padding-top:1rem}
    .document h2,.document h3,.document h4,.document h5,.document h6{white-space:normal;margin:1.2rem 0 .2rem}
    .document h4,.document h5,.document h6{font-size:1rem;font-weight:700;line-height:1.3}
    .document hr{border:0;border-top:1px solid var(--rule);margin:.6rem 0}.document code.tex{white-space:pre-wrap}.document pre{margin:.3rem 0 .6rem;overflow-x:auto;white-space:pre}
    .document .picture{color:var(--faint);font-style:italic}
    .shown{white-space:normal;overflow-x:auto;overflow-y:hidden;padding:.2rem 0;scrollbar-width:thin}.shown .katex-display{margin:.2rem 0}
    .finding{white-space:normal;font-size:.8rem;line-height:1.45}.finding p{margin:.15rem 0}
    .finding.line{margin:.1rem 0 .7rem;color:var(--muted)}
    .finding.card{margin:.3rem 0 1rem;padding:.6rem .95rem .7rem;background:var(--panel);border-left:3px solid var(--fails);border-radius:0 4px 4px 0}
    .finding.card.part{border-color:var(--part);color:inherit}.finding.card.bad{color:inherit}
    .finding:target{box-shadow:0 0 0 .3rem var(--target)}
    .finding .head{display:flex;flex-wrap:wrap;gap:0 .8rem;align-items:baseline;font-size:.86rem}
    .finding .where,.finding .as{color:var(--muted)}.finding .go{margin-left:auto;display:flex;gap:.2rem}
    .finding .go a{padding:0 .45rem;border-radius:3px}.finding .go a:hover{background:var(--rule);text-decoration:none}
    table.sides{width:100%;border-collapse:collapse;margin:.35rem 0;font-size:1em;table-layout:fixed}
    table.sides th{width:5.2rem;text-align:left;font-weight:400;color:var(--muted);padding:.2rem .5rem .2rem 0;border:0;vertical-align:baseline}
    table.sides td{padding:.2rem 0;border:0;border-top:1px solid var(--rule);vertical-align:baseline}
    table.sides tr th{border-top:1px solid var(--rule)}
    table.sides td.f{overflow-x:auto}table.sides td.v{width:11rem;text-align:right;font-weight:700;padding-left:.8rem;font-feature-settings:"lnum","tnum";overflow-wrap:anywhere}
    .variant{margin:.35rem 0 .1rem}.variant b{color:var(--holds)}.variant p{margin:0}
    @media (max-width:34rem){ol.found li{grid-template-columns:1fr}
      table.sides,table.sides tbody,table.sides tr{display:block}table.sides tr{border-top:1px solid var(--rule);padding:.25rem 0}
      table.sides th,table.sides td,table.sides td.v{display:block;width:auto;border:0;text-align:left;padding:0}
      table.sides th{font-size:.92em}}
    @media print{:root{--bg:#fff;--panel:#fff}body{font-size:10pt}main{max-width:none;padding:0}.go,.skip{display:none!important}
      .finding.card{border:1px solid var(--rule);border-left:3px solid var(--fails)}.finding.card.part{border-left-color:var(--part)}
      .finding,ol.found li,.shown{break-inside:avoid}.f,.shown,table.sides td.f{overflow:visible}h2,h3,h4{break-after:avoid}}
    """
}
