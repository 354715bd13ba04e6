using Serverless.Domain.Storage;
using Serverless.Inference;
using Serverless.Learning.Datasets;
using Serverless.Learning.Training;

namespace Serverless.Worker.Jobs;

/// <summary>Says in one line, for people, why a job failed and whose fault it is. The log has the rest.</summary>
static class JobFailure
{
    const int Longest = 500;

    public static string Describe(Exception failure) => failure switch
    {
        JobInputException or DocumentException or ModelException => Line("Bad input", failure.Message),
        TrainingException => Line("The training failed", failure.Message),
        DatasetException => Line("This worker lacks the dataset", failure.Message),
        _ => Line($"The worker failed with {failure.GetType().Name}", failure.Message),
    };

    // Native libraries append whole stack traces to their messages.
    static string Line(string kind, string message)
    {
        var line = $"{kind}: {message.Trim().Split('\n', 2)[0].TrimEnd()}";
        return line.Length <= Longest ? line : string.Concat(line.AsSpan(0, Longest - 3), "...");
    }
}
