using System.Reflection;
using Serverless.Testing;

namespace Serverless.Architecture.Tests.Infrastructure;

/// <summary>The Bicep compiler, as a process. It reads files only: no module comes from a registry.</summary>
static class Bicep
{
    static readonly string Compiler = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "BicepPath").Value!; // written by the build

    /// <summary>The folder that is deployed.</summary>
    public static string Folder { get; } = Path.Combine(RepositoryPaths.Root, "infra", "azure");

    /// <summary>Runs a command.</summary>
    /// <returns>Its exit status, and what it wrote: nothing when all is well.</returns>
    public static async Task<(int Status, string Output)> RunAsync(string folder, params string[] arguments)
    {
        await using var compiler = ChildProcess.Start(Compiler, arguments, workingDirectory: folder);
        var status = await compiler.WaitForExitAsync();
        return (status, compiler.Output.Trim());
    }
}
