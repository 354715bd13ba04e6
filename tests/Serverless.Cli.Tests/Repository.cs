using Serverless.Testing;

namespace Serverless.Cli.Tests;

/// <summary>The working copy that these tests were built from.</summary>
static class Repository
{
    public static string Root { get; } = Path.GetFullPath(Path.Combine(RepositoryPaths.NpmModules, "..", "..", ".."));

    /// <summary>The parts of the entry script.</summary>
    public static string LocalScripts { get; } = Path.Combine(Root, "infra", "local");
}
