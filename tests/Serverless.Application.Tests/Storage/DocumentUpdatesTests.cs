using Serverless.Application.Storage;

namespace Serverless.Application.Tests.Storage;

public sealed class DocumentUpdatesTests
{
    static readonly BlobPath Path = BlobPaths.State("s1");

    [Fact]
    public async Task Update_OthersAreFasterAllButOnce_IsDone()
    {
        var tries = 0;

        var outcome = await DocumentUpdates.UpdateAsync(
            Path, () => Task.FromResult(++tries == DocumentUpdates.MaximumConflicts ? "done" : null));

        outcome.ShouldBe("done");
    }

    [Fact]
    public async Task Update_OthersAreAlwaysFaster_EndsWithAnErrorThatNamesTheBlob()
    {
        var tries = 0;

        var failure = await Should.ThrowAsync<StorageException>(() => DocumentUpdates.UpdateAsync(Path, () =>
        {
            tries++;
            return Task.FromResult<string?>(null);
        }));

        tries.ShouldBe(DocumentUpdates.MaximumConflicts);
        failure.Message.ShouldContain(Path.ToString());
    }
}
