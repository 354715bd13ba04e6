using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Serverless.Application.Schedules;
using Serverless.Functions.Adapters;

namespace Serverless.Functions.Triggers.Timers;

/// <summary>Checks the schedules as often as the setting <c>ScheduleTimer</c> says: every minute in Azure.</summary>
/// <remarks>The interval bounds how long after its due time a search starts, and how long it runs on after its window has closed.</remarks>
public sealed class RunSchedulesTrigger(ScheduleRunner schedules)
{
    [Function(FunctionNames.RunSchedules)]
    public Task RunAsync(
        [TimerTrigger("%ScheduleTimer%")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation) =>
        schedules.RunAsync(new DurableOrchestrations(client), cancellation);
}
