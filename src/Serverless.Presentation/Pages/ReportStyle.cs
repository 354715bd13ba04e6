namespace Serverless.Presentation.Pages;

/// <summary>The report's own style sheet: it asks for nothing from outside.</summary>
/// <remarks>Blue and orange stay apart under every common colour blindness; shape says the same once more.</remarks>
public static class ReportStyle
{
    public const string Sheet = """
        :root{color-scheme:light dark;--ink:#1b1f24;--soft:#59636e;--line:#d8dee4;--paper:#ffffff;--panel:#f6f8fa;--front:#0060a8;--other:#c25e00;--area:#0060a81a}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b3;--line:#30363d;--paper:#0d1117;--panel:#161b22;--front:#6cb6ff;--other:#f0a04b;--area:#6cb6ff22}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:1080px;padding:24px 20px 48px;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;color:var(--ink);background:var(--paper)}
        h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}
        p{margin:.4rem 0}.lead{color:var(--soft)}.empty{color:var(--soft);font-style:italic}
        .notice{border-left:4px solid var(--other);background:var(--panel);padding:.6rem .9rem;margin:1rem 0}
        .tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(130px,1fr));gap:10px;margin:1.2rem 0}
        .tiles div{background:var(--panel);border:1px solid var(--line);border-radius:8px;padding:10px 12px}
        .tiles b{display:block;font-size:1.3rem;font-variant-numeric:tabular-nums}.tiles span{color:var(--soft);font-size:.85rem}
        figure{margin:0}svg{width:100%;height:auto;display:block}figcaption{color:var(--soft);font-size:.9rem}
        .grid{stroke:var(--line);stroke-width:1}.frame{stroke:var(--soft);fill:none}.tick{fill:var(--soft);font-size:12px}.axis{fill:var(--ink);font-size:13px;white-space:pre}
        .front{fill:var(--front);stroke:var(--paper);stroke-width:1.5}.dominated{fill:none;stroke:var(--other);stroke-width:2}
        .stopped{fill:none;stroke:var(--soft);stroke-width:1.5}.failed{fill:none;stroke:var(--other);stroke-width:2}
        .steps{fill:none;stroke:var(--front);stroke-width:2}.area{fill:var(--area);stroke:none}.step{fill:var(--front)}
        .reference{stroke:var(--soft);stroke-width:2;fill:none}.note{fill:var(--soft);font-size:12px;paint-order:stroke;stroke:var(--paper);stroke-width:3px}
        .generation{stroke:var(--soft);stroke-dasharray:3 5}
        .legend{display:flex;flex-wrap:wrap;gap:4px 22px;margin:.3rem 0 0;padding:0;list-style:none;color:var(--soft);font-size:.9rem}.legend svg{display:inline-block;width:16px;height:16px;vertical-align:-3px;margin-right:6px}
        .scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-size:.9rem}
        th,td{padding:6px 10px;border-bottom:1px solid var(--line);text-align:left;white-space:nowrap}th{color:var(--soft);font-weight:600}
        td.code{white-space:normal;overflow-wrap:anywhere;min-width:17em}.number{text-align:right;font-variant-numeric:tabular-nums}code,.code{font-family:ui-monospace,"DejaVu Sans Mono",Consolas,monospace;font-size:.8rem}
        dl{display:grid;grid-template-columns:minmax(140px,max-content) 1fr;gap:4px 18px;margin:0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
        details{margin-top:1rem}summary{cursor:pointer;color:var(--soft)}footer{margin-top:2.5rem;color:var(--soft);font-size:.85rem}
        @media print{body{max-width:none;padding:0}details{display:block}}
        """;
}
