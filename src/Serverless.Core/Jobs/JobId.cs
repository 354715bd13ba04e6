using System.Text;
using Serverless.Spaces;

namespace Serverless.Core.Jobs;

/// <summary>Names jobs, so that the same work asked for again is the same job.</summary>
public static class JobId
{
    /// <summary>Names the fit of a surrogate, for example <c>s0123-g4-fit-1</c>.</summary>
    /// <param name="surrogateId">The surrogate to be.</param>
    /// <param name="attempt">From 1.</param>
    public static string ForFit(string surrogateId, int attempt) => FormattableString.Invariant($"{surrogateId}-fit-{attempt}");

    /// <summary>Names the fit of a generator, for example <c>gen-s0123-fit-1</c>.</summary>
    /// <param name="generatorId">The generator to be.</param>
    /// <param name="attempt">From 1.</param>
    public static string ForGenerator(string generatorId, int attempt) => ForFit(generatorId, attempt);

    /// <summary>For example <c>s0123-c4567-measure-local-cpu-1</c>.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="kind">What to do.</param>
    /// <param name="device">For measurements: where.</param>
    /// <param name="attempt">From 1.</param>
    /// <param name="epochs">For trainings that stop at a rung: after how many.</param>
    public static string For(string searchId, CandidateId candidate, JobKind kind, string? device, int attempt, int? epochs = null)
    {
        var id = new StringBuilder().Append(searchId).Append('-').Append(candidate.Value).Append('-');
        id.Append(kind switch
        {
            JobKind.Train => "train",
            JobKind.Measure => "measure",
            JobKind.Test => "test",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such kind of job."),
        });
        if (device is not null)
        {
            id.Append('-').Append(device);
        }

        if (epochs is { } rung)
        {
            id.Append("-e").Append(rung);
        }

        return id.Append('-').Append(attempt).ToString();
    }
}
