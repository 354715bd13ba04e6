using System.Runtime.InteropServices;
using Serverless.Application.Storage;
using Serverless.Inference;
using Serverless.Learning.Datasets;
using Serverless.Learning.Kernels;
using Serverless.Learning.Surrogates;
using Serverless.Learning.Training;

namespace Serverless.Worker.Jobs;

/// <summary>Describes why a job failed.</summary>
/// <param name="Error">One line for users that says what is at fault and what helps. The log has the rest.</param>
/// <param name="IsFinal">Whether another attempt would end the same way.</param>
/// <param name="IsShared">Whether every other training of the search would fail for the same reason, which lies in the dataset.</param>
sealed record JobFailure(string Error, bool IsFinal, bool IsShared = false)
{
    const int Longest = 500;

    // ENOSPC and EDQUOT, as .NET reports them.
    const int DiskFull = 28;
    const int QuotaUsedUp = 122;

    /// <param name="failure">The exception that the work threw.</param>
    /// <param name="attempt">The job's attempt, from 1; attempts after the first have a worker to themselves.</param>
    public static JobFailure Of(Exception failure, int attempt) => failure switch
    {
        JobInputException { IsShared: true } => new(Line("Bad input", failure.Message), IsFinal: true, IsShared: true),
        JobInputException or DocumentException or ModelException => new(Line("Bad input", failure.Message), IsFinal: true),
        TorchException => new(Line("This worker cannot build networks, which a limit before training needs", failure.Message), IsFinal: false),
        SurrogateFitException => new(Line("The fit failed", failure.Message), IsFinal: true),
        TrainingException => new(Line("The training failed", failure.Message), IsFinal: true),
        _ when IsDiskFull(failure) => new(
            Line("This worker's disk is full (another worker may have space)", failure.Message), IsFinal: false),

        // Next to other jobs, their memory may have been the cause; alone it is the job's own.
        _ when IsOutOfMemory(failure) => new(
            Line("Out of memory (fewer --jobs, a smaller batchSize or a larger device help)", failure.Message), IsFinal: attempt > 1),
        DatasetException { IsMissing: true } => new(
            Line("This worker lacks the dataset", failure.Message), IsFinal: false, IsShared: !IsOfMachine(failure.InnerException)),

        // Another worker may have another file at this path.
        DatasetException => new(Line("The dataset cannot be used", failure.Message), IsFinal: false, IsShared: !IsOfMachine(failure.InnerException)),
        _ => new(Line($"The worker failed with {failure.GetType().Name}", failure.Message), IsFinal: false),
    };

    // A file that exists and cannot be read here may be readable on another machine.
    static bool IsOfMachine(Exception? cause) =>
        cause is UnauthorizedAccessException or (IOException and not (EndOfStreamException or FileNotFoundException or DirectoryNotFoundException));

    static bool IsDiskFull(Exception failure) =>
        failure is IOException { HResult: DiskFull or QuotaUsedUp } || (failure.InnerException is { } inner && IsDiskFull(inner));

    // libtorch's messages say "CUDA out of memory" or "can't allocate memory"; neither has an error code.
    static bool IsOutOfMemory(Exception failure) => failure is OutOfMemoryException || (failure is ExternalException
        && (failure.Message.Contains("out of memory", StringComparison.OrdinalIgnoreCase)
            || failure.Message.Contains("can't allocate memory", StringComparison.OrdinalIgnoreCase)));

    // Native libraries append whole stack traces to their messages.
    static string Line(string kind, string message)
    {
        var line = $"{kind}: {message.Trim().Split('\n', 2)[0].TrimEnd()}";
        return line.Length <= Longest ? line : string.Concat(line.AsSpan(0, Longest - 3), "...");
    }
}
