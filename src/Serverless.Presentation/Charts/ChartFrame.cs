using Serverless.Presentation.Pages;

namespace Serverless.Presentation.Charts;

/// <summary>The frame that all charts share: size, axes with ticks and titles, and positions of values.</summary>
/// <param name="x">The horizontal axis.</param>
/// <param name="y">The vertical axis.</param>
public sealed class ChartFrame(Axis x, Axis y)
{
    public const int Width = 760;
    public const int Height = 430;
    public const int Left = 78;
    public const int Right = Width - 22;
    public const int Top = 26;
    public const int Bottom = Height - 58;

    // Width in pixels of a digit in a label and of a letter in a title, in the sizes of the style sheet, rounded up; and the gap between two labels.
    const double DigitWidth = 7.2;
    const double TitleWidth = 7.8;
    const double LabelGap = 10;

    public double X(double value) => x.Place(value, Left, Right);

    public double Y(double value) => y.Place(value, Bottom, Top);

    /// <summary>Opens the picture and draws grid, ticks and titles.</summary>
    /// <param name="title">A description of the chart, for people who cannot see it.</param>
    /// <param name="xTitle">The title of the horizontal axis, with the unit.</param>
    /// <param name="yTitle">The title of the vertical axis, with the unit.</param>
    public Markup Open(string title, string xTitle, string yTitle)
    {
        var svg = new Markup()
            .Add($"<svg viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{title}\">")
            .Add($"<title>{title}</title>")
            .AddEach(x.Ticks, tick => $"<line class=\"grid\" x1=\"{X(tick)}\" x2=\"{X(tick)}\" y1=\"{Top}\" y2=\"{Bottom}\"/>")
            .AddEach(Labelled(), tick => $"<text class=\"tick\" x=\"{X(tick)}\" y=\"{Bottom + 18}\" text-anchor=\"middle\">{x.Label(tick)}</text>")
            .AddEach(y.Ticks, tick => $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Right}\" y1=\"{Y(tick)}\" y2=\"{Y(tick)}\"/><text class=\"tick\" x=\"{Left - 8}\" y=\"{Y(tick) + 4}\" text-anchor=\"end\">{y.Label(tick)}</text>")
            .Add($"<path class=\"frame\" d=\"M{Left} {Top}V{Bottom}H{Right}\"/>")
            .Add($"<text class=\"axis\" x=\"{(Left + Right) / 2}\" y=\"{Height - 14}\" text-anchor=\"middle\">{Fit(xTitle, Right - Left)}</text>")
            .Add($"<text class=\"axis\" transform=\"translate(20 {(Top + Bottom) / 2}) rotate(-90)\" text-anchor=\"middle\">{Fit(yTitle, Bottom - Top)}</text>");
        return svg;
    }

    /// <summary>Returns the ticks of the horizontal axis that are labelled: every one, or every second, third ... if labels would touch.</summary>
    IEnumerable<double> Labelled()
    {
        if (x.Ticks.Count < 2)
        {
            return x.Ticks;
        }

        var widest = (x.Ticks.Max(tick => x.Label(tick).Length) * DigitWidth) + LabelGap;
        var every = (int)Math.Ceiling(widest / Math.Abs(X(x.Ticks[1]) - X(x.Ticks[0])));
        return x.Ticks.Where((_, index) => index % every == 0);
    }

    /// <summary>Shortens a title to fit; the middle of a long name is left out, so that unit and direction stay.</summary>
    static string Fit(string title, int width)
    {
        var most = (int)(width / TitleWidth);
        return title.Length <= most ? title : $"{title[..(most / 2)]}…{title[^(most - (most / 2) - 1)..]}";
    }
}
