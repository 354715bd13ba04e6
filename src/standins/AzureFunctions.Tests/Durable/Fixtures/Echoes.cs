using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;

namespace Serverless.StandIns.AzureFunctions.Tests.Durable.Fixtures;

/// <summary>Values through an orchestrator and an activity and back.</summary>
public static class Echoes
{
    public sealed record Point(int X, string? Label, List<double[]> Nested);

    [Function(nameof(Echo))]
    public static System.Text.Json.JsonElement? Echo([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.GetInput<System.Text.Json.JsonElement?>();

    [Function(nameof(EchoPoint))]
    public static Task<Point?> EchoPoint([OrchestrationTrigger] TaskOrchestrationContext context, Point? input) =>
        context.CallActivityAsync<Point?>(nameof(PassPoint), input)!;

    [Function(nameof(EchoBytes))]
    public static Task<byte[]> EchoBytes([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<byte[]>(nameof(PassBytes), context.GetInput<byte[]>());

    [Function(nameof(EchoText))]
    public static Task<string> EchoText([OrchestrationTrigger] TaskOrchestrationContext context) =>
        context.CallActivityAsync<string>(nameof(PassText), context.GetInput<string>());

    [Function(nameof(PassPoint))]
    public static Point? PassPoint([ActivityTrigger] Point? point) => point;

    [Function(nameof(PassBytes))]
    public static byte[] PassBytes([ActivityTrigger] byte[] bytes) => [.. bytes, 255];

    [Function(nameof(PassText))]
    public static string PassText([ActivityTrigger] string text) => text;
}
