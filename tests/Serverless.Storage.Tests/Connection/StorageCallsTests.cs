using Serverless.Application.Storage;
using Serverless.Storage.Connection;

namespace Serverless.Storage.Tests.Connection;

public sealed class StorageCallsTests
{
    /// <summary>This is what the SDK throws when a call is cancelled during its second try or a later one.</summary>
    static readonly AggregateException Retried = new("Retry failed after 2 tries.", new IOException("The connection was reset."), new TaskCanceledException());

    [Fact]
    public async Task Run_CancelledAfterARetry_IsCancelled()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        (await Should.ThrowAsync<OperationCanceledException>(() => StorageCalls.RunAsync<bool>("reading blob 'x/y'", () => throw Retried, cancelled.Token)))
            .CancellationToken.ShouldBe(cancelled.Token);
    }

    [Fact]
    public async Task Run_NoAnswerAfterRetries_SaysWhatWasAsked() =>
        (await Should.ThrowAsync<StorageException>(() => StorageCalls.RunAsync<bool>("reading blob 'x/y'", () => throw Retried, CancellationToken.None)))
            .Message.ShouldContain("reading blob 'x/y'");
}
