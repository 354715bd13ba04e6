using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Entities;

namespace Serverless.LocalHost.App.Durable;

/// <summary>A durable entity that adds up.</summary>
public sealed class Tally : TaskEntity<int>
{
    [Function(nameof(Tally))]
    public static Task DispatchTallyAsync([EntityTrigger] TaskEntityDispatcher dispatcher) => dispatcher.DispatchAsync<Tally>();

    public void Add(int number) => State += number;
}
