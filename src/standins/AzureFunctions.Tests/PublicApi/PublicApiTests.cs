using Microsoft.Azure.Functions.Worker;

namespace Serverless.StandIns.AzureFunctions.Tests;

public sealed class PublicApiTests
{
    // Lies beside this file; a change of the surface is a change of that file, made knowingly.
    static readonly string ApprovedFile = Path.Combine(AppContext.BaseDirectory, "PublicApi", "PublicApi.approved.txt");

    // The surface found is written beside it as PublicApi.approved.received.txt: when a change is meant, that file becomes the approved one.
    [Fact]
    public async Task B55_PublicSurface_IsTheApprovedOne()
    {
        var surface = PublicSurface.Of(typeof(FunctionAttribute).Assembly).ToList();
        await File.WriteAllLinesAsync(Path.ChangeExtension(ApprovedFile, "received.txt"), surface);

        var approved = await File.ReadAllLinesAsync(ApprovedFile);

        surface.Except(approved).ShouldBeEmpty("these are not in PublicApi.approved.txt");
        approved.Except(surface).ShouldBeEmpty("these are in PublicApi.approved.txt only");
        surface.Count.ShouldBe(approved.Length);
    }

    [Fact]
    public void B55_PublicTypes_StandInThePackagesNamespacesOnly()
        => typeof(FunctionAttribute).Assembly.GetExportedTypes()
            .Where(type => type.Namespace is not { } space || !Spaces.Contains(space))
            .ShouldBeEmpty();

    static readonly string[] Spaces =
    [
        "Microsoft.Azure.Functions.Worker",
        "Microsoft.Azure.Functions.Worker.Builder",
        "Microsoft.Azure.Functions.Worker.Http",
        "Microsoft.Azure.Functions.Worker.Middleware",
        "Microsoft.Azure.Functions.Worker.Extensions.Abstractions",
        "Microsoft.Extensions.Hosting",
        "Microsoft.DurableTask",
        "Microsoft.DurableTask.Converters",
        "Microsoft.DurableTask.Internal",
        "Microsoft.DurableTask.Client",
        "DurableTask.Core.Exceptions",
        "DurableTask.Core.History",
        "Grpc.Core",
    ];
}
