using System.Text;
using Serverless.Spaces;

namespace Serverless.Core.Jobs;

/// <summary>Creates the ids of jobs, so that work requested again has the same id.</summary>
public static class JobId
{
    /// <summary>Returns the id of the fit of a surrogate, for example <c>s0123-g4-fit-1</c>.</summary>
    /// <param name="surrogateId">The surrogate to create.</param>
    /// <param name="attempt">The attempt, from 1.</param>
    public static string ForFit(string surrogateId, int attempt) => FormattableString.Invariant($"{surrogateId}-fit-{attempt}");

    /// <summary>Returns the id of the fit of a generator, for example <c>gen-s0123-fit-1</c>.</summary>
    /// <param name="generatorId">The generator to create.</param>
    /// <param name="attempt">The attempt, from 1.</param>
    public static string ForGenerator(string generatorId, int attempt) => ForFit(generatorId, attempt);

    /// <summary>Returns the id of a candidate's job, for example <c>s0123-c4567-measure-local-cpu-1</c>.</summary>
    /// <param name="searchId">The search.</param>
    /// <param name="candidate">The candidate.</param>
    /// <param name="kind">The kind of work.</param>
    /// <param name="device">The device of a measurement.</param>
    /// <param name="attempt">The attempt, from 1.</param>
    /// <param name="epochs">The epochs of a training that stops at a rung.</param>
    public static string For(string searchId, CandidateId candidate, JobKind kind, string? device, int attempt, int? epochs = null)
    {
        var id = new StringBuilder().Append(searchId).Append('-').Append(candidate.Value).Append('-');
        id.Append(kind switch
        {
            JobKind.Train => "train",
            JobKind.Measure => "measure",
            JobKind.Test => "test",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "The kind of job is unknown."),
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
