using System.Collections.Concurrent;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

/// <summary>Functions that fail.</summary>
public static class Failures
{
    static readonly ConcurrentDictionary<string, List<DateTime>> Runs = new();

    /// <summary>When the failing activity ran for an instance.</summary>
    internal static IReadOnlyList<DateTime> RunsOf(string instanceId) => Runs.GetValueOrDefault(instanceId, []);

    public sealed record Plan(
        int FailingRuns,
        int Attempts,
        double FirstSeconds,
        double Coefficient = 1,
        double? MaxSeconds = null,
        double? TimeoutSeconds = null,
        string? Handled = null);

    [Function(nameof(FailUncaught))]
    public static Task<string> FailUncaught([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<string>(nameof(Throw), "no luck");

    [Function(nameof(FailCaught))]
    public static async Task<bool[]> FailCaught([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            await context.CallActivityAsync(nameof(Throw), "no luck");
            return [];
        }
        catch (TaskFailedException failed)
        {
            var details = failed.FailureDetails;
            return
            [
                details.IsCausedBy<InvalidOperationException>(), details.IsCausedBy<SystemException>(), details.IsCausedBy<ArgumentException>(),
                details.InnerFailure!.IsCausedBy<FormatException>(),
            ];
        }
    }

    [Function(nameof(CallUnknown))]
    public static Task CallUnknown([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync("NoSuchActivity", "x", TaskOptions.FromRetryPolicy(new RetryPolicy(5, TimeSpan.FromSeconds(1))));

    [Function(nameof(RetryByPolicy))]
    public static Task<string> RetryByPolicy([OrchestrationTrigger] TaskOrchestrationContext context, Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var policy = new RetryPolicy(
            plan.Attempts,
            TimeSpan.FromSeconds(plan.FirstSeconds),
            plan.Coefficient,
            plan.MaxSeconds is { } longest ? TimeSpan.FromSeconds(longest) : null,
            plan.TimeoutSeconds is { } timeout ? TimeSpan.FromSeconds(timeout) : null)
        {
            HandleFailure = details => plan.Handled is null || details.ErrorType == plan.Handled,
        };
        return context.CallActivityAsync<string>(nameof(FailAtFirst), plan.FailingRuns, TaskOptions.FromRetryPolicy(policy));
    }

    [Function(nameof(RetryByHandler))]
    public static async Task<List<int>> RetryByHandler([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        var asked = new List<int>();
        var options = TaskOptions.FromRetryHandler(async retry =>
        {
            asked.Add(retry.LastAttemptNumber);
            if (retry.LastAttemptNumber == 2)
            {
                await retry.OrchestrationContext.CreateTimer(TimeSpan.FromSeconds(1), CancellationToken.None);
            }

            return retry.LastFailure.IsCausedBy<InvalidOperationException>() && retry.LastAttemptNumber < 4;
        });
        try
        {
            await context.CallActivityAsync<string>(nameof(FailAtFirst), context.GetInput<int>(), options);
            asked.Add(0);
        }
        catch (TaskFailedException)
        {
            asked.Add(-1);
        }

        return asked;
    }

    [Function(nameof(FailAtFirst))]
    public static string FailAtFirst([ActivityTrigger] int failingRuns, string instanceId)
    {
        var runs = Runs.GetOrAdd(instanceId, _ => []);
        lock (runs)
        {
            runs.Add(DateTime.UtcNow);
            return runs.Count > failingRuns ? $"run {runs.Count}" : throw new InvalidOperationException($"run {runs.Count}");
        }
    }

    [Function(nameof(Throw))]
    public static string Throw([ActivityTrigger] string message) =>
        throw new InvalidOperationException(message, new FormatException("within"));
}
