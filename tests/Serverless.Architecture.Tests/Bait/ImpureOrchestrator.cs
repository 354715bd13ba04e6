namespace Serverless.Architecture.Tests.Bait;

/// <summary>What a forbidden orchestrator looks like, to prove that the test would catch it: the call hides in a state machine.</summary>
static class ImpureOrchestrator
{
    public static async Task<DateTime> RunAsync()
    {
        await Task.Yield();
        return DateTime.UtcNow;
    }
}
