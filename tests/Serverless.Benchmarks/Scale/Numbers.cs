using System.Globalization;

namespace Serverless.Benchmarks.Scale;

/// <summary>Numbers on a command line.</summary>
static class Numbers
{
    /// <summary>The numbers that are given, then the usual ones; null when one is no positive number, or there are too many.</summary>
    internal static double[]? Read(IReadOnlyList<string> words, params double[] usual)
    {
        double[] given = [.. words.Select(word => double.TryParse(word, CultureInfo.InvariantCulture, out var number) ? number : 0)];
        return given.Length <= usual.Length && given.All(number => number > 0) ? [.. given, .. usual[given.Length..]] : null;
    }
}
