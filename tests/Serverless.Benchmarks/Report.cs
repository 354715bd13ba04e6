using System.Globalization;

namespace Serverless.Benchmarks;

/// <summary>Prints ratios, to three digits, beside their limits.</summary>
sealed class Report(TextWriter output)
{
    /// <summary>Whether every ratio is within its bound.</summary>
    internal bool IsMet { get; private set; } = true;

    internal void Say(string text) => output.WriteLine(text);

    internal void Bound(string what, double value, double most, string unit = "")
    {
        var isMet = value <= most;
        IsMet &= isMet;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isMet ? "ok  " : "OVER")}  {what}: {value:G3}{unit} (at most {most:G3}{unit})"));
    }

    /// <summary>Prints a fact beside what it has to be.</summary>
    internal void Expect<T>(string what, T value, T expected)
    {
        var isMet = EqualityComparer<T>.Default.Equals(value, expected);
        IsMet &= isMet;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(isMet ? "ok  " : "NOT ")}  {what}: {value}{(isMet ? "" : $" instead of {expected}")}"));
    }
}
