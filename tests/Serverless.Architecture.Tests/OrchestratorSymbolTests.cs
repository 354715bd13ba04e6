namespace Serverless.Architecture.Tests;

/// <summary>Orchestrators are replayed: whatever is not the same on every replay may not be touched there.</summary>
public sealed class OrchestratorSymbolTests
{
    const string Orchestrations = "Serverless.Functions.Orchestrations";

    static readonly string[] Banned =
    [
        "System.DateTime.get_Now", "System.DateTime.get_UtcNow", "System.DateTime.get_Today",
        "System.DateTimeOffset.get_Now", "System.DateTimeOffset.get_UtcNow",
        "System.TimeProvider.", "System.Diagnostics.Stopwatch.",
        "System.Guid.NewGuid", "System.Guid.CreateVersion7", "System.Random.", "System.Security.Cryptography.",
        "System.Environment.", "System.Console.", "System.IO.", "System.Net.", "System.Threading.Thread.", "System.Threading.Timer.",
        "System.Threading.Tasks.Task.Delay", "System.Threading.Tasks.Task.Run", "System.Threading.Tasks.Task.ConfigureAwait",
        "System.Threading.Tasks.Task`1.ConfigureAwait", "System.Threading.Tasks.Task.ContinueWith", "System.Threading.Tasks.TaskFactory.",
        "Azure.", "Serverless.Storage.", "Serverless.Domain.Storage.IDocumentStore", "Serverless.Domain.Jobs.IJobQueue",
        "Microsoft.DurableTask.Client.",
    ];

    // Asked by the iterators that the compiler makes, to tell whether they can be their own enumerator.
    const string OfIterators = "System.Environment.get_CurrentManagedThreadId";

    [Fact]
    public void Orchestrators_CalledMembers_AreAllReplaySafe()
    {
        using var assembly = AssemblyFile.Product("Serverless.Functions");
        var called = CalledMembers.Of(assembly, Orchestrations);

        called.ShouldContain(name => name.StartsWith("Microsoft.DurableTask.TaskOrchestrationContext.", StringComparison.Ordinal), "the walk must see the orchestrators");
        called.Where(name => name != OfIterators && Banned.Any(banned => Touches(name, banned))).ShouldBeEmpty();
    }

    [Fact]
    public void CalledMembers_OfThisClassesOwnBait_FindTheClock()
    {
        using var assembly = new AssemblyFile(typeof(OrchestratorSymbolTests).Assembly.Location);

        CalledMembers.Of(assembly, "Serverless.Architecture.Tests.Bait").ShouldContain("System.DateTime.get_UtcNow");
    }

    static bool Touches(string name, string banned) =>
        banned.EndsWith('.') ? name.StartsWith(banned, StringComparison.Ordinal) : name == banned || name.StartsWith(banned + ".", StringComparison.Ordinal);
}
