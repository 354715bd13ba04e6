namespace Serverless.Architecture.Tests;

/// <summary>The references that projects may have.</summary>
public sealed class ReferenceTests
{
    static readonly string[] Framework = ["System.", "Microsoft.Win32.", "netstandard", "mscorlib"];

    static readonly string[] Spaces = ["Serverless.Spaces", "Serverless.MultiObjective"];
    static readonly string[] Core = ["Serverless.Core", "Serverless.Algorithms", .. Spaces];
    static readonly string[] Application = ["Serverless.Application", .. Core];

    static readonly Dictionary<string, string[]> Rooms = new()
    {
        ["Serverless.MultiObjective"] = [],
        ["Serverless.Spaces"] = ["Serverless.MultiObjective"],
        ["Serverless.Algorithms"] = [.. Spaces],
        ["Serverless.Core"] = ["Serverless.Algorithms", .. Spaces, "Cronos"],
        ["Serverless.Application"] =
        [
            .. Core, "Microsoft.Extensions.DependencyInjection.Abstractions", "Microsoft.Extensions.Logging.Abstractions", "Microsoft.Extensions.Options",
        ],
        ["Serverless.Inference"] = [.. Core, "Microsoft.ML.OnnxRuntime"],
        ["Serverless.Learning"] = [.. Core, "TorchSharp", "Google.Protobuf", "SixLabors.ImageSharp"],
        ["Serverless.Storage"] = [.. Application, "Azure.", "Microsoft.Extensions."],
        ["Serverless.Telemetry"] =
        [
            "Serverless.Application", "OpenTelemetry.", "Azure.Core", "Azure.Monitor.OpenTelemetry.Exporter", "Microsoft.Extensions.",
        ],
        ["Serverless.Worker"] =
        [
            .. Application, "Serverless.Learning", "Serverless.Inference", "Serverless.Storage", "Serverless.Telemetry", "Microsoft.Extensions.",
        ],
        ["Serverless.LocalHost"] = ["Microsoft.", "Azure.", "DurableTask.", "Grpc.", "Google.Protobuf", "Yarp.", "Newtonsoft.Json"],
        ["Serverless.Presentation"] = [.. Core],
        ["Serverless.Bench"] = [.. Core, "Serverless.Learning", "Serverless.Inference", "Serverless.Presentation"],
        ["Serverless.Cli"] = [.. Core, "Serverless.Presentation", "Spectre.Console.", "Polly.", "SixLabors.ImageSharp"],
        ["Serverless.Functions"] =
        [
            .. Application, "Serverless.Inference", "Serverless.Storage", "Serverless.Telemetry",
            "Microsoft.AspNetCore.", "Microsoft.Extensions.", "Microsoft.Net.Http.Headers", "Microsoft.Azure.Functions.", "Microsoft.DurableTask.",
            "AzureFunctions", "Azure.Core", "Azure.Storage.Queues", "Grpc.Core.Api",
        ],
    };

    public static TheoryData<string> RoomNames => [.. Rooms.Keys];

    [Theory]
    [MemberData(nameof(RoomNames))]
    public void Room_References_AreOnlyThoseItMayKnow(string room)
    {
        using var assembly = AssemblyFile.Product(room);

        var forbidden = assembly.References.Where(reference => !Framework.Concat(Rooms[room]).Any(allowed => Matches(reference, allowed)));

        forbidden.ShouldBeEmpty();
    }

    [Fact]
    public void FunctionsApp_OfTheStorageClients_KnowsOnlyTheMessageThatQueueTriggersBind()
    {
        using var assembly = AssemblyFile.Product("Serverless.Functions");
        var metadata = assembly.Metadata;

        var known = metadata.TypeReferences.Select(metadata.GetTypeReference)
            .Where(type => metadata.GetString(type.Namespace).StartsWith("Azure.Storage", StringComparison.Ordinal))
            .Select(type => metadata.GetString(type.Name));

        known.ShouldBe(["QueueMessage"]);
    }

    [Fact]
    public void FunctionsApp_WithEverythingItLoads_IsFreeOfTorch()
    {
        var seen = new HashSet<string>();
        var open = new Queue<string>(["Serverless.Functions"]);
        while (open.TryDequeue(out var name))
        {
            if (!seen.Add(name) || !File.Exists(Path.Combine(AppContext.BaseDirectory, name + ".dll")))
            {
                continue;
            }

            using var assembly = AssemblyFile.Product(name);
            foreach (var reference in assembly.References)
            {
                open.Enqueue(reference);
            }
        }

        seen.ShouldContain("Serverless.Storage", "the walk must have left the first assembly");
        seen.ShouldNotContain(name => name.Contains("Torch", StringComparison.OrdinalIgnoreCase) || name == "Serverless.Learning");
    }

    static bool Matches(string reference, string allowed) =>
        allowed.EndsWith('.') ? (reference + ".").StartsWith(allowed, StringComparison.Ordinal) : reference == allowed;
}
