using System.Text.RegularExpressions;
using Serverless.Testing;

namespace Serverless.EndToEnd.Tests;

/// <summary>The messages about trainings in the logs of workers.</summary>
static partial class Trainings
{
    /// <summary>Job ids of the trainings that ended with a result, one entry per time.</summary>
    public static IReadOnlyList<string> CompletedBy(params IEnumerable<ChildProcess> workers) =>
        [.. workers.SelectMany(worker => Completed().Matches(worker.Output)).Select(match => match.Groups["job"].Value)];

    /// <summary>Job ids of the trainings that were begun, one entry per time.</summary>
    public static IReadOnlyList<string> StartedBy(ChildProcess worker) => [.. Started().Matches(worker.Output).Select(match => match.Groups["job"].Value)];

    /// <summary>Job ids of the trainings that were stopped because their search no longer wants them.</summary>
    public static IReadOnlyList<string> StoppedBy(ChildProcess worker) => [.. Withdrawn().Matches(worker.Output).Select(match => match.Groups["job"].Value)];

    /// <summary>Where in its log a worker's first measurement ended.</summary>
    public static int FirstMeasurementOf(ChildProcess worker) => Measured().Matches(worker.Output)[0].Index;

    /// <summary>Where in its log a worker's last training began.</summary>
    public static int LastBeginningOf(ChildProcess worker) => Started().Matches(worker.Output)[^1].Index;

    [GeneratedRegex(@"Job \S+ ended: Measure Completed")]
    private static partial Regex Measured();

    [GeneratedRegex(@"Job (?<job>\S+) begun: Train ")]
    private static partial Regex Started();

    [GeneratedRegex(@"Job (?<job>\S+) is withdrawn")]
    private static partial Regex Withdrawn();

    [GeneratedRegex(@"Job (?<job>\S+) ended: Train Completed")]
    private static partial Regex Completed();
}
