namespace Serverless.Bench.Plots;

/// <summary>How lines are told apart: by colour, and by dashes once more.</summary>
static class LineStyle
{
    /// <summary>Colours of Okabe and Ito (2008), which stay apart under every common colour blindness.</summary>
    const int Count = 6;

    public const string Sheet = """
        .median{fill:none;stroke-width:2.2}.band{stroke:none;opacity:.13}.legend svg{width:26px}
        .line0{stroke:#0072b2}.line1{stroke:#d55e00}.line2{stroke:#009e73}.line3{stroke:#cc79a7}.line4{stroke:#e69f00}.line5{stroke:#56b4e9}
        .dash1{stroke-dasharray:7 3}.dash2{stroke-dasharray:2 3}.dash3{stroke-dasharray:10 3 2 3}.dash4{stroke-dasharray:14 4}.dash5{stroke-dasharray:4 2 1 2}
        .band.line0{fill:#0072b2}.band.line1{fill:#d55e00}.band.line2{fill:#009e73}.band.line3{fill:#cc79a7}.band.line4{fill:#e69f00}.band.line5{fill:#56b4e9}
        """;

    /// <summary>The classes of a line: when the colours begin again, they do so with other dashes.</summary>
    public static string Of(int index) => FormattableString.Invariant($"line{index % Count} dash{(index + (index / Count)) % Count}");
}
