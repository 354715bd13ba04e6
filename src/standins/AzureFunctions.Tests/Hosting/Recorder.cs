using System.Collections.Concurrent;

namespace Serverless.StandIns.AzureFunctions.Tests;

/// <summary>What the functions of a test saw, in order.</summary>
public sealed class Recorder
{
    readonly ConcurrentQueue<string> _entries = new();

    public IReadOnlyList<string> Entries => [.. _entries];

    public void Add(string entry) => _entries.Enqueue(entry);
}
