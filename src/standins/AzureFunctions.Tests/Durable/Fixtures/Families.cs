using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

/// <summary>Orchestrators that call others.</summary>
public static class Families
{
    public sealed record Descent(string Id, string? ParentId, string? ParentName);

    [Function(nameof(Parent))]
    public static Task<Descent> Parent([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallSubOrchestratorAsync<Descent>(nameof(Child));

    [Function(nameof(Child))]
    public static Descent Child([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new Descent(context.InstanceId, context.Parent?.InstanceId, context.Parent?.Name);
    }

    [Function(nameof(ParentOfWaiting))]
    public static async Task<string> ParentOfWaiting([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            return await context.CallSubOrchestratorAsync<string>(
                nameof(Waits.WaitForGo), new TaskOptions().WithInstanceId(context.GetInput<string>()!));
        }
        catch (TaskFailedException failed)
        {
            return $"{failed.TaskName}: {failed.FailureDetails.ErrorMessage}";
        }
    }

    [Function(nameof(ParentOfFailing))]
    public static async Task<string> ParentOfFailing([OrchestrationTrigger] TaskOrchestrationContext context)
    {
        try
        {
            await context.CallSubOrchestratorAsync(nameof(Failures.FailUncaught));
            return "";
        }
        catch (TaskFailedException failed)
        {
            return failed.FailureDetails.ErrorType;
        }
    }
}
