namespace Serverless.Presentation.Pages;

/// <summary>The report's own style sheet, which loads no external resources.</summary>
public static class ReportStyle
{
    public const string Sheet = """
        :root{color-scheme:light dark;--ink:#1b1f24;--soft:#59636e;--line:#d8dee4;--paper:#ffffff}
        @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b3;--line:#30363d;--paper:#0d1117}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:1080px;padding:24px 20px 48px;font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;color:var(--ink);background:var(--paper)}
        h1{font-size:1.6rem;margin:0}h2{font-size:1.15rem;margin:2.2rem 0 .6rem}
        p{margin:.4rem 0}.lead{color:var(--soft)}
        figure{margin:0}svg{width:100%;height:auto;display:block}
        .grid{stroke:var(--line);stroke-width:1}.frame{stroke:var(--soft);fill:none}.tick{fill:var(--soft);font-size:12px}.axis{fill:var(--ink);font-size:13px;white-space:pre}
        .legend{display:flex;flex-wrap:wrap;gap:4px 22px;margin:.3rem 0 0;padding:0;list-style:none;color:var(--soft);font-size:.9rem}.legend svg{display:inline-block;width:16px;height:16px;vertical-align:-3px;margin-right:6px}
        footer{margin-top:2.5rem;color:var(--soft);font-size:.85rem}
        @media print{body{max-width:none;padding:0}}
        """;
}
