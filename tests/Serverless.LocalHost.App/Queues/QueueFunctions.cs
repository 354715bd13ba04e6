using Microsoft.Azure.Functions.Worker;

namespace Serverless.LocalHost.App.Queues;

/// <summary>Functions of queues; what they saw goes to the queue <c>seen</c>.</summary>
public static class QueueFunctions
{
    [Function("Echo")]
    [QueueOutput("seen")]
    public static string Echo([QueueTrigger("%ECHO_QUEUE%")] string message, FunctionContext context) =>
        $"Echo {message} {context.BindingContext.BindingData["DequeueCount"]}";

    [Function("Split")]
    [QueueOutput("seen")]
    public static string[] Split([QueueTrigger("split")] Order order) => [.. order.Items.Select(item => $"Split {order.Id} {item}")];

    [Function("Broken")]
    public static void Broken([QueueTrigger("broken")] string message) => throw new InvalidOperationException($"Cannot take {message}.");

    [Function("Disabled")]
    [QueueOutput("seen")]
    public static string Disabled([QueueTrigger("disabled")] string message) => $"Disabled {message}";

    public sealed record Order(int Id, string[] Items);
}
