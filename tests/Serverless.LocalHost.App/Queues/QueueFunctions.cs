using Azure.Storage.Queues.Models;
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

    [Function("Whole")]
    [QueueOutput("seen")]
    public static string Whole([QueueTrigger("whole")] QueueMessage message) => $"Whole {message.Body} {message.DequeueCount}";

    [Function("Off")]
    [QueueOutput("seen")]
    public static string Off([QueueTrigger("off")] string message) => $"Off {message}";

    public sealed record Order(int Id, string[] Items);
}
