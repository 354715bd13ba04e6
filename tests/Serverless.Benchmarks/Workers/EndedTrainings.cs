using System.Globalization;
using System.Text.RegularExpressions;

namespace Serverless.Benchmarks.Workers;

/// <summary>The times at which workers ended trainings, from their logs.</summary>
static partial class EndedTrainings
{
    /// <summary>The times of day in a worker's output, in their order.</summary>
    internal static IReadOnlyList<TimeSpan> In(string output) =>
    [
        .. Line().Matches(output).Select(line => TimeSpan.ParseExact(line.Groups[1].Value, @"hh\:mm\:ss\.fff", CultureInfo.InvariantCulture)),
    ];

    /// <summary>
    /// Trainings a second while every worker had one: from the first end to where the jobs ran out for the first of them. Neither how
    /// long jobs took to be queued counts, nor that the last ones are fewer than the workers.
    /// </summary>
    /// <param name="workers">Each worker's ends.</param>
    /// <param name="before">Ends, of all workers, that came before the jobs that count.</param>
    internal static double SteadyRate(IReadOnlyList<IReadOnlyList<TimeSpan>> workers, int before)
    {
        List<TimeSpan> ends = [.. workers.SelectMany(ends => ends).Order().Skip(before)];
        var counted = ends.Count - workers.Count;
        return counted / (ends[counted] - ends[0]).TotalSeconds;
    }

    [GeneratedRegex(@"^(\d\d:\d\d:\d\d\.\d{3}).* ended: Train", RegexOptions.Multiline)]
    private static partial Regex Line();
}
